"""Questions of many callers, answered together."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.storage.together import Together


class Oracle:
    """Doubles numbers, once it may; keeps what it was asked at a time."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.may = asyncio.Event()
        self.error: Exception | None = None

    async def find(self, numbers: Sequence[int]) -> Sequence[int]:
        self.asked.append(list(numbers))
        await self.may.wait()
        if self.error is not None:
            raise self.error
        return [2 * number for number in numbers]


async def test_questions_of_the_same_moment_are_answered_together() -> None:
    oracle = Oracle()
    oracle.may.set()
    together = Together(oracle.find)
    assert await asyncio.gather(*(together.ask(number) for number in (1, 2, 1, 3))) == [2, 4, 2, 6]
    assert oracle.asked == [[1, 2, 3]]


async def test_what_is_asked_meanwhile_is_answered_next() -> None:
    oracle = Oracle()
    together = Together(oracle.find)
    first = asyncio.create_task(together.ask(1))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(together.ask(number)) for number in (2, 1, 3)]
    await asyncio.sleep(0.01)
    oracle.may.set()
    assert await asyncio.gather(first, *others) == [2, 4, 2, 6]
    assert oracle.asked == [[1], [2, 3]]


async def test_an_answer_is_not_kept() -> None:
    oracle = Oracle()
    oracle.may.set()
    together = Together(oracle.find)
    assert [await together.ask(1), await together.ask(1)] == [2, 2]
    assert oracle.asked == [[1], [1]]


async def test_an_error_reaches_all_who_asked_and_nobody_later() -> None:
    oracle = Oracle()
    oracle.may.set()
    oracle.error = ValueError("no")
    together = Together(oracle.find)
    results = await asyncio.gather(*(together.ask(number) for number in (1, 2)), return_exceptions=True)
    assert results == [oracle.error, oracle.error]
    oracle.error = None
    assert await together.ask(1) == 2


async def test_who_stops_waiting_does_not_stop_the_others() -> None:
    oracle = Oracle()
    together = Together(oracle.find)
    one, other = (asyncio.create_task(together.ask(1)) for _ in range(2))
    await asyncio.sleep(0.01)
    one.cancel()
    with pytest.raises(asyncio.CancelledError):
        await one
    oracle.may.set()
    assert await other == 2


async def test_nobody_waits_for_ever_once_the_search_is_cancelled() -> None:
    together = Together(Oracle().find)
    asking = asyncio.create_task(together.ask(1))
    await asyncio.sleep(0.01)
    for task in asyncio.all_tasks() - {asyncio.current_task(), asking}:
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
