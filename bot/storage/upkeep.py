"""Keeping a database in order while the bot is at work."""

import sqlite3
from collections.abc import Mapping

from bot.core.errors import StorageError
from bot.storage.database import Part
from bot.storage.prune import prune


class SqlUpkeep(Part):
    """`Upkeep` of a database."""

    @property
    def trouble(self) -> str | None:
        return self._database.trouble

    async def probe(self) -> str | None:
        if self._database.damaged:
            return self._database.trouble
        try:
            await self._database.write(_write_nothing_new)
        except StorageError as error:
            return str(error)
        return None

    async def disk_failure(self) -> StorageError:
        return await self._database.disk_failure()

    async def prune(self, now: float) -> Mapping[str, int]:
        return await prune(self._database, now)


def _write_nothing_new(connection: sqlite3.Connection) -> None:
    """A page's worth of writing: SQLite writes the number down even if it is the one that was there."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version={int(version)}")
