import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.errors import StorageError
from bot.storage.sqlite import open_writer, prepare_writer
from bot.storage.threads import in_thread
from bot.storage.writer import SHORT, Work, Writer


class Numbers:
    """A table of numbers, its writer, and how often something was committed."""

    def __init__(self, writer: Writer, file: Path) -> None:
        self.writer, self._file, self.commits = writer, file, 0

    def saw(self, sql: str) -> None:
        self.commits += sql == "COMMIT"

    async def write_all(self, *works: Work[Any]) -> list[Any]:
        return await asyncio.gather(*(self.writer.write(work) for work in works), return_exceptions=True)

    def on_disk(self) -> list[int]:
        connection = sqlite3.connect(self._file)
        try:
            return [number for (number,) in connection.execute("SELECT n FROM numbers ORDER BY n")]
        finally:
            connection.close()


def insert(number: int) -> Work[int]:
    def work(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO numbers VALUES (?, zeroblob(?))", (number, 0))
        return number * 10

    return work


def insert_then_fail(number: int) -> Work[int]:
    def work(connection: sqlite3.Connection) -> int:
        insert(number)(connection)
        raise ValueError(number)

    return work


def give_up_transaction(connection: sqlite3.Connection) -> None:
    """What SQLite may do by itself when the disk is full."""
    connection.execute("ROLLBACK")
    raise sqlite3.OperationalError("database or disk is full")


def insert_large(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO numbers VALUES (999, zeroblob(1000000))")


def orphan(connection: sqlite3.Connection) -> None:
    """Only the commit finds the fault."""
    connection.execute("INSERT INTO children VALUES (12345)")


@pytest.fixture
async def numbers(file: Path) -> AsyncIterator[Numbers]:
    connection = await open_writer(file)
    await in_thread(connection, prepare_writer)
    await connection.executescript(
        "PRAGMA foreign_keys=ON; CREATE TABLE numbers (n INTEGER PRIMARY KEY, padding BLOB);"
        "CREATE TABLE children (n INTEGER REFERENCES numbers DEFERRABLE INITIALLY DEFERRED)"
    )
    table = Numbers(Writer(connection), file)
    await connection.set_trace_callback(table.saw)
    yield table
    await table.writer.close()


async def test_each_gets_its_own_result_when_it_is_on_disk(numbers: Numbers) -> None:
    assert await numbers.writer.write(insert(1)) == 10
    assert numbers.on_disk() == [1]
    assert await numbers.write_all(insert(2), insert(3)) == [20, 30]
    assert numbers.on_disk() == [1, 2, 3]


async def test_a_thousand_at_once_share_a_commit(numbers: Numbers) -> None:
    assert await numbers.write_all(*map(insert, range(1_000))) == [number * 10 for number in range(1_000)]
    assert numbers.commits == 1
    assert numbers.on_disk() == list(range(1_000))


async def test_what_comes_during_a_commit_goes_into_the_next(numbers: Numbers) -> None:
    first = asyncio.create_task(numbers.writer.write(insert(1)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await numbers.write_all(insert(2), insert(3)) == [20, 30]
    assert await first == 10
    assert numbers.commits == 2


async def test_a_failing_work_takes_no_other_down(numbers: Numbers) -> None:
    works = [insert(number) for number in range(1_000)]
    works[500] = insert_then_fail(500)
    results = await numbers.write_all(*works)
    assert isinstance(results.pop(500), ValueError)
    assert results == [number * 10 for number in range(1_000) if number != 500]
    assert numbers.on_disk() == [number for number in range(1_000) if number != 500]
    assert numbers.commits == 1


async def test_a_work_that_fails_alone_leaves_nothing(numbers: Numbers) -> None:
    with pytest.raises(ValueError, match="1"):
        await numbers.writer.write(insert_then_fail(1))
    assert numbers.on_disk() == []
    assert await numbers.writer.write(insert(1)) == 10


async def test_a_transaction_that_sqlite_gives_up_fails_for_all(numbers: Numbers) -> None:
    results = await numbers.write_all(insert(1), give_up_transaction, insert(2))
    assert [type(result) for result in results] == [sqlite3.OperationalError] * 3
    assert numbers.on_disk() == []
    assert await numbers.write_all(insert(1), insert(2)) == [10, 20]


async def test_a_commit_that_fails_fails_once_and_for_all(numbers: Numbers) -> None:
    results = await numbers.write_all(insert(1), orphan)
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 2
    assert numbers.commits == 1
    assert numbers.on_disk() == []
    assert await numbers.writer.write(insert(1)) == 10


async def test_work_goes_on_after_a_full_disk(numbers: Numbers) -> None:
    await numbers.writer.write(lambda connection: connection.execute("PRAGMA max_page_count=20").fetchone())
    small, large = await numbers.write_all(insert(1), insert_large)
    assert isinstance(large, sqlite3.OperationalError)
    assert large.sqlite_errorcode == sqlite3.SQLITE_FULL
    assert numbers.on_disk() == ([1] if small == 10 else [])
    await numbers.writer.write(lambda connection: connection.execute("PRAGMA max_page_count=1000000").fetchone())
    assert await numbers.write_all(insert(2), insert_large) == [20, None]


async def test_who_stops_waiting_does_not_stop_the_work(numbers: Numbers) -> None:
    impatient = asyncio.create_task(numbers.writer.write(insert(1)))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await numbers.writer.write(insert(2)) == 20
    assert impatient.cancelled()
    assert numbers.on_disk() == [1, 2]


async def test_closing_commits_what_waits(numbers: Numbers) -> None:
    waiting = [asyncio.create_task(numbers.writer.write(insert(number))) for number in range(100)]
    await asyncio.sleep(0)
    await numbers.writer.close()
    assert await asyncio.gather(*waiting) == [number * 10 for number in range(100)]
    assert numbers.on_disk() == list(range(100))


async def test_after_closing_nothing_is_written(numbers: Numbers) -> None:
    await numbers.writer.close()
    with pytest.raises(StorageError, match="closed"):
        await numbers.writer.write(insert(1))


async def test_a_connection_that_breaks_tells_everybody(numbers: Numbers) -> None:
    await numbers.writer._connection.close()
    results = await numbers.write_all(insert(1), insert(2))
    assert [type(result) for result in results] == [ValueError, ValueError]


async def test_after_the_disk_was_full_the_log_of_writes_is_kept_short(numbers: Numbers) -> None:
    def pages(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0])

    def no_room(connection: sqlite3.Connection) -> None:
        raise full

    (full := sqlite3.OperationalError("database or disk is full")).sqlite_errorcode = sqlite3.SQLITE_FULL
    assert await numbers.writer.write(pages) > SHORT
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        await numbers.writer.write(no_room)
    assert await numbers.writer.write(pages) == SHORT
    await numbers.writer.write(insert(1))
    assert numbers.on_disk() == [1]
