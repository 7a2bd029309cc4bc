"""`ban`: the author goes."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.actions._target import protected
from bot.actions._term import check_term, longer, term
from bot.core.action import Action, Call, Effect
from bot.core.arguments import Duration, argument
from bot.core.post import Post, Role


@dataclass(frozen=True)
class Ban(Action):
    """Bans the author, or the channel that the post was written in the name of. Example: `ban: {for: 7d}`."""

    rank: ClassVar[int] = 60
    sanction: ClassVar[bool] = True
    supersedes: ClassVar[frozenset[str]] = frozenset({"mute", "kick"})

    for_: Duration | None = argument("How long, 30 s to 366 days; without end, if it is not given.", example="7d")

    def __post_init__(self) -> None:
        check_term(self.for_, "ban")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        if post.author.known(Role.CHANNEL):
            params: dict[str, Any] = {"chat_id": post.chat.id, "sender_chat_id": post.author.id}
            return (Call("banChatSenderChat", params, self.key(post), idempotent=True),)
        params = {"chat_id": post.chat.id, "user_id": post.author.id}
        if self.for_ is not None:
            params["until_date"] = term(self.for_, now)
        return (Call("banChatMember", params, self.key(post), idempotent=True),)

    def stricter(self, other: Self) -> Self:
        return other if longer(other.for_, self.for_) else self

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        if self.for_ is not None and post.author.known(Role.CHANNEL):
            return "Telegram bans a channel only without end"
        return None
