"""`kick`: the author has to go, and may come back."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._target import protected
from bot.actions._term import SHORTEST, term
from bot.core.action import Action, Call, Effect
from bot.core.post import Post, Role


@dataclass(frozen=True)
class Kick(Action):
    """Removes the author from the chat, who may join again; a mute is lifted by that. Example: `kick`.

    Telegram has no call for it: the author is banned, but only for a minute and a half, and unbanned at once. So
    nobody stays banned if the bot stops in between, or if its clock is wrong.
    """

    rank: ClassVar[int] = 50
    sanction: ClassVar[bool] = True

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        who = {"chat_id": post.chat.id, "user_id": post.author.id}
        ban = Call("banChatMember", {**who, "until_date": term(SHORTEST, now)}, self.key(post), idempotent=True)
        if post.chat.type == "group":
            return (ban,)  # which in a basic group is a kick, and cannot be taken back
        unban = Call("unbanChatMember", {**who, "only_if_banned": True}, f"{self.key(post)}:unban", idempotent=True)
        return (ban, unban)

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        return "Telegram can ban a channel, but not kick it" if post.author.known(Role.CHANNEL) else None
