"""`react`: the bot reacts with an emoji."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Call, Effect
from bot.core.arguments import required_argument
from bot.core.errors import ArgumentError
from bot.core.post import Post

_SELECTOR = "\ufe0f"
# As the Bot API 10.3 lists them.
_REACTIONS = {
    *"👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕",
    *"😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡",
    *("❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"),
}


@dataclass(frozen=True)
class React(Action):
    """Reacts to the post with an emoji. A post that is deleted as well is not reacted to. Example: `react: 👀`."""

    rank: ClassVar[int] = 80

    emoji: str = required_argument("One of the emoji that Telegram takes for reactions.", example="👎")

    def __post_init__(self) -> None:
        if self._reaction not in _REACTIONS:
            hint = "use one that Telegram offers, such as 👍, 👎, 🔥, 👀, 💩 or 🤡"
            raise ArgumentError(f"`{self.emoji}` is no reaction", field="emoji", hint=hint)

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        params = {
            "chat_id": post.chat.id,
            "message_id": post.message_id,
            "reaction": [{"type": "emoji", "emoji": self._reaction}],
        }
        return (Call("setMessageReaction", params, self.key(post), idempotent=True),)

    def obstacle(self, post: Post) -> str | None:
        return "there is no message to react to" if post.message_id is None else None

    @property
    def _reaction(self) -> str:
        """The emoji as Telegram spells it."""
        return self.emoji.replace(_SELECTOR, "")
