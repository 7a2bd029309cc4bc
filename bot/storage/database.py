"""One database as the parts of the store see it: something to write to, something to read from, a vault."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bot.core.errors import StorageError
from bot.core.meter import Meter
from bot.core.post import Post
from bot.storage.case_keys import CaseVault
from bot.storage.faults import explained, is_damage, is_trouble
from bot.storage.hold import Hold
from bot.storage.posts import dump, load
from bot.storage.readers import Readers
from bot.storage.statement import Statement
from bot.storage.vault import Sealing
from bot.storage.writer import Work, Writer

T = TypeVar("T")


class Database:
    """Turns the driver's errors into `StorageError`. Without a writer it is only read.

    `trouble` is what was wrong with the file or the disk when it was last used, None if nothing was; what is `damaged`
    stays so. `hold` is let go in the end. `hash_key` is what hashes of texts are keyed with: it outlives the vault's.
    """

    def __init__(
        self,
        path: Path,
        writer: Writer | None,
        readers: Readers,
        vault: Sealing,
        *,
        hash_key: bytes = b"",
        meter: Meter | None = None,
        hold: Hold | None = None,
    ) -> None:
        self._path, self._writer, self._readers, self._hold = path, writer, readers, hold
        self.vault, self.cases, self.hash_key = vault, CaseVault(vault), hash_key
        self.meter = meter or Meter()
        self.trouble: str | None = None
        self.damaged = False

    async def write(self, work: Work[T]) -> T:
        """What the work returns, once it is on disk; see `Writer`."""
        if self._writer is None:
            raise StorageError(f"{self._path} was opened for reading only")
        try:
            written = await self._writer.write(work)
        except sqlite3.Error as error:
            raise self._noted(error) from error
        if self.trouble is not None and not self.damaged:
            self.trouble = None
        return written

    async def rows(self, statement: Statement, **values: Any) -> list[Any]:
        """All rows that the statement selects, from what is on disk."""
        try:
            return await self._readers.rows(statement, **values)
        except sqlite3.Error as error:
            raise self._noted(error) from error

    async def rows_of_each(self, statement: Statement, questions: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """The same for each of several sets of values, in that order: cheaper than asking for one after the other."""
        try:
            return await self._readers.rows_of_each(statement, questions)
        except sqlite3.Error as error:
            raise self._noted(error) from error

    async def disk_failure(self) -> StorageError:
        """What the disk lost, once it has lost something: see `DiskFailed`."""
        assert self._writer is not None
        return explained(await asyncio.shield(self._writer.lost), self._path)

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
        if self._hold is not None:
            self._hold.release()

    def _noted(self, error: sqlite3.Error) -> StorageError:
        told = explained(error, self._path)
        if is_trouble(error):
            self.trouble = str(told)
            self.damaged = self.damaged or is_damage(error)
        return told


class Part:
    """A part of the store: one port, on the database that it shares with the other parts."""

    def __init__(self, database: Database) -> None:
        self._database = database
