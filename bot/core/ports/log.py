"""The log of actions."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from bot.core.log import LogEntry, Settlement
from bot.core.post import Post
from bot.core.verdict import Match


class LogReader(Protocol):
    """The log of actions, for those who only read it."""

    def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        """The log, oldest first; of one chat, or from a time on, in seconds since 1970 UTC."""
        ...

    async def idle(self) -> bool:
        """Whether every update that was taken in is handled."""
        ...


class ActionLog(LogReader, Protocol):
    """The log of actions, and what is kept of posts that matched."""

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        """Record what is to be done, durably, before it is done; keep the post's text if it matched.

        Entries whose key the log has already are left as they are and returned by key, so that nothing is done twice.
        """
        ...

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Record what became of entries."""
        ...
