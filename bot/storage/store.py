"""What a storage backend is."""

from typing import Protocol

from bot.core.ports import ActionLog, CaseStore, People


class Store(ActionLog, CaseStore, People, Protocol):
    """All that is remembered. What a method has returned from is on disk, unless the method says otherwise."""

    async def close(self) -> None:
        """Write what waits to be written and let go of the database. Closing twice does no harm."""
        ...
