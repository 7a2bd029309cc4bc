"""Updates that are brought: kept in the order they came, each once, and never more waiting than there is room for."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.core.errors import OmbudError
from bot.telegram import arrivals as module
from bot.telegram.arrivals import Arrivals
from bot.telegram.feed import Batch
from tests.telegram.kit import following

LONG = 5.0
"""Seconds that nobody waits for."""


def bringing(arrivals: Arrivals, id_: int, within: float = LONG) -> asyncio.Task[bool]:
    update: dict[str, Any] = {"update_id": id_}
    return asyncio.create_task(arrivals.bring(update, json.dumps(update), within))


async def brought(arrivals: Arrivals, *ids: int) -> list[asyncio.Task[bool]]:
    """The tasks that bring these, once all of them wait."""
    tasks = [bringing(arrivals, id_) for id_ in ids]
    await asyncio.sleep(0)
    return tasks


def ids(batch: Batch) -> list[int]:
    assert json.loads(batch.body) == batch.updates
    return [update["update_id"] for update in batch.updates]


async def ask_for_more(batches: AsyncIterator[Batch]) -> asyncio.Task[Batch]:
    """Ask for the next batch, when there is none."""
    asking = asyncio.create_task(following(batches))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not asking.done()
    return asking


async def test_each_is_confirmed_when_the_next_batch_is_asked_for() -> None:
    arrivals = Arrivals()
    batches = arrivals.batches(7)
    first = await brought(arrivals, 3, 1)
    batch = await anext(batches)
    assert (ids(batch), batch.following) == ([3, 1], None)
    second = await brought(arrivals, 2)
    assert not any(task.done() for task in first)
    assert ids(await anext(batches)) == [2]
    assert [await task for task in first] == [True, True]
    assert not second[0].done()
    asking = await ask_for_more(batches)
    assert await second[0]
    asking.cancel()


async def test_batches_are_no_longer_than_a_poll_gives() -> None:
    arrivals = Arrivals()
    await brought(arrivals, *range(150))
    batches = arrivals.batches()
    assert ids(await anext(batches)) == list(range(100))
    assert ids(await anext(batches)) == list(range(100, 150))


async def test_what_is_brought_twice_comes_out_once() -> None:
    arrivals = Arrivals()
    batches = arrivals.batches()
    tasks = await brought(arrivals, 1, 1)
    assert ids(await anext(batches)) == [1]
    tasks += await brought(arrivals, 1)
    asking = await ask_for_more(batches)
    assert [await task for task in tasks] == [True] * 3
    assert await bringing(arrivals, 1)
    assert not asking.done()
    asking.cancel()


async def test_nor_does_what_an_earlier_process_kept_come_out() -> None:
    arrivals = Arrivals()
    arrivals.remember([1, 2])
    assert await bringing(arrivals, 2)
    assert len(arrivals) == 0


async def test_memory_of_what_was_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    arrivals = Arrivals()
    arrivals.remember([1, 2])
    arrivals.remember([3])
    assert [await bringing(arrivals, id_, within=0) for id_ in (3, 2, 1)] == [True, True, False]


@pytest.mark.parametrize("bounds", [{"most": 2}, {"most_characters": 2 * len('{"update_id": 1}')}], ids=str)
async def test_beyond_the_bounds_nothing_is_taken(bounds: dict[str, int]) -> None:
    arrivals = Arrivals(**bounds)
    batches = arrivals.batches()
    waiting = await brought(arrivals, 1, 2)
    assert not await bringing(arrivals, 3)
    assert len(arrivals) == 2
    assert ids(await anext(batches)) == [1, 2]
    assert not await bringing(arrivals, 3)
    asking = await ask_for_more(batches)
    assert all([await task for task in waiting])
    again = bringing(arrivals, 3)
    assert ids(await asking) == [3]
    again.cancel()


async def test_the_longest_update_has_room_when_nothing_else_waits() -> None:
    arrivals = Arrivals(most_characters=1)
    await brought(arrivals, 1)
    assert ids(await anext(arrivals.batches())) == [1]


async def test_what_is_not_kept_in_time_may_be_brought_again() -> None:
    arrivals = Arrivals()
    batches = arrivals.batches()
    assert not await bringing(arrivals, 1, within=0)
    assert ids(await anext(batches)) == [1]
    again = await brought(arrivals, 1)
    asking = await ask_for_more(batches)
    assert await again[0]
    asking.cancel()


async def test_who_gives_up_takes_nothing_from_the_others() -> None:
    arrivals = Arrivals()
    batches = arrivals.batches()
    quitter, stayer = await brought(arrivals, 1, 1)
    quitter.cancel()
    assert ids(await anext(batches)) == [1]
    asking = await ask_for_more(batches)
    assert await stayer
    asking.cancel()


async def test_stopped_it_keeps_nothing_more() -> None:
    arrivals = Arrivals()
    batches = arrivals.batches()
    waiting = await brought(arrivals, 1)
    arrivals.stop()
    await arrivals.confirm()
    assert not await waiting[0]
    assert not await bringing(arrivals, 2)
    assert [ids(batch) async for batch in batches] == []


async def test_stopping_ends_the_waiting() -> None:
    arrivals = Arrivals()
    asking = await ask_for_more(arrivals.batches())
    arrivals.stop()
    with pytest.raises(StopAsyncIteration):
        await asking


async def test_a_failure_reaches_who_takes_the_batches() -> None:
    arrivals = Arrivals()
    asking = await ask_for_more(arrivals.batches())
    arrivals.fail(OmbudError("no"))
    with pytest.raises(OmbudError, match="no"):
        await asking
