"""One database as the parts of the store see it: something to write to, something to read from, a vault."""

import sqlite3
from pathlib import Path
from typing import Any, TypeVar

from bot.core.errors import StorageError
from bot.core.ports import Vault
from bot.core.post import Post
from bot.storage.faults import explained
from bot.storage.posts import dump, load
from bot.storage.readers import Readers
from bot.storage.statement import Statement
from bot.storage.writer import Work, Writer

T = TypeVar("T")


class Database:
    """Turns the driver's errors into `StorageError`. Without a writer it is only read."""

    def __init__(self, path: Path, writer: Writer | None, readers: Readers, vault: Vault) -> None:
        self._path, self._writer, self._readers = path, writer, readers
        self.vault = vault

    async def write(self, work: Work[T]) -> T:
        """What the work returns, once it is on disk; see `Writer`."""
        if self._writer is None:
            raise StorageError(f"{self._path} was opened for reading only")
        try:
            return await self._writer.write(work)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    async def rows(self, statement: Statement, **values: Any) -> list[Any]:
        """All rows that the statement selects, from what is on disk."""
        try:
            return await self._readers.rows(statement, **values)
        except sqlite3.Error as error:
            raise explained(error, self._path) from error

    def sealed(self, post: Post) -> bytes:
        """The post for a column."""
        return self.vault.seal(dump(post))

    def unsealed(self, content: bytes) -> Post:
        """The post that was sealed."""
        return load(self.vault.unseal(content))

    async def close(self) -> None:
        """Write what waits, then close every connection."""
        await self._readers.close()
        if self._writer is not None:
            await self._writer.close()


class Part:
    """A part of the store: one port, on the database that it shares with the other parts."""

    def __init__(self, database: Database) -> None:
        self._database = database
