"""`/settings`: who may, what can be set, and what is said about what cannot."""

from typing import Any

import pytest

from bot.core.ladder import LADDER, read_ladder
from bot.core.outcome import Outcome, Status
from bot.core.settings import ChatSettings
from tests.cases.court import ADMIN, CHANNEL, DESK, GROUP, MEMBER, OPERATOR, OWNER, Court, post
from tests.telegram.commands.bench import BOB, GROUP_RAW, PRIVATE, message, play, update
from tests.telegram.commands.test_moderation import REMOVED, answers, said

ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP_RAW}


def privately(text: str, who: int, number: int = 90) -> dict[str, Any]:
    return said(text, who, number, chat=PRIVATE | {"id": who})


@pytest.mark.parametrize(
    ("words", "name", "value", "told"),
    [
        ("language ru", "language", "ru", "<code>language</code> is now: <code>ru</code>."),
        ("ladder warn, ban 7d", "ladder", read_ladder(["warn", "ban 7d"]), "<code>warn, ban 7d</code>"),
        ("ladder off", "ladder", read_ladder(["off"]), "<code>ladder</code> is now: <code>warn</code>."),
        ("second_approver on", "second_approver", True, "<code>second_approver</code> is now: <code>on</code>."),
        ("Report_Button ON", "report_button", True, "<code>report_button</code> is now: <code>on</code>."),
        (f"escalation_chat {CHANNEL.id}", "escalation_chat", CHANNEL.id, f"<code>{CHANNEL.id}</code>"),
    ],
)
async def test_an_owner_changes_a_setting(words: str, name: str, value: Any, told: str) -> None:
    court = Court()
    calls = await play(court, said(f"/settings {words}", OWNER))
    assert calls[0] == REMOVED
    [answer] = answers(calls, OWNER)
    assert told in answer
    assert getattr(await court.settings.of(GROUP.id), name) == value
    assert await court.settings.of(-5) == ChatSettings()
    [row] = await court.log()
    assert (row.action, row.actor, row.chat_id, row.outcome) == ("setting", str(OWNER), GROUP.id, Status.DONE)
    assert row.detail.startswith(f"{name}: ")


async def test_a_setting_goes_back_to_the_operators() -> None:
    court = Court()
    await play(court, said("/settings ladder ban", OWNER), said("/settings ladder default", OWNER, 91))
    assert (await court.settings.of(GROUP.id)).ladder == LADDER
    assert [row.detail for row in await court.log()] == ['ladder: "ban"', "ladder: default"]


async def test_the_same_command_again_changes_nothing() -> None:
    court = Court()
    await play(court, said("/settings language de", OWNER), said("/settings language ru", OWNER, 91))
    await play(court, said("/settings language de", OWNER))
    assert (await court.settings.of(GROUP.id)).language == "ru"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "colour red",
            "There is no setting <code>colour</code>. These are: <code>language</code>, <code>ladder</code>",
        ),
        ("language", "Write it like <code>/settings language de</code>."),
        ("language german please", "<code>german please</code> is not a language. Write <code>en</code>"),
        ("report_button maybe", "Write it like <code>/settings report_button on</code>."),
        ("ladder warn, shout", "<code>shout</code> is no step of a ladder."),
        ("ladder mute soon", "<code>mute soon</code> has no duration that I understand."),
        ("ladder mute 5s", "<code>mute 5s</code> is too short or too long"),
        ("ladder warn 1d", "<code>warn 1d</code>: only mute and ban have a duration."),
        ("ladder ,", "A ladder has at least one step."),
        (f"ladder {','.join(['warn'] * 21)}", "A ladder has at most 20 steps"),
        ("escalation_chat -100777", "Cases can only go to a chat in which the bot and you are admins."),
        ("escalation_chat 5", "Cases can only go to a chat in which the bot and you are admins."),
        ("escalation_chat nowhere", "Cases can only go to a chat in which the bot and you are admins."),
    ],
)
async def test_what_cannot_be_set_is_explained(words: str, told: str) -> None:
    court = Court()
    [answer] = answers(await play(court, said(f"/settings {words}", OWNER)), OWNER)
    assert told in answer
    assert await court.settings.of(GROUP.id) == ChatSettings()
    assert await court.log() == []


async def test_without_words_they_are_shown_with_buttons() -> None:
    court = Court()
    calls = await play(court, said("/settings", OWNER))
    [shown] = [params for method, params in calls if method == "sendMessage"]
    assert "<code>ladder</code>: <code>warn, mute 1d, ban 7d, ban</code>" in shown["text"]
    data = [button["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    assert data == [f"s:{GROUP.id}:second_approver:on", f"s:{GROUP.id}:report_button:on"]


def pressed(data: str, who: int) -> dict[str, Any]:
    shown = {"message_id": 8, "date": 1, "chat": PRIVATE | {"id": who}}
    return {"update_id": 5, "callback_query": {"id": "q5", "from": BOB | {"id": who}, "data": data, "message": shown}}


async def test_a_button_turns_a_setting_on_and_off() -> None:
    court = Court()
    _, (method, edited), (_, answer) = await play(court, pressed(f"s:{GROUP.id}:report_button:on", OWNER))
    assert (await court.settings.of(GROUP.id)).report_button
    assert (method, answer["text"]) == ("editMessageText", "Changed.")
    assert edited["reply_markup"]["inline_keyboard"][1][0]["callback_data"] == f"s:{GROUP.id}:report_button:off"
    assert [row.actor for row in await court.log()] == [str(OWNER)]


@pytest.mark.parametrize("who", [ADMIN, MEMBER])
async def test_others_press_in_vain(who: int) -> None:
    court = Court()
    [(_, answer)] = await play(court, pressed(f"s:{GROUP.id}:report_button:on", who))
    assert answer["text"].startswith("Only the owner")
    assert await court.settings.of(GROUP.id) == ChatSettings()


@pytest.mark.parametrize("data", ["s:1:language:de", "s:x:report_button:on", "s:", f"s:{GROUP.id}:report_button:maybe"])
async def test_what_is_no_button_of_ours_is_said_to_be_none(data: str) -> None:
    [(_, answer)] = await play(Court(), pressed(data, OWNER))
    assert answer["text"] == "This button is no longer in use."


async def test_an_operator_may_and_an_admin_is_told_who_can() -> None:
    court = Court()
    await play(court, said("/settings language uk", OPERATOR))
    assert (await court.settings.of(GROUP.id)).language == "uk"
    [answer] = answers(await play(court, said("/settings language de", ADMIN, 91)), ADMIN)
    assert answer.startswith("Only the owner of the chat")
    assert (await court.settings.of(GROUP.id)).language == "uk"


async def test_of_a_member_the_command_is_removed_and_nothing_else() -> None:
    assert await play(Court(), said("/settings", MEMBER)) == [REMOVED]


async def test_who_speaks_as_the_chat_is_nobody_in_particular() -> None:
    court = Court()
    calls = await play(court, update(message("/settings language de", **ANONYMOUS)))
    assert [params["chat_id"] for _, params in calls] == [GROUP.id, GROUP.id]
    assert await court.settings.of(GROUP.id) == ChatSettings()


async def test_in_private_the_first_word_says_which_chat() -> None:
    court = Court()
    await play(court, privately(f"/settings {GROUP.id} second_approver yes", OWNER))
    assert (await court.settings.of(GROUP.id)).second_approver
    [answer] = answers(await play(court, privately("/settings", OWNER, 91)), OWNER)
    assert answer.startswith("Which chat?")


async def test_the_group_that_gets_the_cards_can_be_named_from_within() -> None:
    court = Court()
    court.administrators.admins[DESK] = frozenset({OWNER})
    court.administrators.owners[DESK] = OWNER
    here = {"id": DESK, "type": "supergroup", "title": "Desk"}
    await play(court, said(f"/settings {GROUP.id} escalation_chat here", OWNER, chat=here))
    assert (await court.settings.of(GROUP.id)).escalation_chat == DESK
    assert await court.settings.card_chats() == {DESK}


async def test_an_admin_does_not_take_somebody_elses_chat_out_of_moderation() -> None:
    court = Court()
    court.administrators.admins[DESK] = frozenset({OWNER, ADMIN})
    court.administrators.owners[DESK] = ADMIN
    [answer] = answers(await play(court, said(f"/settings escalation_chat {DESK}", OWNER)), OWNER)
    assert answer.startswith("A chat with cases is not moderated itself")
    assert (await court.settings.of(GROUP.id)).escalation_chat is None


async def test_a_language_without_texts_is_said_to_be_english() -> None:
    [answer] = answers(await play(Court(), said("/settings language tlh", OWNER)), OWNER)
    assert answer.endswith("I do not speak <code>tlh</code> yet, so it will be English.")


async def test_a_chats_cards_go_where_its_owner_says() -> None:
    court = Court()
    await play(court, said(f"/settings escalation_chat {CHANNEL.id}", OWNER))
    await court.escalate(post())
    assert {params["chat_id"] for method, params in court.chat.take() if method == "sendMessage"} == {CHANNEL.id}
    await court.escalate(post(chat=CHANNEL, message_id=51))
    assert {params["chat_id"] for method, params in court.chat.take() if method == "sendMessage"} == {DESK}


async def test_the_link_that_a_group_gets_leads_there() -> None:
    court = Court()
    court.chat.always(
        "sendMessage", lambda params: Outcome(Status.FAILED, "Forbidden") if params["chat_id"] == OWNER else None
    )
    shown = [params for _, params in await play(court, said("/settings", OWNER)) if params["chat_id"] == GROUP.id]
    assert any(f"?start=settings_{GROUP.id}" in params.get("text", "") for params in shown)
    [listed] = answers(await play(Court(), privately(f"/start settings_{GROUP.id}", OWNER)), OWNER)
    assert listed.startswith("Settings of")
