"""`album`: the post is one of several that show as one."""

from dataclasses import dataclass

from bot.core.condition import Condition, Context
from bot.core.finding import Finding


@dataclass(frozen=True)
class Album(Condition):
    """Holds if the post is part of an album. Example: `album: true`."""

    def check(self, context: Context) -> Finding:
        return Finding.of(context.post.album is not None)
