import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import StorageError
from bot.telegram.lanes import LIMIT, MOST_TRIES, SHARE, Lanes, chat_of
from tests.telegram.kit import STEADY, FakeTime


def update(number: int, chat: int | None = 1) -> dict[str, object]:
    return {"update_id": number, "message": {"chat": {"id": chat}} if chat else {}}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5}}}, -5),
        ({"update_id": 1, "edited_channel_post": {"chat": {"id": -6}}}, -6),
        ({"update_id": 1, "callback_query": {"from": {"id": 2}, "message": {"chat": {"id": -7}}}}, -7),
        ({"update_id": 1, "callback_query": {"from": {"id": 2}, "inline_message_id": "x"}}, None),
        ({"update_id": 1, "chat_member": {"chat": {"id": -8}, "from": {"id": 2}}}, -8),
        ({"update_id": 1, "message_reaction": {"chat": {"id": -9}}}, -9),
        ({"update_id": 1, "unheard_of": {"chat": {"id": -10}}}, -10),
        ({"update_id": 1, "poll": {"id": "1"}}, None),
        ({"update_id": 1, "message": {"chat": "x"}}, None),
        ({"update_id": 1, "message": {"chat": {"id": "x"}}}, None),
        ({"update_id": 1, "message": None}, None),
        ({"update_id": 1, "callback_query": {"message": 3}}, None),
        ({}, None),
    ],
)
def test_the_chat_an_update_belongs_to(raw: Any, expected: int | None) -> None:
    assert chat_of(raw) == expected


class Record:
    """A handler that notes what it was given, and waits where it is told to."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.done: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}

    async def handle(self, raw: Any) -> None:
        if gate := self.gates.get(raw["update_id"]):
            await gate.wait()
        self.handled.append(raw["update_id"])
        if raw["update_id"] == 13:
            raise ValueError("the text of a post")

    async def confirm(self, raw: Any) -> None:
        self.done.append(raw["update_id"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=40))
def test_the_order_within_a_chat_is_kept(items: list[tuple[int, bool]]) -> None:
    async def run() -> list[tuple[int, int]]:
        seen: list[tuple[int, int]] = []

        async def handle(raw: Any) -> None:
            if items[raw["update_id"]][1]:
                await asyncio.sleep(0)
            seen.append((chat_of(raw) or 0, raw["update_id"]))

        lanes = Lanes(handle, Record().confirm, limit=7)
        for number, (chat, _) in enumerate(items):
            await lanes.put(update(number, chat))
        assert await lanes.drain(5) == 0
        return seen

    seen = asyncio.run(run())
    assert len(seen) == len(items)
    for chat in range(4):
        numbers = [number for found, number in seen if found == chat]
        assert numbers == sorted(numbers)


async def test_a_chat_that_waits_delays_no_other() -> None:
    record = Record()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm)
    for number in range(10):
        await lanes.put(update(number, chat=1))
    await lanes.put(update(100, chat=2))
    await asyncio.sleep(0)
    assert record.done == [100]
    record.gates[0].set()
    assert await lanes.drain(5) == 0
    assert record.done == [100, *range(10)]


async def test_a_chat_that_floods_without_ever_waiting_delays_no_other() -> None:
    record = Record()
    lanes = Lanes(record.handle, record.confirm)
    for number in range(500):
        await lanes.put(update(number, chat=1))
    await lanes.put(update(1000, chat=2))
    await lanes.drain(5)
    assert record.done.index(1000) < 5


async def test_beyond_the_limit_put_waits() -> None:
    record = Record()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm, limit=3)
    for number in range(3):
        await lanes.put(update(number))
    more = asyncio.create_task(lanes.put(update(3)))
    await asyncio.sleep(0.01)
    assert (len(lanes), more.done()) == (3, False)
    record.gates[0].set()
    await asyncio.wait_for(more, 1)
    assert await lanes.drain(5) == 0
    assert record.done == [0, 1, 2, 3]


async def test_a_handler_that_raises_is_passed_over_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    record = Record()
    lanes = Lanes(record.handle, record.confirm)
    for number in (12, 13, 14):
        await lanes.put(update(number))
    with caplog.at_level(logging.ERROR):
        assert await lanes.drain(5) == 0
    assert record.done == [12, 13, 14]
    assert "update 13 of chat 1" in caplog.text
    assert "ValueError" in caplog.text
    assert "the text of a post" not in caplog.text


async def test_a_handler_whose_own_work_is_cancelled_does_not_block_its_chat() -> None:
    record = Record()

    async def handle(raw: Any) -> None:
        if raw["update_id"] == 0:
            raise asyncio.CancelledError

    lanes = Lanes(handle, record.confirm)
    for number in range(2):
        await lanes.put(update(number))
    assert await lanes.drain(5) == 0
    assert record.done == [0, 1]


async def test_draining_ends_in_time_and_says_what_is_left() -> None:
    record = Record()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm)
    for number in range(3):
        await lanes.put(update(number))
    await lanes.put(update(9, chat=2))
    assert await lanes.drain(0.01) == 3
    assert record.done == [9]


class Disk:
    """A handler's storage, which fails so many times."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.handled: list[int] = []

    async def handle(self, raw: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageError("the disk is full")
        self.handled.append(raw["update_id"])


async def test_what_cannot_be_stored_is_tried_again_before_what_comes_after_it() -> None:
    disk, record, time = Disk(3), Record(), FakeTime()
    lanes = Lanes(disk.handle, record.confirm, backoff=STEADY, sleep=time.sleep)
    for number in (1, 2):
        await lanes.put(update(number))
    assert await lanes.drain(5) == 0
    assert disk.handled == record.done == [1, 2]
    assert time.slept == [0.5, 1, 2]


async def test_what_can_never_be_stored_is_passed_over_in_the_end(caplog: pytest.LogCaptureFixture) -> None:
    disk, record, time = Disk(MOST_TRIES), Record(), FakeTime()
    lanes = Lanes(disk.handle, record.confirm, backoff=STEADY, sleep=time.sleep)
    for number in (1, 2):
        await lanes.put(update(number))
    assert await lanes.drain(5) == 0
    assert (disk.handled, record.done) == ([2], [1, 2])
    assert "update 1 of chat 1 is passed over" in caplog.text


async def test_what_is_still_being_tried_when_the_bot_stops_is_not_done() -> None:
    disk, record = Disk(1_000), Record()
    lanes = Lanes(disk.handle, record.confirm)
    await lanes.put(update(1))
    assert await lanes.drain(0.01) == 1
    assert record.done == []


class Resting(Record):
    """A handler that leaves a rest of each update, which ends when it is let go."""

    def __init__(self, *faults: type[Exception]) -> None:
        super().__init__()
        self.rests: dict[int, asyncio.Event] = {}
        self.faults = list(faults)

    async def handle_with_rest(self, raw: Any) -> Any:
        await self.handle(raw)
        gate = self.rests.setdefault(raw["update_id"], asyncio.Event())
        return lambda: self._rest(gate)

    async def _rest(self, gate: asyncio.Event) -> None:
        await gate.wait()
        if self.faults:
            raise self.faults.pop(0)("full")


async def test_a_rest_holds_up_nobody_and_the_update_is_done_after_it() -> None:
    record = Resting()
    lanes = Lanes(record.handle_with_rest, record.confirm)
    for number in (1, 2):
        await lanes.put(update(number))
    await asyncio.sleep(0.01)
    assert (record.handled, record.done, len(lanes)) == ([1, 2], [], 2)
    record.rests[2].set()
    await asyncio.sleep(0.01)
    assert (record.done, len(lanes)) == ([2], 1)
    record.rests[1].set()
    assert await lanes.drain(1) == 0
    assert record.done == [2, 1]


async def test_a_rest_that_cannot_be_stored_has_the_update_handled_again() -> None:
    record, time = Resting(StorageError, StorageError), FakeTime()
    lanes = Lanes(record.handle_with_rest, record.confirm, backoff=STEADY, sleep=time.sleep)
    record.rests[1] = asyncio.Event()
    record.rests[1].set()
    await lanes.put(update(1))
    assert await lanes.drain(1) == 0
    assert (record.handled, record.done, time.slept) == ([1, 1, 1], [1], [0.5, 1.0])


async def test_a_rest_that_fails_is_told_of_and_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    record = Resting(ValueError)
    lanes = Lanes(record.handle_with_rest, record.confirm)
    record.rests[1] = asyncio.Event()
    record.rests[1].set()
    await lanes.put(update(1))
    assert await lanes.drain(1) == 0
    assert record.done == [1]
    assert "update 1 of chat 1 is passed over: ValueError" in caplog.text
    assert "full" not in caplog.text


async def test_of_rests_there_are_only_so_many() -> None:
    record = Resting()
    lanes = Lanes(record.handle_with_rest, record.confirm, rests=2)
    for number in range(6):
        await lanes.put(update(number))
    await asyncio.sleep(0.01)
    assert record.handled == [0, 1, 2], "the third waits in its lane"
    record.rests[2].set()
    await asyncio.sleep(0.01)
    assert record.handled == [0, 1, 2, 3]
    assert await lanes.drain(0) == 5


class Shelf:
    """The disk, on which every update is that was given out; reading fails so many times."""

    def __init__(self, failures: int = 0) -> None:
        self.kept: dict[int, Any] = {}
        self.failures = failures
        self.read: list[int] = []

    async def recall(self, ids: Sequence[int]) -> Sequence[Any]:
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise StorageError("the disk is away")
        self.read += ids
        return [self.kept[id_] for id_ in ids if id_ in self.kept]

    async def put(self, lanes: Lanes, *updates: dict[str, object]) -> None:
        for one in updates:
            self.kept[int(str(one["update_id"]))] = one
            await lanes.put(one)


async def test_a_chat_that_is_stuck_cannot_take_all_the_room() -> None:
    record, shelf = Record(), Shelf()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm, recall=shelf.recall)
    await asyncio.wait_for(shelf.put(lanes, *(update(number) for number in range(5_000))), 5)
    await asyncio.wait_for(shelf.put(lanes, update(9_000, chat=2)), 5)
    await asyncio.sleep(0)
    assert record.done == [9_000]
    assert len(lanes) == 5_000
    record.gates[0].set()
    assert await lanes.drain(20) == 0
    assert record.done == [9_000, *range(5_000)]
    assert shelf.read == [*range(SHARE, 5_000)]


async def test_nor_can_one_whose_rests_never_end() -> None:
    record, shelf = Resting(), Shelf()
    lanes = Lanes(record.handle_with_rest, record.confirm, recall=shelf.recall)
    await asyncio.wait_for(shelf.put(lanes, *(update(number) for number in range(20, 5_020))), 5)
    other = 9_000
    record.rests[other] = asyncio.Event()
    record.rests[other].set()
    await asyncio.wait_for(shelf.put(lanes, update(other, chat=2)), 5)
    await asyncio.sleep(0.01)
    assert record.done == [other]
    assert len(record.handled) < SHARE + 2
    assert await lanes.drain(0) == 5_000


async def test_several_that_are_stuck_cannot_either() -> None:
    record, shelf = Record(), Shelf()
    chats = LIMIT // SHARE - 1
    lanes = Lanes(record.handle, record.confirm, recall=shelf.recall)
    for chat in range(1, chats + 1):
        record.gates[chat * 1_000] = asyncio.Event()
        updates = [update(chat * 1_000 + number, chat) for number in range(1_000)]
        await asyncio.wait_for(shelf.put(lanes, *updates), 5)
    await asyncio.wait_for(shelf.put(lanes, update(9_000, chat=99)), 5)
    await asyncio.sleep(0)
    assert record.done == [9_000]
    await lanes.drain(0)


async def test_what_may_wait_on_disk_is_bounded_too() -> None:
    record, shelf = Record(), Shelf()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm, recall=shelf.recall, share=2, shelf=3)
    await shelf.put(lanes, *(update(number) for number in range(5)))
    more = asyncio.create_task(shelf.put(lanes, update(5)))
    await asyncio.sleep(0.01)
    assert (len(lanes), more.done()) == (5, False)
    record.gates[0].set()
    await asyncio.wait_for(more, 5)
    assert await lanes.drain(5) == 0
    assert record.done == [*range(6)]


async def test_a_disk_that_cannot_be_read_is_waited_for() -> None:
    record, shelf, time = Record(), Shelf(failures=3), FakeTime()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm, recall=shelf.recall, share=1, backoff=STEADY, sleep=time.sleep)
    await shelf.put(lanes, *(update(number) for number in range(3)))
    record.gates[0].set()
    assert await lanes.drain(5) == 0
    assert (record.done, time.slept) == ([0, 1, 2], [0.5, 1, 2])


async def test_what_is_nowhere_any_more_is_not_waited_for() -> None:
    record, shelf = Record(), Shelf()
    record.gates[0] = asyncio.Event()
    lanes = Lanes(record.handle, record.confirm, recall=shelf.recall, share=1)
    await shelf.put(lanes, *(update(number) for number in range(4)))
    shelf.kept = {2: shelf.kept[2]}
    record.gates[0].set()
    assert await lanes.drain(5) == 0
    assert record.done == [0, 2]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["now", "later", "rest"])), max_size=60),
    st.integers(1, 6),
    st.integers(1, 9),
)
def test_the_order_within_a_chat_is_kept_on_disk_too(items: list[tuple[int, str]], share: int, limit: int) -> None:
    async def run() -> tuple[list[int], list[int]]:
        begun: list[int] = []
        record, shelf = Record(), Shelf()

        async def rest() -> None:
            await asyncio.sleep(0)

        async def handle(raw: Any) -> Any:
            way = items[raw["update_id"]][1]
            if way == "later":
                await asyncio.sleep(0)
            begun.append(raw["update_id"])
            return rest if way == "rest" else None

        lanes = Lanes(handle, record.confirm, limit, recall=shelf.recall, share=share, rests=share)
        await shelf.put(lanes, *(update(number, chat + 1) for number, (chat, _) in enumerate(items)))
        assert await lanes.drain(5) == 0
        return begun, record.done

    begun, done = asyncio.run(run())
    assert sorted(done) == sorted(begun) == [*range(len(items))]
    for chat in range(3):
        numbers = [number for number in begun if items[number][0] == chat]
        assert numbers == sorted(numbers)
