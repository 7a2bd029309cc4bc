"""`delete`: the post goes."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._age import too_old
from bot.actions._reaction import no_reaction, removing
from bot.actions._request import declining, no_request
from bot.core.action import Action, Call, Effect
from bot.core.post import Post, PostKind


@dataclass(frozen=True)
class Delete(Action):
    """Deletes the post. Example: `delete`.

    An album goes as a whole, parts that match no rule included. A request to join is declined, a reaction is removed:
    so a rule may apply to those as well as to messages.
    """

    rank: ClassVar[int] = 10
    each_part: ClassVar[bool] = True
    supersedes: ClassVar[frozenset[str]] = frozenset({"react"})

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        if post.kind is PostKind.JOIN_REQUEST:
            return (declining(post, self.key(post)),)
        if post.kind is PostKind.REACTION:
            return (removing(post, self.key(post)),)
        params = {"chat_id": post.chat.id, "message_id": post.message_id}
        return (Call("deleteMessage", params, self.key(post), idempotent=True),)

    def obstacle(self, post: Post) -> str | None:
        if post.kind is PostKind.JOIN_REQUEST:
            return no_request(post, "declined")
        if post.kind is PostKind.REACTION:
            return no_reaction(post)
        return "there is no message to delete" if post.message_id is None else None

    def too_late(self, post: Post, now: int) -> str | None:
        return too_old(post, now)
