"""Opening the connections to an SQLite file, with the settings that the measurements call for."""

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import quote

import aiosqlite

BUSY_SECONDS = 5
READERS = 2

_FOR_WRITING = (
    "auto_vacuum=INCREMENTAL",  # has to be said before anything is written to a new file
    "journal_mode=WAL",
    "synchronous=FULL",
    "temp_store=MEMORY",
    "wal_autocheckpoint=4000",
    "secure_delete=ON",
)
_FOR_READING = ("query_only=ON", "temp_store=MEMORY")


async def open_writer(path: Path) -> aiosqlite.Connection:
    """A connection in autocommit mode; makes the file if there is none. Raises `sqlite3.Error`."""
    # After a failure aiosqlite's thread lives on for a moment and trips over an event loop that is closed by then.
    await asyncio.to_thread(_try, path)
    return await _connect(path, "rwc")


async def open_reader(path: Path) -> aiosqlite.Connection:
    """A connection that cannot change anything. Raises `sqlite3.Error`."""
    return await _connect(path, "ro")


async def _connect(path: Path, mode: str) -> aiosqlite.Connection:
    return await aiosqlite.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _try(path: Path) -> None:
    sqlite3.connect(_uri(path, "rwc"), uri=True).close()


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path))}?mode={mode}"


def prepare_writer(connection: sqlite3.Connection) -> None:
    """Set the connection up, and find out whether the database can be written. Raises `sqlite3.Error`."""
    for setting in _FOR_WRITING:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def prepare_reader(connection: sqlite3.Connection) -> None:
    """Set the connection up."""
    for setting in _FOR_READING:
        connection.execute(f"PRAGMA {setting}")
