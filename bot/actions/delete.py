"""`delete`: the post goes."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Call, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class Delete(Action):
    """Deletes the post. Example: `delete`."""

    rank: ClassVar[int] = 10
    supersedes: ClassVar[frozenset[str]] = frozenset({"react"})

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        params = {"chat_id": post.chat.id, "message_id": post.message_id}
        return (Call("deleteMessage", params, self.key(post), idempotent=True),)

    def obstacle(self, post: Post) -> str | None:
        return "there is no message to delete" if post.message_id is None else None
