"""`contacts`: the post tells how to reach or to pay somebody."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.conditions._emails import emails
from bot.conditions._legible import legible
from bot.conditions._numbers import bare_phones, cards, phones
from bot.conditions._surfaces import marks, texts
from bot.conditions._wallets import wallets
from bot.core.arguments import argument
from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.post import DEFAULT_SURFACES, Post, SurfaceName
from bot.core.query import Hit


class Kind(StrEnum):
    """What a contact detail is."""

    PHONE = "phone"
    EMAIL = "email"
    CARD = "card"
    CRYPTO_WALLET = "crypto_wallet"


_FINDERS: Mapping[Kind, Callable[[str], Iterator[tuple[int, int]]]] = {
    Kind.PHONE: phones,
    Kind.EMAIL: emails,
    Kind.CARD: cards,
    Kind.CRYPTO_WALLET: wallets,
}
_ENTITIES = {"phone_number": Kind.PHONE, "email": Kind.EMAIL}


@dataclass(frozen=True)
class Contacts(Condition):
    """Holds if a contact detail occurs. Numbers of cards and addresses of wallets must be ones that can exist.

    Example: `contacts: [phone, email]`; `contacts: true` holds for any.
    """

    any_: tuple[Kind, ...] = argument(
        "What it is, one of these; anything, if it is not given.", default=(), example="[card, crypto_wallet]"
    )
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, contact]",
    )

    def check(self, context: Context) -> Finding:
        hits = {hit[:2]: hit for hit in self._hits(context.post)}
        return Finding.held(context.evidence(sorted(hits.values()))) if hits else DID_NOT_HOLD

    def account(self, context: Context) -> str:
        found = any(True for _ in self._hits(context.post))
        return "" if found else f"no {' and no '.join(kind.replace('_', ' ') for kind in self._kinds)}"

    def _hits(self, post: Post) -> Iterator[Hit]:
        for place, text in texts(post, self._surfaces):
            plain = legible(text)
            for kind in self._kinds:
                yield from (Hit(place, start, end) for start, end in _FINDERS[kind](plain))
            if Kind.PHONE in self._kinds and post.surfaces[place].name is SurfaceName.CONTACT:
                yield from (Hit(place, start, end) for start, end in bare_phones(plain))
        for entity in marks(post, self._surfaces):
            if _ENTITIES.get(entity.type) in self._kinds:
                yield Hit(entity.surface, entity.start, entity.end)

    @cached_property
    def _surfaces(self) -> frozenset[SurfaceName]:
        return frozenset(self.in_) or DEFAULT_SURFACES

    @cached_property
    def _kinds(self) -> tuple[Kind, ...]:
        """In one order always, because of two that begin at the same place the last is shown."""
        return tuple(kind for kind in Kind if not self.any_ or kind in self.any_)
