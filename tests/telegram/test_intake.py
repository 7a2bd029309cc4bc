"""Updates on their way in: kept before they are confirmed, handled once, handled again after a crash."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Any
from weakref import WeakSet

import pytest

from bot.core.errors import StorageError
from bot.core.rest import Rest
from bot.storage.memory import MemoryStore
from bot.telegram.feed import Batch
from bot.telegram.intake import Intake
from bot.telegram.lanes import SHARE, Lanes
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


async def test_what_was_given_out_can_be_had_again_until_it_is_handled() -> None:
    store = MemoryStore()
    await take(intake_of(Server(store, 2)), handled=[1])
    intake = intake_of(Server(store, 3, 2))
    given = [item async for item in intake.updates()]
    assert [item["update_id"] for item in given] == [2, 3, 4, 5, 6, 7]
    await intake.done(given[2])
    assert [item["update_id"] for item in await intake.recall([7, 2, 4, 5, 99, 3])] == [7, 2, 5, 3]
    assert await intake.recall([2]) == [update(2)]
    await intake.close()


def post(id_: int, chat: int, date: int | None = None, **fields: Any) -> dict[str, Any]:
    return {"update_id": id_, "message": {"chat": {"id": chat}, **({} if date is None else {"date": date}), **fields}}


def press(id_: int, chat: int) -> dict[str, Any]:
    return {"update_id": id_, "callback_query": {"message": {"chat": {"id": chat}, "date": 5}}}


LEFT: dict[str, tuple[list[list[dict[str, Any]]], list[int]]] = {
    "one chat": ([[post(1, -1, 10), post(2, -1, 5)], [post(3, -1, 30)]], [1, 2, 3]),
    "the chat that was busy last": ([[post(1, -1, 10), post(2, -2, 20)], [post(3, -1, 15)]], [2, 1, 3]),
    "its oldest posts too": ([[post(1, -1, 10), post(2, -2, 20)], [post(3, -1, 30)]], [1, 3, 2]),
    "by when it was edited": ([[post(1, -1, 20), post(2, -2, 10, edit_date=40)]], [2, 1]),
    "presses before all": ([[post(1, -1, 20), press(2, -2), post(3, -2, 1)]], [2, 3, 1]),
    "odd dates": ([[post(1, -1, 20), {"update_id": 2}, {"update_id": 3, "message": {"date": "x"}}]], [2, 3, 1]),
}


@pytest.mark.parametrize(("batches", "order"), LEFT.values(), ids=LEFT)
async def test_of_what_was_left_chats_with_news_come_first(
    batches: list[list[dict[str, Any]]], order: list[int]
) -> None:
    store = MemoryStore()
    for batch in batches:
        await store.keep(json.dumps(batch), 9)
    assert await take(intake_of(Server(store, 1))) == [*order, 9]
    assert await store.idle()


class Update(dict[str, Any]):
    """An update of which one can see whether it is still in memory."""

    __hash__ = object.__hash__  # type: ignore[assignment] # each is itself


async def test_a_chat_that_is_stuck_costs_little_memory_and_no_other_chat_its_time() -> None:
    store, alive = MemoryStore(), WeakSet[Update]()
    done: list[int] = []

    async def flood(following: int | None) -> AsyncIterator[Batch]:
        for first in range(1, 5_001, 100):
            updates = [Update(post(id_, -1, 10)) for id_ in range(first, first + 100)]
            alive.update(updates)
            yield Batch(updates, json.dumps(updates), first + 100)
            del updates
        yield Batch([post(6_000, -2, 10)], json.dumps([post(6_000, -2, 10)]), 6_001)

    async def never_ends() -> None:
        await asyncio.Event().wait()

    async def handle(item: Mapping[str, Any]) -> Rest | None:
        if item["update_id"] == 6_000:
            done.append(6_000)
            return None
        return never_ends

    intake = Intake(flood, store, pause=0)
    lanes = Lanes(handle, intake.done, recall=intake.recall)
    async with asyncio.timeout(10):
        async for item in intake.updates():
            await lanes.put(item)
        await asyncio.sleep(0)
    assert done == [6_000]
    del item
    assert len(alive) <= SHARE + 1
    assert await lanes.drain(0) == 5_000
    await intake.close()
    assert sum(len(json.loads(kept.body)) - len(kept.done) for kept in await store.unhandled()) == 5_000


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
