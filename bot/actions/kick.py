"""`kick`: the author has to go, and may come back."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from bot.actions._member import BANNED, PERMISSIONS, RESTRICTED, Member, member, question, restriction, skipped
from bot.actions._target import protected
from bot.actions._term import term
from bot.core.action import Action, Call, Effect, Inquiry
from bot.core.durations import SHORTEST
from bot.core.outcome import Outcome
from bot.core.post import Post, PostKind, Role

_GONE = frozenset({"left", BANNED})


@dataclass(frozen=True)
class Kick(Action):
    """Removes the author from the chat, who may join again; a ban or a mute that is in force stays. Example: `kick`.

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
        return (Inquiry(question(post, self.key(post)), partial(self._follow, post, ban)),)

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        if post.kind is PostKind.JOIN_REQUEST:
            return "who only asks to join cannot be kicked, but declined"
        return "Telegram can ban a channel, but not kick it" if post.author.known(Role.CHANNEL) else None

    def _follow(self, post: Post, ban: Call, answer: Outcome) -> tuple[Call, ...] | Outcome:
        known = member(answer) or {}
        status = known.get("status")
        if status in _GONE or (status == RESTRICTED and not known.get("is_member")):
            return skipped("the author is not in the chat any more")
        return ban, self._lift(post, known)

    def _lift(self, post: Post, known: Member) -> Call:
        """End the ban; who was restricted is so again."""
        key = f"{self.key(post)}:unban"
        if known.get("status") == RESTRICTED:
            kept = {permission: bool(known.get(permission)) for permission in PERMISSIONS}
            return restriction(post, kept, known.get("until_date"), key)
        params = {"chat_id": post.chat.id, "user_id": post.author.id, "only_if_banned": True}
        return Call("unbanChatMember", params, key, idempotent=True)
