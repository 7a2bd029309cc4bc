"""`ban`: the author goes."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Self

from bot.actions._member import BANNED, member, outlasts, question, skipped
from bot.actions._request import declining
from bot.actions._target import protected
from bot.actions._term import check_term, longer, term
from bot.core.action import Action, Call, Effect, Inquiry
from bot.core.arguments import Duration, argument
from bot.core.measure import Applied
from bot.core.outcome import Outcome
from bot.core.post import Post, PostKind, Role


@dataclass(frozen=True)
class Ban(Action):
    """Bans the author, or the channel that the post was written in the name of. Example: `ban: {for: 7d}`.

    A ban for a time never shortens a longer one that is in force. Who only asks to join is declined and banned.
    """

    rank: ClassVar[int] = 60
    sanction: ClassVar[bool] = True
    supersedes: ClassVar[frozenset[str]] = frozenset({"mute", "kick", "approve"})

    for_: Duration | None = argument("How long, 30 s to 366 days; without end, if it is not given.", example="7d")

    def __post_init__(self) -> None:
        check_term(self.for_, "ban")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        after = (declining(post, f"{self.key(post)}:decline"),) if post.kind is PostKind.JOIN_REQUEST else ()
        if post.author.known(Role.CHANNEL):
            params: dict[str, Any] = {"chat_id": post.chat.id, "sender_chat_id": post.author.id}
            return (Call("banChatSenderChat", params, self.key(post), idempotent=True), *after)
        params = {"chat_id": post.chat.id, "user_id": post.author.id}
        if self.for_ is None:
            return (Call("banChatMember", params, self.key(post), idempotent=True), *after)
        until = term(self.for_, now)
        ban = Call("banChatMember", {**params, "until_date": until}, self.key(post), idempotent=True)
        return (Inquiry(question(post, self.key(post)), partial(_follow, ban, until)), *after)

    @property
    def seconds(self) -> int | None:
        return self.for_

    def applied(self, now: int, answer: Any = None) -> Applied:
        return Applied(self.name, None if self.for_ is None else term(self.for_, now))

    def stricter(self, other: Self) -> Self:
        return other if longer(other.for_, self.for_) else self

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        if self.for_ is not None and post.author.known(Role.CHANNEL):
            return "Telegram bans a channel only without end"
        return None


def _follow(ban: Call, until: int, answer: Outcome) -> tuple[Call, ...] | Outcome:
    known = member(answer) or {}
    if known.get("status") == BANNED and outlasts(known, until):
        return skipped("the author is banned for longer already")
    return (ban,)
