from typing import Any

import pytest

from bot.core.case import State
from bot.core.measure import Decision
from tests.cases.court import ADMIN, AUTHOR, DESK, GROUP, MEMBER, STRANGER, Court, buttons, post
from tests.cases.desk.test_checking import automatic
from tests.telegram.commands.bench import GROUP_RAW, message, play, update
from tests.telegram.commands.test_queue import DESK_RAW, person, private


async def shown(court: Court, ref: str, who: int = ADMIN) -> Any:
    [(method, params)] = await play(court, private(who, f"/case {ref}"))
    assert (method, params["chat_id"]) == ("sendMessage", who)
    return params


async def test_it_shows_the_card_with_buttons_and_history() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("take", ADMIN, ref)
    court.chat.take()
    params = await shown(court, ref)
    assert "<u><b>free btc</b></u>" in params["text"]
    assert "What was done" in params["text"]
    assert "14 Nov 22:13 UTC · opened" in params["text"]
    assert "Ann · take: done" in params["text"]
    assert "Give back" in buttons(params)
    case = await court.case(ref)
    assert case.card is not None
    assert case.card.chat_id == DESK, "its card still hangs where it did"


async def test_nobody_learns_who_reported() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.reports.report(MEMBER, post(), "spam")
    court.chat.take()
    text = (await shown(court, ref))["text"]
    assert "a member · report" in text
    assert f"· {MEMBER} ·" not in text
    assert f"Member {MEMBER}" not in text


async def test_what_a_rule_did_by_itself_can_be_confirmed_or_taken_back() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    params = await shown(court, ref.removeprefix("C-").lower())
    assert buttons(params) == ["Confirm", "Reverse", "Why?"]
    assert "Done by the rule itself" in params["text"]


@pytest.mark.parametrize("who", [STRANGER, AUTHOR.id, MEMBER])
async def test_it_is_none_of_other_peoples_business(who: int) -> None:
    court = Court(told=False)
    ref = await court.open(post())
    text = (await shown(court, ref, who))["text"]
    assert text == f"There is no case <b>{ref}</b> in the chats that you moderate."
    assert (await shown(court, "C-0000", who))["text"] == text.replace(ref, "C-0000")


@pytest.mark.parametrize("words", ["", "wh@t", "C-12", "C-7K2M C-7K2N"])
async def test_it_says_how_to_ask(words: str) -> None:
    assert "Write which case you mean" in (await shown(Court(told=False), words))["text"]


async def test_in_the_escalation_chat_it_is_shown_there() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    [(_, params)] = await play(court, update(message(f"/case {ref}", chat=DESK_RAW, **{"from": person(ADMIN)})))
    assert params["chat_id"] == DESK


async def test_in_the_group_it_leaves_no_trace() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    calls = await play(court, update(message(f"/case {ref}", chat=GROUP_RAW, **{"from": person(ADMIN)})))
    assert [params["chat_id"] for _, params in calls] == [GROUP.id, ADMIN]


def pressed(data: str, who: int, chat: int, message_id: int) -> dict[str, Any]:
    card = {"message_id": message_id, "date": 1, "chat": {"id": chat, "type": "private"}}
    query = {"id": "q1", "from": person(who), "chat_instance": "1", "data": data, "message": card}
    return {"update_id": 9, "callback_query": query}


async def test_a_press_below_a_copy_changes_both() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    calls = await play(court, pressed(f"c:{ref}:delete", ADMIN, ADMIN, 77))
    edited = [(params["chat_id"], params["message_id"]) for method, params in calls if method == "editMessageText"]
    assert edited == [(DESK, 1000), (ADMIN, 77)]
    copy = [params for method, params in calls if method == "editMessageText"][-1]
    assert buttons(copy) == ["Reverse", "Why?"]
    assert calls[-1] == ("answerCallbackQuery", {"callback_query_id": "q1", "text": "Deleted.", "show_alert": False})


async def test_a_menu_opens_where_it_was_asked_for() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    calls = await play(court, pressed(f"c:{ref}:menu:ban", ADMIN, ADMIN, 77))
    assert (calls[0][0], calls[0][1]["message_id"]) == ("editMessageReplyMarkup", 77)
    assert [method for method, _ in calls] == ["editMessageReplyMarkup", "answerCallbackQuery"]


async def test_a_duration_is_decided_by_its_button() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await play(court, pressed(f"c:{ref}:ban:604800", ADMIN, DESK, 1000))
    case = await court.case(ref)
    assert (case.state, case.decision, case.seconds) == (State.ENFORCED, Decision.BAN, 604_800)
