"""`length`: how long the text is."""

from dataclasses import dataclass

from bot.conditions._accounts import counted
from bot.conditions._limits import Limits
from bot.core.condition import Context
from bot.core.post import Post


@dataclass(frozen=True)
class Length(Limits):
    """Holds if the number of characters of the post's text or caption is inside the limits that are given.

    Example: `length: {above: 1000}`.
    """

    def amount(self, post: Post) -> int:
        return len(post.text)

    def account(self, context: Context) -> str:
        return counted(self.amount(context.post), "character", "characters")
