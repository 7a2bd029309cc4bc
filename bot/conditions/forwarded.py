"""`forwarded`: the post was written elsewhere."""

from dataclasses import dataclass
from functools import cached_property

from bot.core.arguments import ChatRef, argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import Forward, Origin


@dataclass(frozen=True)
class Forwarded(Condition):
    """Holds if the post is a forward that fits every argument that is given.

    Example: `forwarded: {from: channel, chats: ["@casino_news", -1001234567890]}`; `forwarded: true` holds for any
    forward.
    """

    from_: tuple[Origin, ...] = argument("What it comes from, one of these.", default=(), example="[channel, hidden]")
    chats: tuple[ChatRef, ...] = argument(
        "Which user, chat or channel it comes from, one of these, by id or @username.",
        default=(),
        example='["@casino_news"]',
    )

    def check(self, context: Context) -> Finding:
        forward = context.post.forward
        return Finding.of(forward is not None and self._fits(forward))

    def account(self, context: Context) -> str:
        forward = context.post.forward
        if forward is None:
            return "not a forward"
        names = (f"@{forward.username}" if forward.username else None, None if forward.id is None else str(forward.id))
        return " ".join(
            [
                "from a hidden user" if forward.origin is Origin.HIDDEN else f"from a {forward.origin}",
                *filter(None, names),
            ]
        )

    def _fits(self, forward: Forward) -> bool:
        names = {str(forward.id), f"@{(forward.username or '').lower()}"}
        known = not self.chats or not names.isdisjoint(self._chats)
        return known and (not self.from_ or forward.origin in self.from_)

    @cached_property
    def _chats(self) -> frozenset[str]:
        return frozenset(self.chats)
