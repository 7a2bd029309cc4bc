"""What the store says when the disk or the file goes wrong under it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.errors import DiskFailed, StorageError
from bot.core.log import Settlement
from bot.core.meter import Meter
from bot.core.outcome import DONE, Status
from bot.storage import DurableStore, open_store, writer
from tests.storage.makers import content, entry, fill


@pytest.fixture
async def durable(url: str) -> AsyncIterator[DurableStore]:
    store = await open_store(url)
    yield store
    await store.close()


def failing(code: int, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let transactions fail so often, as SQLite reports it from the disk."""
    sound = writer.transact
    left = [times]

    def transact(
        connection: sqlite3.Connection, works: Sequence[writer.Work[object]], finish: writer.Finish
    ) -> list[writer.Result]:
        if not left[0]:
            return sound(connection, works, finish)
        left[0] -= 1
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        return [writer.Result(error=error)] * len(works)

    monkeypatch.setattr(writer, "transact", transact)


async def test_a_store_that_is_well(durable: DurableStore) -> None:
    assert durable.trouble is None
    assert await durable.probe() is None


async def test_probing_changes_nothing(durable: DurableStore, file: Path) -> None:
    await durable.intend([entry("a")])
    await durable.probe()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (0,)


async def test_a_full_disk_is_a_trouble_until_there_is_room(
    durable: DurableStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(sqlite3.SQLITE_FULL, 2, monkeypatch)
    with pytest.raises(StorageError, match="the disk is full"):
        await durable.intend([entry("a")])
    assert "the disk is full: make room" in str(durable.trouble)
    assert "the disk is full: make room" in str(await durable.probe())
    assert await durable.probe() is None
    assert str(durable.trouble) == "None"
    await durable.intend([entry("a")])


async def test_what_is_wrong_with_the_asking_is_no_trouble(durable: DurableStore) -> None:
    with pytest.raises(StorageError):
        await durable.settle([Settlement("never intended", DONE)])
    assert durable.trouble is None


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC])
async def test_after_a_failed_fsync_nothing_is_written_any_more(
    url: str, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    store = await open_store(url)
    failure = asyncio.create_task(store.disk_failure())
    await store.intend([entry("a")])
    assert not failure.done()
    failing(code, 1, monkeypatch)
    with pytest.raises(DiskFailed, match="the disk failed to keep what was written"):
        await store.intend([entry("b")])
    with pytest.raises(DiskFailed):
        await store.intend([entry("c")])
    assert isinstance(await failure, DiskFailed)
    assert "the disk failed" in (await store.probe() or "")
    await store.close()
    again = await open_store(url)
    assert [item.key async for item in again.entries()] == ["a"]
    await again.close()


async def test_what_waited_behind_a_failed_fsync_is_not_written_either(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await open_store(url)
    failing(sqlite3.SQLITE_IOERR_FSYNC, 1, monkeypatch)
    first = asyncio.create_task(store.intend([entry("a")]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(store.intend([entry("b")]))
    for task in (first, second):
        with pytest.raises(DiskFailed):
            await task
    assert [item.key async for item in store.entries()] == []
    await store.close()


async def test_damage_does_not_heal_by_itself(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.intend([entry(f"{number}", detail="x" * 500) for number in range(2_000)])
    await store.close()
    store = await open_store(url)
    whole = content(file)
    fill(file, whole[:40_960] + b"\xff" * (len(whole) - 40_960))
    with pytest.raises(StorageError, match=r"is damaged: restore a backup \(`ombud db restore FILE`\)"):
        _ = [item async for item in store.entries()]
    assert "is damaged" in (await store.probe() or "")
    assert store.trouble is not None
    fill(file, whole)
    assert "is damaged" in (await store.probe() or ""), "it takes a new start to believe in it again"
    await store.close()


async def test_commits_and_actions_are_counted(url: str) -> None:
    meter = Meter()
    store = await open_store(url, meter=meter)
    await store.intend([entry("a"), entry("b", action="ban"), entry("c:shadow", outcome=Status.SIMULATED)])
    await store.intend([entry("c:shadow", outcome=Status.SIMULATED)])
    await store.settle([Settlement("a", DONE), Settlement("b", DONE)])
    await store.close()
    assert meter.actions == {("delete", "done"): 1, ("ban", "done"): 1, ("delete", "simulated"): 1}
    assert sum(meter.commits.counts) == 3
