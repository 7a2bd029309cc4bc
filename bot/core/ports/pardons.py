"""What rules do not act on any more."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.core.post import Post
from bot.core.verdict import Match


class Pardons(Protocol):
    """Which rules do not act on which texts any more, by chat; see `bot.core.pardon`."""

    async def pardon(self, chat_id: int, rules: Collection[str], post: Post, case: str, at: int) -> None:
        """These rules, by full name, act on a post like this one no more in that chat, because of the case."""
        ...

    async def pardoned(self, chat_id: int, post: Post, matches: Sequence[Match]) -> frozenset[str]:
        """Of the rules that matched, the full names of those that do not act on this post."""
        ...
