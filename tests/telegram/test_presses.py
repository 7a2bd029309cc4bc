import asyncio
from typing import Any

import pytest

from bot.core.measure import Decision
from bot.telegram.presses import PressHandler
from tests.cases.court import ADMIN, STRANGER, Court, post
from tests.telegram.commands.bench import play


def query(data: Any, who: int = ADMIN, **fields: Any) -> dict[str, Any]:
    user = {"id": who, "is_bot": False, "first_name": "Ann"}
    pressed = {"id": "q1", "from": user, "chat_instance": "1", "data": data, **fields}
    return {"update_id": 1, "callback_query": {name: value for name, value in pressed.items() if value is not None}}


async def test_a_press_is_decided_and_answered() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    calls = await play(court, query(f"c:{ref}:delete"))
    assert [method for method, _ in calls] == ["deleteMessage", "editMessageText", "answerCallbackQuery"]
    assert calls[-1][1] == {"callback_query_id": "q1", "text": "Deleted.", "show_alert": False}
    assert (await court.case(ref)).decision is Decision.DELETE


async def test_a_stranger_is_told_so() -> None:
    court = Court()
    ref = await court.open(post())
    [(method, params)] = await play(court, query(f"c:{ref}:ban", STRANGER))
    assert (method, params["show_alert"]) == ("answerCallbackQuery", True)
    assert params["text"] == "Only admins of the chat concerned can decide."


@pytest.mark.parametrize("data", [None, "", "junk", "c:C-7K2M:explode", "x" * 500])
async def test_junk_is_answered_and_moves_nothing(data: str | None) -> None:
    court = Court()
    [(method, params)] = await play(court, query(data, game_short_name="chess"))
    assert (method, params["text"]) == ("answerCallbackQuery", "This button is no longer in use.")
    assert await court.log() == []


async def test_a_press_on_a_card_that_is_out_of_reach_counts() -> None:
    court = Court()
    ref = await court.open(post())
    old = {"chat": {"id": -1005550001111, "type": "supergroup"}, "message_id": 1000, "date": 0}
    calls = await play(court, query(f"c:{ref}:keep", message=old))
    assert calls[-1][1]["text"] == "Dismissed. The message stays."


async def test_a_press_whose_work_has_to_wait_is_answered_once_and_the_work_goes_on() -> None:
    court = Court()
    ref = await court.open(post())
    gate = asyncio.Event()
    real = court.desk.decide

    async def decide(*given: Any) -> Any:
        await gate.wait()
        return await real(*given)

    court.desk.decide = decide  # type: ignore[method-assign, assignment]
    pressing = asyncio.create_task(
        PressHandler(court.tools(), patience=0).run(query(f"c:{ref}:delete")["callback_query"])
    )
    while not court.chat.calls:  # noqa: ASYNC110 - the fake tells nobody
        await asyncio.sleep(0)
    assert court.chat.take()[0][1]["text"].startswith("This takes a moment.")
    gate.set()
    await pressing
    assert "answerCallbackQuery" not in court.chat.methods()
    assert (await court.case(ref)).decision is Decision.DELETE


async def test_a_press_that_is_cut_short_leaves_no_work_behind() -> None:
    court = Court()
    ref = await court.open(post())
    court.chat.hold()
    pressing = asyncio.create_task(PressHandler(court.tools()).run(query(f"c:{ref}:delete")["callback_query"]))
    while not court.chat.calls:  # noqa: ASYNC110 - the fake tells nobody
        await asyncio.sleep(0)
    pressing.cancel()
    await asyncio.gather(pressing, return_exceptions=True)
    court.chat.release()
    await asyncio.sleep(0)
    assert court.chat.methods() == ["deleteMessage"]
