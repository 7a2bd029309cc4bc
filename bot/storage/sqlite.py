"""Opening the connections to an SQLite file, with the settings that the measurements call for."""

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import quote

import aiosqlite

BUSY_SECONDS = 5
READERS = 2
MOST_CHECKED = 64 * 1024 * 1024
"""Bytes of a database that is checked at each start, which takes some tenths of a second."""

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
    return await aiosqlite.connect(file_uri(path, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def _try(path: Path) -> None:
    sqlite3.connect(file_uri(path, "rwc"), uri=True).close()


def file_uri(path: Path, mode: str) -> str:
    """How SQLite is given a file; `mode` is `ro`, `rw` or `rwc`."""
    return f"file:{quote(str(path))}?mode={mode}"


def prepare_writer(connection: sqlite3.Connection) -> None:
    """Set the connection up, and find out whether the database can be written. Raises `sqlite3.Error`."""
    for setting in _FOR_WRITING:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the file's structure is whole; a file that would take long to look through is taken for it."""
    (pages,), (size,) = (connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size"))
    return pages * size > MOST_CHECKED or tuple(connection.execute("PRAGMA quick_check(1)").fetchone()) == ("ok",)


def prepare_reader(connection: sqlite3.Connection) -> None:
    """Set the connection up."""
    for setting in _FOR_READING:
        connection.execute(f"PRAGMA {setting}")
