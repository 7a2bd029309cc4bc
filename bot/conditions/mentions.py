"""`mentions`: the post names somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.conditions._accounts import listed
from bot.conditions._surfaces import marks, texts
from bot.conditions._usernames import Usernames
from bot.core.arguments import Bounds, argument
from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.post import DEFAULT_SURFACES, Post, SurfaceName
from bot.core.query import Hit, PatternKind, Query

_MENTION = re.compile(r"(?<![\w@/])[@\uff20\ufe6b]([A-Za-z]\w{3,31})(?!\w)", re.ASCII)
_SOME = Bounds(at_least=1)


@dataclass(frozen=True)
class Mentions(Condition):
    """Holds if the post mentions somebody: by @username, or by a link to a person who has none.

    Example: `mentions: ["@best_casino", "*_vip_bot"]`; `mentions: {count: {above: 5}}` holds for six and more;
    `mentions: true` holds for any.
    """

    any_: tuple[str, ...] = argument(
        "Usernames, one of which must be mentioned; `*` stands for any characters, and case does not count.",
        default=(),
        example='["@best_casino"]',
    )
    count: Bounds | None = argument(
        "How many different people must be mentioned; at least one, if it is not given.", example="{above: 5}"
    )
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, button]",
    )

    def __post_init__(self) -> None:
        self._names  # noqa: B018 - so that a wrong one shows while the rule is read

    def check(self, context: Context) -> Finding:
        found = list(self._mentions(context.post))
        if not (self.count or _SOME).hold(len({who for who, _ in found})):
            return DID_NOT_HOLD
        return Finding.held(context.evidence(sorted(hit for _, hit in found)))

    def account(self, context: Context) -> str:
        found = self._mentions(context.post)
        shown = dict.fromkeys(f"@{who}" if isinstance(who, str) else "somebody by a link" for who, _ in found)
        return listed(list(shown), "none of these names" if self.any_ else "no mentions")

    def queries(self) -> tuple[Query, ...]:
        return (self._query,) if self._query else ()

    def triggers(self) -> frozenset[Query] | None:
        holds_without = self.count is not None and self.count.hold(0)
        return frozenset({self._query}) if self._query and not holds_without else None

    def _mentions(self, post: Post) -> Iterator[tuple[object, Hit]]:
        """Who is mentioned, by name or, where there is none, by place; and where."""
        for place, text in texts(post, self._surfaces):
            for match in _MENTION.finditer(text):
                name = match[1].lower()
                if not self.any_ or self._names.cover(name):
                    yield name, Hit(place, *match.span())
        for entity in marks(post, self._surfaces) if not self.any_ else ():
            if entity.type == "text_mention":
                hit = Hit(entity.surface, entity.start, entity.end)
                yield hit, hit

    @cached_property
    def _surfaces(self) -> frozenset[SurfaceName]:
        return frozenset(self.in_) or DEFAULT_SURFACES

    @cached_property
    def _names(self) -> Usernames:
        return Usernames.of(self.any_, "any_")

    @cached_property
    def _query(self) -> Query | None:
        """The names, so that they call the rule; None where the index cannot know them all."""
        if not self.any_ or self._names.patterns:
            return None
        patterns = tuple(f"@{name}" for name in sorted(self._names.plain))
        return Query(PatternKind.SUBSTRING, patterns, exact=True, surfaces=self._surfaces)
