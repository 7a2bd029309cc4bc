"""`reply`: the bot answers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._answer import answering
from bot.core.action import Action, Call, Effect
from bot.core.arguments import required_argument
from bot.core.errors import ArgumentError
from bot.core.post import Post
from bot.texts.markup import units

LONGEST = 4096


@dataclass(frozen=True)
class Reply(Action):
    """Answers the post with a text, as it is written here. A deleted post is answered in its chat and forum topic.

    Example: `reply: Please read the pinned message.`.
    """

    rank: ClassVar[int] = 70

    text: str = required_argument("What the bot says, at most 4,096 characters.", example="Please be kind.")

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ArgumentError("a reply needs a text", field="text")
        if units(self.text) > LONGEST:
            raise ArgumentError(f"a reply has at most {LONGEST:,} characters", field="text", hint="shorten it")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (Call("sendMessage", {**answering(post), "text": self.text}, self.key(post)),)

    def obstacle(self, post: Post) -> str | None:
        return "there is no message to reply to" if post.message_id is None else None
