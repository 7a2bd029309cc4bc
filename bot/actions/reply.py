"""`reply`: the bot answers."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Call, Effect
from bot.core.arguments import required_argument
from bot.core.errors import ArgumentError
from bot.core.post import Post

LONGEST = 4096


@dataclass(frozen=True)
class Reply(Action):
    """Answers the post with a text, as it is written here. A deleted post is answered in the chat.

    Example: `reply: Please read the pinned message.`.
    """

    rank: ClassVar[int] = 70

    text: str = required_argument("What the bot says, at most 4,096 characters.", example="Please be kind.")

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ArgumentError("a reply needs a text", field="text")
        # Telegram counts UTF-16 units.
        if len(self.text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
            raise ArgumentError(f"a reply has at most {LONGEST:,} characters", field="text", hint="shorten it")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        params = {
            "chat_id": post.chat.id,
            "text": self.text,
            "reply_parameters": {"message_id": post.message_id, "allow_sending_without_reply": True},
        }
        return (Call("sendMessage", params, self.key(post)),)

    def obstacle(self, post: Post) -> str | None:
        return "there is no message to reply to" if post.message_id is None else None
