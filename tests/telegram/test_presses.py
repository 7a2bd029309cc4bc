from typing import Any

import pytest

from bot.core.case import Decision
from tests.cases.court import ADMIN, STRANGER, Court, post
from tests.telegram.commands.bench import play


def query(data: Any, who: int = ADMIN, **fields: Any) -> dict[str, Any]:
    user = {"id": who, "is_bot": False, "first_name": "Ann"}
    pressed = {"id": "q1", "from": user, "chat_instance": "1", "data": data, **fields}
    return {"update_id": 1, "callback_query": {name: value for name, value in pressed.items() if value is not None}}


async def test_a_press_is_decided_and_answered() -> None:
    court = Court()
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
    assert calls[-1][1]["text"] == "Kept."
