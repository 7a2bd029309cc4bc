"""Pardons, in memory."""

from collections.abc import Collection, Sequence

from bot.core.pardon import Scope, scope_of
from bot.core.post import Post
from bot.core.verdict import Match
from bot.history.sameness import sameness


class MemoryPardons:
    """`Pardons`."""

    def __init__(self) -> None:
        super().__init__()
        self._pardons: dict[tuple[int, str, bytes], str] = {}

    async def pardon(self, chat_id: int, rules: Collection[str], post: Post, case: str, at: int) -> None:
        for rule in rules:
            for scope in Scope:
                if (same := sameness(post, scope)) is not None:
                    self._pardons.setdefault((chat_id, rule, same), case)

    def move_pardons(self, old: int, new: int) -> None:
        """The chat has another id now."""
        self._pardons = {
            (new if chat == old else chat, rule, same): case for (chat, rule, same), case in self._pardons.items()
        }

    async def pardoned(self, chat_id: int, post: Post, matches: Sequence[Match]) -> frozenset[str]:
        found = ((match.rule.name, sameness(post, scope_of(match))) for match in matches)
        return frozenset(rule for rule, same in found if same and (chat_id, rule, same) in self._pardons)
