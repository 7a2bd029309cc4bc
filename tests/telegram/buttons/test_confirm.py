"""An anonymous admin's command acts only once somebody who may has pressed a button."""

from typing import Any

import pytest

from bot.core.measure import Decision
from bot.core.outcome import Status
from bot.telegram.confirming import Confirmation
from tests.cases.court import ADMIN, GROUP, MEMBER, OTHER_ADMIN, Court
from tests.telegram.commands.bench import BOB, GROUP_RAW, TARGET, message, play, update
from tests.telegram.commands.test_moderation import EVE, acts, knowing

ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP_RAW}


def anonymous(text: str, **fields: Any) -> dict[str, Any]:
    return update(message(text, **{**ANONYMOUS, "reply_to_message": TARGET, **fields}))


def pressed(data: str, who: int, number: int = 5, **fields: Any) -> dict[str, Any]:
    question = {
        "message_id": 60,
        "date": 1_700_000_101,
        "chat": GROUP_RAW,
        "from": {"id": 42, "is_bot": True, "first_name": "Ombud"},
        "reply_to_message": TARGET,
        **fields,
    }
    query = {"id": f"q{number}", "from": BOB | {"id": who}, "data": data, "message": question}
    return {"update_id": number, "callback_query": query}


async def asked(court: Court, text: str, **fields: Any) -> list[str]:
    """The data of the buttons that the command brought."""
    knowing(court)
    calls = await play(court, anonymous(text, **fields))
    assert acts(calls) == []
    [question] = [params for method, params in calls if method == "sendMessage"]
    assert question["chat_id"] == GROUP.id
    return [button["callback_data"] for button in question["reply_markup"]["inline_keyboard"][0]]


async def told(court: Court, *updates: dict[str, Any]) -> tuple[list[tuple[str, Any]], str]:
    calls = await play(court, *updates)
    return calls, [params["text"] for method, params in calls if method == "answerCallbackQuery"][-1]


async def test_a_press_by_an_admin_confirms() -> None:
    court = Court()
    yes, _ = await asked(court, "/mute 1d be kind")
    calls, _ = await told(court, pressed(yes, ADMIN))
    assert [method for method, _ in acts(calls)] == ["deleteMessage", "restrictChatMember"]
    assert ("deleteMessage", {"chat_id": GROUP.id, "message_id": 60}) in calls
    case = await court.store.case_of(GROUP.id, 50)
    assert case is not None
    assert (case.decision, case.seconds, case.decided_by) == (Decision.MUTE, 86_400, ADMIN)
    row = next(entry for entry in await court.log() if entry.action == "mute")
    assert (row.actor, row.detail, row.outcome) == (str(ADMIN), "be kind", Status.DONE)


async def test_a_second_press_by_another_decides_nothing_more() -> None:
    court = Court()
    yes, _ = await asked(court, "/warn")
    await play(court, pressed(yes, ADMIN), pressed(yes, OTHER_ADMIN, 6))
    assert await court.store.strikes(GROUP.id, EVE, 1_700_000_000) == 1
    [case] = await court.store.cases_of(EVE)
    assert case.decided_by == ADMIN


@pytest.mark.parametrize("which", [0, 1])
async def test_a_press_by_a_member_does_nothing(which: int) -> None:
    court = Court()
    data = (await asked(court, "/ban"))[which]
    calls, answer = await told(court, pressed(data, MEMBER))
    assert [method for method, _ in calls] == ["answerCallbackQuery"]
    assert answer == "Only admins of the chat can do that."
    assert await court.store.cases_of(EVE) == []


async def test_an_admin_without_the_right_cannot_confirm() -> None:
    court = Court()
    court.administrators.lacking.add((ADMIN, "can_restrict_members"))
    yes, _ = await asked(court, "/ban")
    _, answer = await told(court, pressed(yes, ADMIN))
    assert answer == "You need the right to ban users in this chat."


async def test_an_admin_cancels() -> None:
    court = Court()
    _, no = await asked(court, "/ban")
    calls, answer = await told(court, pressed(no, ADMIN))
    assert calls[0] == ("deleteMessage", {"chat_id": GROUP.id, "message_id": 60})
    assert answer == "Nothing was done."
    assert await court.store.cases_of(EVE) == []


async def test_a_post_that_is_gone_meanwhile_does_not_save_its_author() -> None:
    court = Court()
    yes, _ = await asked(court, "/ban 7d")
    calls, _ = await told(court, pressed(yes, ADMIN, reply_to_message=None))
    [banned] = [params for method, params in calls if method == "banChatMember"]
    assert banned["user_id"] == EVE


async def test_a_person_who_was_named_is_meant() -> None:
    court = Court()
    yes, _ = await asked(court, "/ban 8800 7d", reply_to_message=None)
    calls, _ = await told(court, pressed(yes, ADMIN, reply_to_message=None))
    [banned] = [params for method, params in calls if method == "banChatMember"]
    assert banned["user_id"] == 8800


async def test_it_is_asked_once() -> None:
    court = Court()
    await asked(court, "/ban")
    assert [method for method, _ in await play(court, anonymous("/ban"))] == ["deleteMessage"]


async def test_what_nobody_can_do_is_not_asked() -> None:
    court = Court()
    target = {name: value for name, value in TARGET.items() if name != "from"} | ANONYMOUS
    calls = await play(court, anonymous("/ban", reply_to_message=target))
    [shown] = [params for method, params in calls if method == "sendMessage"]
    assert shown["text"].startswith("This was posted in the name of the chat")
    assert "reply_markup" not in shown


@pytest.mark.parametrize(
    "data", ["m:", "m:fly:0:1:2:3", "m:ban:1:2:3", "m:ban:x:1:2:3", "m:ban:1:2:3:4:5", "m:bän:1:2:3:4"]
)
async def test_what_is_no_button_of_ours_is_said_to_be_none(data: str) -> None:
    _, answer = await told(Court(), pressed(data, ADMIN))
    assert answer == "This button is no longer in use."
    assert Confirmation.parse(data) is None
