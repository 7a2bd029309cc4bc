"""`lines`: how many lines the text has."""

from dataclasses import dataclass

from bot.conditions._accounts import counted
from bot.conditions._limits import Limits
from bot.core.condition import Context
from bot.core.post import Post


@dataclass(frozen=True)
class Lines(Limits):
    """Holds if the number of lines of the post's text or caption, empty ones included, is inside the limits.

    Example: `lines: {above: 30}`.
    """

    def amount(self, post: Post) -> int:
        text = post.text
        return text.count("\n") + 1 if text else 0

    def account(self, context: Context) -> str:
        return counted(self.amount(context.post), "line", "lines")
