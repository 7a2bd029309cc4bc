"""Opening a store from its URL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiosqlite

from bot.core.meter import Meter
from bot.storage import sqlite
from bot.storage.appeals import SqlAppeals
from bot.storage.cases import SqlCases
from bot.storage.chain import Chain
from bot.storage.contacts import SqlContacts
from bot.storage.database import Database
from bot.storage.faults import damaged, explained
from bot.storage.heads import SqlHeads
from bot.storage.hold import Hold
from bot.storage.inbox import SqlInbox
from bot.storage.log import SqlLog
from bot.storage.moves import SqlMoves
from bot.storage.pardons import SqlPardons
from bot.storage.pauses import SqlPauses
from bot.storage.people import SqlPeople
from bot.storage.presence import SqlPresence
from bot.storage.readers import Readers
from bot.storage.remembered import SqlRecollection
from bot.storage.reports import SqlReports
from bot.storage.schema import bring_up_to_date, refuse_foreign, require_key
from bot.storage.secret import HASHES, secret
from bot.storage.settings import SqlSettings
from bot.storage.sqlite import READERS, open_reader, open_writer, prepare_reader, prepare_writer
from bot.storage.statistics import SqlStatistics
from bot.storage.strikes import SqlStrikes
from bot.storage.subjects import SqlSubjects
from bot.storage.threads import in_thread
from bot.storage.upkeep import SqlUpkeep
from bot.storage.vault import PlainVault, Sealing
from bot.storage.viewing import database_path, require_file
from bot.storage.writer import Writer


class SqlStore(
    SqlLog,
    SqlCases,
    SqlReports,
    SqlAppeals,
    SqlContacts,
    SqlSettings,
    SqlStrikes,
    SqlInbox,
    SqlPardons,
    SqlPauses,
    SqlRecollection,
    SqlPresence,
    SqlMoves,
    SqlHeads,
    SqlStatistics,
    SqlSubjects,
    SqlUpkeep,
    SqlPeople,
):
    """A `Store` in a database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._closed = False

    async def move_chat(self, old: int, new: int, at: float) -> bool:
        """What is in memory alone is written before, and read anew after."""
        await self.save_counts()
        await self.saved()
        moved = await super().move_chat(old, new, at)
        if moved:
            self.forget_counts({old, new})
            self.forget_pardons({old, new})
            self.forget_settings()
            self.forget_trust()
            await self.restore()
        return moved

    async def erase(self, user_id: int) -> Mapping[str, int]:
        """What is in memory alone is written before, and read anew after."""
        await self.save_counts()
        erased = await super().erase(user_id)
        self.forget_author(user_id)
        self.forget_trust()
        return erased

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await super().close()


async def opened(url: str, vault: Sealing | None = None, meter: Meter | None = None) -> SqlStore:
    """See `bot.storage.open_store`."""
    path = database_path(url)
    try:
        return SqlStore(await open_database(path, vault or PlainVault(), meter))
    except sqlite3.Error as error:
        raise explained(error, path) from error


@asynccontextmanager
async def opened_present(url: str, vault: Sealing | None = None) -> AsyncIterator[SqlStore]:
    """The store at a URL, which must be there; brought up to date. Raises `StorageError`."""
    require_file(database_path(url))
    store = await opened(url, vault)
    try:
        yield store
    finally:
        await store.close()


async def open_database(path: Path, vault: Sealing, meter: Meter | None = None) -> Database:
    """The database in that file, made or brought up to date. Raises `StorageError`, `sqlite3.Error`."""
    async with AsyncExitStack() as undo:
        writer = await open_writer(path)
        undo.push_async_callback(writer.close)
        await in_thread(writer, refuse_foreign, path)
        hold = await asyncio.to_thread(Hold.take, path, sqlite.BUSY_SECONDS)
        undo.callback(hold.release)
        await in_thread(writer, prepare_writer)
        if not await in_thread(writer, sqlite.is_sound):
            raise damaged(path)
        await in_thread(writer, bring_up_to_date, path)
        await in_thread(writer, require_key, path, vault.fingerprint)
        hash_key = await in_thread(writer, secret, vault, HASHES)
        chain = Chain(vault)
        await in_thread(writer, chain.watch)
        readers: list[aiosqlite.Connection] = []
        for _ in range(READERS):
            reader = await open_reader(path)
            undo.push_async_callback(reader.close)
            await in_thread(reader, prepare_reader)
            readers.append(reader)
        undo.pop_all()
    meter = meter or Meter()
    keeper = Writer(writer, meter.commits.add, chain.extend)
    return Database(path, keeper, Readers(readers), vault, hash_key=hash_key, meter=meter, hold=hold)
