"""Updates on their way in: kept before they are confirmed, handled once, handled again after a crash."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any

import pytest

from bot.core.errors import StorageError
from bot.storage.memory import MemoryStore
from bot.telegram.feed import Batch
from bot.telegram.intake import Intake
from tests.telegram.kit import STEADY, FakeTime


def update(id_: int) -> dict[str, Any]:
    return {"update_id": id_, "message": {"text": "x"}}


class Server:
    """Gives out batches of these sizes, and notes what was on disk when each was confirmed."""

    def __init__(self, inbox: MemoryStore, *sizes: int) -> None:
        self.inbox, self.sizes = inbox, sizes
        self.asked_from: int | None = None
        self.kept_when_confirmed: list[int] = []

    async def batches(self, following: int | None) -> AsyncIterator[Batch]:
        self.asked_from = following
        first = following or 1
        for size in self.sizes:
            updates = [update(id_) for id_ in range(first, first + size)]
            first += size
            yield Batch(updates, json.dumps(updates), first)
            self.kept_when_confirmed.append(len(await self.inbox.unhandled()))


class Faulty(MemoryStore):
    """A disk that is full for the first so many writes."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    async def keep(self, body: str, following: int | None = None) -> int:
        self._fail()
        return await super().keep(body, following)

    async def settle_updates(self, handled: Mapping[int, Collection[int]], finished: Collection[int]) -> None:
        self._fail()
        await super().settle_updates(handled, finished)

    def _fail(self) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageError("the disk is full")


def intake_of(server: Server, time: FakeTime | None = None) -> Intake:
    return Intake(server.batches, server.inbox, backoff=STEADY, sleep=(time or FakeTime()).sleep, pause=0)


async def take(intake: Intake, *, handled: Sequence[int] | None = None) -> list[int]:
    """The ids of all updates; of these, or all, are handled."""
    ids = []
    async for item in intake.updates():
        ids.append(item["update_id"])
        if handled is None or item["update_id"] in handled:
            await intake.done(item)
    await intake.close()
    return ids


async def test_what_is_handled_is_gone() -> None:
    server = Server(MemoryStore(), 2, 3)
    assert await take(intake_of(server)) == [1, 2, 3, 4, 5]
    assert await server.inbox.idle()
    assert await server.inbox.following() == 6


async def test_a_batch_is_on_disk_before_it_is_confirmed() -> None:
    server = Server(MemoryStore(), 1, 1)
    await take(intake_of(server), handled=[])
    assert server.kept_when_confirmed == [1, 2]


async def test_what_was_not_handled_comes_again_first_and_the_rest_from_where_it_was() -> None:
    store = MemoryStore()
    await take(intake_of(Server(store, 3, 1)), handled=[2])
    again = Server(store, 1)
    assert await take(intake_of(again)) == [1, 3, 4, 5]
    assert again.asked_from == 5
    assert await store.idle()


async def test_a_batch_that_was_handled_but_not_forgotten_is_forgotten() -> None:
    store = MemoryStore()
    number = await store.keep(json.dumps([update(1)]), 2)
    await store.settle_updates({number: [1]}, ())
    assert await take(intake_of(Server(store))) == []
    assert await store.idle()


async def test_rubbish_in_a_kept_body_is_passed_over() -> None:
    store = MemoryStore()
    await store.keep(json.dumps([None, {"update_id": "7"}, update(1)]), 2)
    assert await take(intake_of(Server(store))) == [1]
    assert await store.idle()


async def test_updates_wait_at_telegram_while_nothing_can_be_kept(caplog: pytest.LogCaptureFixture) -> None:
    time = FakeTime()
    server = Server(Faulty(4), 1, 1)
    assert await take(intake_of(server, time)) == [1, 2]
    assert time.slept[:4] == [0.5, 1, 2, 4]
    assert caplog.messages == ["1 updates cannot be kept, and wait at Telegram: the disk is full"]


async def test_a_note_that_cannot_be_made_is_made_later(caplog: pytest.LogCaptureFixture) -> None:
    server = Server(Faulty(0), 2)
    intake = intake_of(server)
    async for item in intake.updates():
        assert isinstance(server.inbox, Faulty)
        server.inbox.failures = 1
        await intake.done(item)
        await asyncio.sleep(0.01)
    await intake.close()
    assert await server.inbox.idle()
    assert len(caplog.messages) == 2


async def test_a_disk_that_stays_full_does_not_keep_it_from_closing() -> None:
    server = Server(Faulty(0), 1)
    intake = Intake(server.batches, server.inbox, pause=0)
    async for item in intake.updates():
        assert isinstance(server.inbox, Faulty)
        server.inbox.failures = 1_000_000
        await intake.done(item)
    async with asyncio.timeout(2):
        await intake.close()


async def test_an_update_that_nobody_gave_out_is_nothing() -> None:
    intake = intake_of(Server(MemoryStore()))
    await intake.done(update(99))
    await intake.close()
