from typing import Any

from tests.cases.court import MEMBER, STRANGER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update


def court() -> Court:
    made = Court()
    made.subjects.data[MEMBER] = {"reports": [{}, {}], "private chats": [{}]}
    return made


def press(data: str, who: int = MEMBER) -> dict[str, Any]:
    user = {"id": who, "is_bot": False, "first_name": "Bob"}
    shown = {"message_id": 9, "chat": PRIVATE}
    return {"update_id": 2, "callback_query": {"id": "q", "from": user, "data": data, "message": shown}}


async def test_it_asks_first() -> None:
    made = court()
    [(method, answer)] = await play(made, update(message("/deletemydata", chat=PRIVATE)))
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
    assert answer["reply_markup"]["inline_keyboard"] == [[{"text": "Delete my data", "callback_data": f"x:{MEMBER}"}]]
    assert made.subjects.data


async def test_then_it_deletes() -> None:
    made = court()
    calls = await play(made, press(f"x:{MEMBER}"))
    assert [method for method, _ in calls] == ["editMessageText", "answerCallbackQuery"]
    assert calls[0][1] == {"chat_id": PRIVATE["id"], "message_id": 9, "text": "Deleted: 3 entries."}
    assert made.subjects.data == {}


async def test_nobody_deletes_another_ones_data() -> None:
    made = court()
    [(_, answer)] = await play(made, press(f"x:{MEMBER}", STRANGER))
    assert answer["show_alert"]
    assert made.subjects.data


async def test_a_button_that_nobody_made() -> None:
    made = court()
    [(_, answer)] = await play(made, press("x:everybody"))
    assert answer["show_alert"]
    assert made.subjects.data
