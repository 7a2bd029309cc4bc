"""Reading the log beside the bot: it sees what is there, changes nothing, and says what is wrong."""

import sqlite3
from pathlib import Path

import pytest

from bot.core.errors import StorageError
from bot.core.log import LogEntry
from bot.storage import open_log, open_store

ENTRY = LogEntry("-1:7:0:delete", 1_700_000_000.5, -1, 7, 42, "delete", "set/rule", "12345678")


async def test_the_log_is_read_while_the_bot_writes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ombud.db'}"
    store = await open_store(url)
    await store.intend([ENTRY])
    async with open_log(url) as log:
        assert [entry async for entry in log.entries()] == [ENTRY]
        await store.intend([LogEntry("-2:8:0:log", 1_700_000_001, -2, 8, 43, "log")])
        assert [entry.chat_id async for entry in log.entries()] == [-1, -2]
        assert [entry.chat_id async for entry in log.entries(chat_id=-2)] == [-2]
        assert [entry.chat_id async for entry in log.entries(since=1_700_000_001)] == [-2]
    await store.close()


async def test_reading_makes_no_database(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(StorageError, match=r"there is no database at .*none\.db: `ombud run` makes it"):
        async with open_log(f"sqlite:///{path}"):
            pass
    assert not path.exists()


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE guests (name TEXT)")
    connection.close()
    with pytest.raises(StorageError, match="database of another program"):
        async with open_log(f"sqlite:///{path}"):
            pass


async def test_an_empty_file_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StorageError, match="it is empty"):
        async with open_log(f"sqlite:///{path}"):
            pass


async def test_rubbish_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "rubbish.db"
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(StorageError, match="not a SQLite database"):
        async with open_log(f"sqlite:///{path}"):
            pass
