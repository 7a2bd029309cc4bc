"""A database as those see it who only read: the log, and whoever copies it. Without what judging needs."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.core.errors import StorageError
from bot.storage.chain import Chain
from bot.storage.database import Database
from bot.storage.entries import SqlEntries
from bot.storage.faults import explained
from bot.storage.pauses import SqlPauses
from bot.storage.readers import Readers
from bot.storage.schema import require_key, require_present
from bot.storage.sqlite import open_reader, open_writer, prepare_reader, prepare_writer
from bot.storage.threads import in_thread
from bot.storage.vault import PlainVault, Sealing
from bot.storage.writer import Writer


@asynccontextmanager
async def opened_log(url: str) -> AsyncIterator[SqlEntries]:
    """See `bot.storage.open_log`."""
    async with opened_for_reading(url) as database:
        yield SqlEntries(database)


@asynccontextmanager
async def opened_for_reading(url: str) -> AsyncIterator[Database]:
    """The database at a URL, up to date, for reading only: the bot may be at work on it. Raises `StorageError`."""
    path = database_path(url)
    require_file(path)
    try:
        async with AsyncExitStack() as undo:
            reader = await open_reader(path)
            undo.push_async_callback(reader.close)
            await in_thread(reader, prepare_reader)
            await in_thread(reader, require_present, path)
            yield Database(path, None, Readers([reader]), PlainVault())
    except sqlite3.Error as error:
        raise explained(error, path) from error


@asynccontextmanager
async def opened_pauses(url: str, vault: Sealing | None = None) -> AsyncIterator[SqlPauses]:
    """What is paused, in the database at a URL, up to date: the bot may be at work on it. Raises `StorageError`.

    Nothing else may be written without the hold; these are short works, for which SQLite's own locks will do.
    """
    path = database_path(url)
    require_file(path)
    try:
        async with AsyncExitStack() as undo:
            connection = await open_writer(path)
            vault = vault or PlainVault()
            chain = Chain(vault)
            writer = Writer(connection, finish=chain.extend)
            undo.push_async_callback(writer.close)
            await in_thread(connection, require_present, path)
            await in_thread(connection, prepare_writer)
            await in_thread(connection, require_key, path, vault.fingerprint)
            await in_thread(connection, chain.watch)
            reader = await open_reader(path)
            undo.push_async_callback(reader.close)
            await in_thread(reader, prepare_reader)
            yield SqlPauses(Database(path, writer, Readers([reader]), vault))
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


def require_file(path: Path) -> None:
    """Raise `StorageError` if there is no database to look at."""
    if not path.exists():
        raise StorageError(f"there is no database at {path}: `ombud run` makes it, `storage.url` says where")
