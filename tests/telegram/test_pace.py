import asyncio

import pytest

from bot.telegram.pace import Pace, is_send
from tests.telegram.kit import FakeTime

GROUP, USER = -100, 100


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("sendMessage", True),
        ("sendPhoto", True),
        ("copyMessage", True),
        ("forwardMessages", True),
        ("sendChatAction", False),
        ("deleteMessage", False),
        ("banChatMember", False),
        ("editMessageText", False),
        ("answerCallbackQuery", False),
    ],
)
def test_what_counts_as_sending(method: str, expected: bool) -> None:
    assert is_send(method) is expected


async def turns(method: str, chat_ids: list[int]) -> list[float]:
    """When each call's turn comes, in seconds from the start, if they are asked for one after another."""
    time, found = FakeTime(), []
    pace = Pace(time.now, time.sleep)
    for chat_id in chat_ids:
        await pace.turn(method, chat_id)
        found.append(round(time.time - 1_000, 2))
    return found


async def test_a_private_chat_gets_a_burst_and_then_one_a_second() -> None:
    assert await turns("sendMessage", [USER] * 6) == [0, 0, 0, 1, 2, 3]


async def test_a_group_gets_at_most_20_in_any_minute() -> None:
    found = await turns("sendMessage", [GROUP] * 100)
    assert all(sum(start <= at < start + 60 for at in found) <= 20 for start in found)


async def test_all_chats_together_get_at_most_30_in_any_second() -> None:
    found = await turns("sendMessage", list(range(1, 200)))
    assert all(sum(start <= at < start + 1 for at in found) <= 30 for start in found)
    assert found[-1] >= 199 / 30


async def test_deletes_do_not_wait() -> None:
    assert await turns("deleteMessage", [GROUP] * 500) == [0] * 500


async def test_a_busy_chat_does_not_use_up_what_others_may_send() -> None:
    time = FakeTime()
    gate = asyncio.Event()

    async def sleep(seconds: float) -> None:
        await gate.wait()

    pace = Pace(time.now, sleep)
    busy = [asyncio.create_task(pace.turn("sendMessage", GROUP)) for _ in range(50)]
    await asyncio.sleep(0)
    assert sum(task.done() for task in busy) == 5
    time.time += 1
    await asyncio.wait_for(pace.turn("sendMessage", USER), 1)
    gate.set()
    await asyncio.gather(*busy)


async def test_a_call_that_waits_for_its_slot_hears_that_telegram_asks_to_wait() -> None:
    time = FakeTime()
    pace = Pace(time.now, time.sleep)
    for _ in range(5):
        await pace.turn("sendMessage", GROUP)
    waiting = asyncio.create_task(pace.turn("sendMessage", GROUP))
    await pace.rest("sendMessage", GROUP, 60, shared=True)
    await waiting
    assert time.time >= 1_060
