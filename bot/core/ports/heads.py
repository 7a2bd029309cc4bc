"""Heads of the log."""

from typing import Protocol


class Heads(Protocol):
    """Signs what the log has come to."""

    async def keep_head(self, at: int) -> str | None:
        """A new head of the log as its line, kept too; None if the log has not changed since the last, or has no key.

        `at` in seconds since 1970 UTC. Raises `LogChanged` if somebody else changed the log.
        """
        ...
