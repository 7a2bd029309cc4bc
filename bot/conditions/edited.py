"""`edited`: the post was changed."""

from dataclasses import dataclass

from bot.core.condition import Condition, Context
from bot.core.finding import Finding


@dataclass(frozen=True)
class Edited(Condition):
    """Holds if the post was edited after it was published. Example: `edited: true`."""

    def check(self, context: Context) -> Finding:
        return Finding.of(context.post.revision > 0)
