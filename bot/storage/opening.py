"""Opening a store from its URL."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiosqlite
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.core.errors import StorageError
from bot.core.ports import Vault
from bot.storage.cases import SqlCases
from bot.storage.database import Database
from bot.storage.entries import SqlEntries
from bot.storage.faults import explained
from bot.storage.log import SqlLog
from bot.storage.people import SqlPeople
from bot.storage.readers import Readers
from bot.storage.schema import bring_up_to_date, refuse_foreign, require_present
from bot.storage.sqlite import READERS, open_reader, open_writer, prepare_reader, prepare_writer
from bot.storage.threads import in_thread
from bot.storage.vault import PlainVault
from bot.storage.writer import Writer


class SqlStore(SqlLog, SqlCases, SqlPeople):
    """A `Store` in a database."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._closed = False

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            await super().close()


async def opened(url: str, vault: Vault | None = None) -> SqlStore:
    """See `bot.storage.open_store`."""
    path = database_path(url)
    try:
        return SqlStore(await open_database(path, vault or PlainVault()))
    except sqlite3.Error as error:
        raise explained(error, path) from error


@asynccontextmanager
async def opened_log(url: str) -> AsyncIterator[SqlEntries]:
    """See `bot.storage.open_log`."""
    path = database_path(url)
    if not path.exists():
        raise StorageError(f"there is no database at {path}: `ombud run` makes it, `storage.url` says where")
    try:
        async with AsyncExitStack() as undo:
            reader = await open_reader(path)
            undo.push_async_callback(reader.close)
            await in_thread(reader, prepare_reader)
            await in_thread(reader, require_present, path)
            yield SqlEntries(Database(path, None, Readers([reader]), PlainVault()))
    except sqlite3.Error as error:
        raise explained(error, path) from error


def database_path(url: str) -> Path:
    """The file that an SQLite URL names. Raises `StorageError` for any other URL."""
    example = "write it like `sqlite:///ombud.db`, or `sqlite:////var/lib/ombud.db` for an absolute path"
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError(f"`storage.url` is not a URL: {example}") from None
    if parsed.get_backend_name() != "sqlite":
        raise StorageError(f"`storage.url` names `{parsed.get_backend_name()}`, only SQLite is supported: {example}")
    if not parsed.database or parsed.database == ":memory:" or parsed.host:
        raise StorageError(f"`storage.url` names no file: {example}")
    if parsed.query:
        raise StorageError(f"`storage.url` takes no options after a `?`: {example}")
    return Path(parsed.database)


async def open_database(path: Path, vault: Vault) -> Database:
    """The database in that file, made or brought up to date. Raises `StorageError`, `sqlite3.Error`."""
    async with AsyncExitStack() as undo:
        writer = await open_writer(path)
        undo.push_async_callback(writer.close)
        await in_thread(writer, refuse_foreign, path)
        await in_thread(writer, prepare_writer)
        await in_thread(writer, bring_up_to_date, path)
        readers: list[aiosqlite.Connection] = []
        for _ in range(READERS):
            reader = await open_reader(path)
            undo.push_async_callback(reader.close)
            await in_thread(reader, prepare_reader)
            readers.append(reader)
        undo.pop_all()
    return Database(path, Writer(writer), Readers(readers), vault)
