"""What goes on beside the work."""

import asyncio
import logging
from collections.abc import Iterator, Mapping

import pytest

from bot.app import operations
from bot.core.errors import DiskFailed, StorageError
from bot.storage.memory import MemoryStore
from tests.fakes import FakeClock


class FakeDisk(MemoryStore):
    """A store whose disk does as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.trouble: str | None = None
        self.pruned: list[float] = []
        self.prunes: Iterator[Mapping[str, int] | Exception] = iter(())
        self.failure: asyncio.Future[StorageError] = asyncio.get_running_loop().create_future()

    async def probe(self) -> str | None:
        return self.trouble

    async def keep_head(self, at: int) -> str | None:
        return None

    async def disk_failure(self) -> StorageError:
        return await self.failure

    async def prune(self, now: float) -> Mapping[str, int]:
        self.pruned.append(now)
        found = next(self.prunes)
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_PRUNING", "BETWEEN_PRUNINGS", "BETWEEN_LOOKS"):
        monkeypatch.setattr(operations, name, 0.001)


async def until(done: asyncio.Task[None], said: pytest.LogCaptureFixture, words: str) -> None:
    """Let a task that never ends go on until that was logged."""
    async with asyncio.timeout(5):
        while not any(words in record.message for record in said.records):
            assert not done.done()
            await asyncio.sleep(0.001)
    done.cancel()


async def test_pruning_goes_on_whatever_happens(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    store = FakeDisk()
    store.prunes = iter([{"strikes": 0}, StorageError("no room for «words»"), {"strikes": 2, "cases": 0, "reports": 3}])
    task = asyncio.create_task(operations.prune_now_and_then(store, FakeClock(5.0)))
    await until(task, caplog, "dropped what is kept no longer")
    assert store.pruned[:3] == [5.0, 5.0, 5.0]
    messages = [record.message for record in caplog.records]
    assert messages[0].startswith("what is kept no longer could not be dropped; it is tried again later (StorageError")
    assert "words" not in messages[0]
    assert messages[1] == "dropped what is kept no longer: 2 strikes, 3 reports"


async def test_a_trouble_is_told_once_a_minute_and_its_end_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    store = FakeDisk()
    states = iter(["the disk is full"] * 3)

    async def probe() -> str | None:
        now[0] += 30.0
        return next(states, None)

    monkeypatch.setattr(store, "probe", probe)
    store.trouble = "the disk is full"
    task = asyncio.create_task(operations.watch(store, lambda: now[0]))
    await until(task, caplog, "can be written again")
    said = [record.message for record in caplog.records]
    complaint = "the disk is full. What comes in waits; nothing that was confirmed is lost"
    assert said[:3] == [complaint, complaint, "the database can be written again"]


async def test_work_ends_by_itself() -> None:
    ended: list[str] = []

    async def work() -> None:
        ended.append("work")

    await operations.unless_the_disk_fails(FakeDisk(), work())
    assert ended == ["work"]


async def test_work_ends_when_the_disk_fails() -> None:
    store = FakeDisk()
    stopped = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    task = asyncio.create_task(operations.unless_the_disk_fails(store, work()))
    await asyncio.sleep(0)
    store.failure.set_result(DiskFailed("the disk failed"))
    with pytest.raises(DiskFailed):
        await task
    assert stopped.is_set()


async def test_work_that_is_stopped_from_outside() -> None:
    stopped = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    task = asyncio.create_task(operations.unless_the_disk_fails(FakeDisk(), work()))
    await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert stopped.is_set()
