"""Moderators' commands: what each does, and what becomes of wrong uses."""

from typing import Any

import pytest

from bot.core.case import CaseOrigin, State
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Role
from bot.core.strikes import StrikeEntry
from tests.cases.court import ADMIN, DESK, GROUP, MEMBER, OPERATOR, OWNER, Court, post
from tests.telegram.commands.bench import BOB, GROUP_RAW, PRIVATE, TARGET, message, play, update

EVE = 7
REMOVED = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})
AT = 1_700_000_100


def said(text: str, who: int = ADMIN, number: int = 90, **fields: Any) -> dict[str, Any]:
    return update(message(text, **{"from": BOB | {"id": who}, "message_id": number, **fields}), number=number)


def reply(text: str, who: int = ADMIN, number: int = 90, **fields: Any) -> dict[str, Any]:
    return said(text, who, number, **{"reply_to_message": TARGET, **fields})


def knowing(court: Court, **status: Any) -> None:
    """Telegram tells of every user as a member."""

    def answer(params: Any) -> Outcome:
        user = {"id": params["user_id"], "is_bot": False, "first_name": f"U{params['user_id']}"}
        return Outcome(Status.DONE, result={"user": user, "status": "member", **status})

    court.chat.always("getChatMember", answer)


def acts(calls: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """What was done to the post and its author."""
    names = {"deleteMessage", "banChatMember", "unbanChatMember", "restrictChatMember", "banChatSenderChat"}
    return [call for call in calls if call[0] in names and call[1].get("message_id", 50) == 50]


def answers(calls: list[tuple[str, Any]], who: int = ADMIN) -> list[str]:
    return [params["text"] for method, params in calls if method == "sendMessage" and params["chat_id"] == who]


async def rows(court: Court) -> list[tuple[str, str, str, str]]:
    return [row for row in await court.logged() if row[0] != "statement"]


GONE = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 50})


@pytest.mark.parametrize(
    ("text", "methods", "decision", "seconds"),
    [
        ("/warn be kind", [], Decision.WARN, None),
        ("/mute 1d be kind", ["deleteMessage", "restrictChatMember"], Decision.MUTE, 86_400),
        ("/mute be kind", ["deleteMessage", "restrictChatMember"], Decision.MUTE, None),
        ("/kick be kind", ["deleteMessage", "banChatMember", "unbanChatMember"], Decision.KICK, None),
        ("/ban 7d be kind", ["deleteMessage", "banChatMember"], Decision.BAN, 604_800),
        ("/ban be kind", ["deleteMessage", "banChatMember"], Decision.BAN, None),
        ("/del be kind", ["deleteMessage"], Decision.DELETE, None),
    ],
)
@pytest.mark.parametrize("who", [ADMIN, OWNER, OPERATOR])
async def test_a_command_is_a_decision_about_the_post(
    text: str, methods: list[str], decision: Decision, seconds: int | None, who: int
) -> None:
    court = Court()
    knowing(court)
    calls = await play(court, reply(text, who))
    assert calls[0] == REMOVED
    assert [method for method, _ in acts(calls)] == methods
    case = await court.store.case_of(GROUP.id, 50)
    assert case is not None
    assert (case.state, case.origin, case.decision) == (State.ENFORCED, CaseOrigin.MODERATOR, decision)
    assert (case.seconds, case.decided_by, case.author_id) == (seconds, who, EVE)
    row = next(entry for entry in await court.log() if entry.action == decision.value)
    assert (row.actor, row.case, row.outcome, row.user_id) == (str(who), case.ref, Status.DONE, EVE)
    assert row.detail == "be kind"
    assert len(answers(calls, who)) == 1


async def test_the_same_command_again_is_one_decision() -> None:
    court = Court()
    knowing(court)
    await play(court, reply("/warn"), reply("/warn"))
    assert await court.store.strikes(GROUP.id, EVE, AT + 10**6) == 1
    assert len([row for row in await rows(court) if row[0] == "warn"]) == 1


@pytest.mark.parametrize(
    ("text", "command", "method"),
    [("/ban 8800", "ban", "banChatMember"), ("/mute 8800 1h", "mute", "restrictChatMember")],
)
async def test_a_person_can_be_named_by_id(text: str, command: str, method: str) -> None:
    court = Court()
    knowing(court)
    calls = await play(court, said(text), said(text))
    assert {called for called, _ in acts(calls)} == {method}
    assert {params["user_id"] for _, params in acts(calls)} == {8800}
    [case] = await court.store.cases_of(8800)
    assert (case.message_id, case.decision, case.state) == (None, Decision(command), State.ENFORCED)


async def test_a_person_can_be_mentioned() -> None:
    court = Court()
    knowing(court)
    raw = message("/ban \N{PILE OF POO}Max 7d rude", **{"from": BOB | {"id": ADMIN}})
    user = {"id": 99, "is_bot": False, "first_name": "Max"}
    raw["entities"].append({"type": "text_mention", "offset": 5, "length": 5, "user": user})
    [(_, banned)] = acts(await play(court, update(raw)))
    assert banned["user_id"] == 99
    [case] = await court.store.cases_of(99)
    assert case.seconds == 604_800


async def test_a_username_is_looked_up() -> None:
    court = Court()
    knowing(court)
    court.chat.always("getChat", lambda params: Outcome(Status.DONE, result={"id": 77, "type": "private"}))
    [(_, banned)] = acts(await play(court, said("/ban @max_mueller")))
    assert banned["user_id"] == 77
    court.chat.refuse("getChat", "Bad Request: chat not found")
    calls = await play(court, said("/ban @nobody_here", number=91))
    assert answers(calls) == [
        "Telegram does not say who <code>@nobody_here</code> is. Reply to a message of theirs, or give their id."
    ]


async def test_a_ban_of_another_moderators_is_lifted() -> None:
    court = Court()
    knowing(court, status="kicked")
    await play(court, reply("/ban"))
    assert [item.action for item in (await court.store.cases_of(EVE))[0].applied] == ["delete", "ban"]
    calls = await play(court, said(f"/unban {EVE} was a mistake", number=91))
    assert acts(calls)[-1] == ("unbanChatMember", {"chat_id": GROUP.id, "user_id": EVE, "only_if_banned": True})
    assert answers(calls) == ["The ban is lifted."]
    row = (await court.log())[-1]
    assert (row.action, row.actor, row.user_id, row.outcome) == ("unban", str(ADMIN), EVE, Status.DONE)
    assert [item.action for item in (await court.store.cases_of(EVE))[0].applied] == ["delete"]


async def test_who_is_not_banned_stays_where_they_are() -> None:
    court = Court()
    knowing(court)
    calls = await play(court, reply("/unban"))
    assert acts(calls) == []
    assert answers(calls) == ["They are not banned."]


async def test_trust_holds_until_it_is_ended() -> None:
    court = Court()
    await play(court, reply("/trust"))
    assert (await court.store.standing(GROUP.id, EVE)).trusted(AT)
    assert not (await court.store.standing(-5, EVE)).trusted(AT)
    await play(court, reply("/untrust", number=91), reply("/trust"))
    assert not (await court.store.standing(GROUP.id, EVE)).trusted(AT)
    logged = [(entry.action, entry.actor, entry.user_id, entry.outcome) for entry in await court.log()]
    assert logged == [(verb, str(ADMIN), EVE, Status.DONE) for verb in ("trust", "untrust")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/warn", "Reply to a message with the command: <code>/warn please be kind</code>"),
        ("/kick 8800", "Reply to a message with the command: <code>/kick</code>"),
        ("/ban", "Reply to a message with the command, or name somebody by their id: <code>/ban 7d advertising</code>"),
        (
            "/ban 7d",
            "Reply to a message with the command, or name somebody by their id: <code>/ban 7d advertising</code>",
        ),
        ("/ban him", "Telegram does not say who <code>him</code> is. Reply to a message of theirs, or give their id."),
    ],
)
async def test_who_is_meant_has_to_be_said(text: str, told: str) -> None:
    court = Court()
    knowing(court)
    calls = await play(court, said(text))
    assert (calls[0], acts(calls), answers(calls)) == (REMOVED, [], [told])
    assert await court.log() == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "/mute 5 spam",
            "<code>5</code> is no duration. Write it like <code>30m</code>, <code>2h</code> or <code>7d</code>.",
        ),
        (
            "/ban 1week",
            "<code>1week</code> is no duration. Write it like <code>30m</code>, <code>2h</code> or <code>7d</code>.",
        ),
        ("/mute 5s", "<code>5s</code> is too short or too long: Telegram mutes and bans for 30 seconds to 366 days."),
        (
            "/ban 367d",
            "<code>367d</code> is too short or too long: Telegram mutes and bans for 30 seconds to 366 days.",
        ),
    ],
)
async def test_a_duration_has_to_be_one(text: str, told: str) -> None:
    court = Court()
    calls = await play(court, reply(text))
    assert (calls[0], acts(calls), answers(calls)) == (REMOVED, [], [told])


CHANNEL = {"id": -1009876543210, "type": "channel", "title": "Flower news"}
FORWARD = {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}, "sender_chat": CHANNEL}
ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP_RAW}
IN_ITS_NAME = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}


@pytest.mark.parametrize(
    ("text", "sender", "told"),
    [
        ("/ban", {"from": BOB | {"id": OWNER}}, "The author is an admin."),
        ("/warn", {"from": BOB | {"id": 3}}, "The author is an admin."),
        ("/mute", {"from": {"id": 42, "is_bot": True, "first_name": "Ombud"}}, "This message is from the bot itself."),
        ("/ban", FORWARD | {"is_automatic_forward": True}, "This is a post of the linked channel."),
        ("/del", FORWARD | {"is_automatic_forward": True}, "This is a post of the linked channel."),
        ("/ban", ANONYMOUS, "This was posted in the name of the chat"),
        ("/mute", IN_ITS_NAME, "A channel can only be banned"),
        ("/ban 7d", IN_ITS_NAME, "A channel can only be banned"),
        ("/warn", {"from": BOB | {"id": ADMIN}}, "The author is an admin."),
        ("/trust", {"from": BOB | {"id": ADMIN}}, "This is your own message."),
        ("/ban", {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}}, "Nobody knows who wrote this"),
    ],
)
async def test_nobody_is_touched_who_must_not_be(text: str, sender: dict[str, Any], told: str) -> None:
    court = Court()
    target = {name: value for name, value in TARGET.items() if name != "from"} | sender
    calls = await play(court, reply(text, reply_to_message=target))
    assert (calls[0], acts(calls)) == (REMOVED, [])
    [answer] = answers(calls)
    assert answer.startswith(told)
    assert await court.store.case_of(GROUP.id, 50) is None


async def test_a_channel_is_banned_for_good() -> None:
    court = Court()
    target = {name: value for name, value in TARGET.items() if name != "from"} | IN_ITS_NAME
    calls = await play(court, reply("/ban", reply_to_message=target))
    assert ("banChatSenderChat", {"chat_id": GROUP.id, "sender_chat_id": CHANNEL["id"]}) in acts(calls)


@pytest.mark.parametrize("text", ["/warn", "/mute 1d", "/kick", "/ban", "/unban", "/del", "/trust", "/untrust"])
async def test_of_a_member_the_command_is_removed_and_nothing_else(text: str) -> None:
    court = Court()
    assert await play(court, reply(text, MEMBER)) == [REMOVED]
    raw = message(text, **{"reply_to_message": TARGET, **IN_ITS_NAME})
    assert await play(court, update(raw)) == [REMOVED]
    assert await court.log() == []
    assert await court.store.waiting_cases() == []


@pytest.mark.parametrize(
    ("text", "right", "needed"),
    [
        ("/ban", "can_restrict_members", "ban users"),
        ("/warn", "can_restrict_members", "ban users"),
        ("/trust", "can_restrict_members", "ban users"),
        ("/del", "can_delete_messages", "delete messages"),
    ],
)
async def test_an_admin_needs_the_right(text: str, right: str, needed: str) -> None:
    court = Court()
    court.administrators.lacking.add((ADMIN, right))
    calls = await play(court, reply(text))
    assert acts(calls) == []
    assert answers(calls) == [f"You need the right to {needed} in this chat."]


async def test_an_answer_that_cannot_be_given_in_private_is_a_hint_in_the_group() -> None:
    court = Court()
    refused = Outcome(Status.FAILED, "Forbidden: bot can't initiate conversation with a user")
    court.chat.always("sendMessage", lambda params: refused if params["chat_id"] > 0 else None)
    calls = await play(court, said("/warn"))
    shown = [params for method, params in calls if method == "sendMessage" and params["chat_id"] == GROUP.id]
    assert shown[0]["text"].startswith("Reply to a message")
    assert shown[0]["ephemeral_message_parameters"] == {"receiver_user_id": ADMIN}


async def test_in_private_it_is_explained() -> None:
    calls = await play(Court(), said("/mute", chat=PRIVATE | {"id": ADMIN}))
    assert answers(calls) == [
        "This command is given in the group, as a reply to a message: <code>/mute 1d calm down</code>"
    ]


async def test_an_album_goes_as_a_whole() -> None:
    court = Court()
    knowing(court)
    await play(court, reply("/del", reply_to_message=TARGET | {"media_group_id": "a"}))
    case = await court.store.case_of(GROUP.id, 50)
    assert case is not None
    assert case.decision is Decision.DELETE


async def test_after_a_warning_more_can_be_decided_about_the_same_post() -> None:
    court = Court()
    knowing(court)
    await play(court, reply("/warn"))
    calls = await play(court, reply("/ban", number=91))
    assert [method for method, _ in acts(calls)][-1] == "banChatMember"
    assert sorted(case.decision or "" for case in await court.store.cases_of(EVE)) == ["ban", "warn"]


async def test_a_ban_for_good_waits_for_a_second_moderator_on_a_card() -> None:
    court = Court()
    knowing(court)
    await court.settings.change(GROUP.id, "second_approver", value=True, by=OWNER, key="k")
    calls = await play(court, reply("/ban rude"))
    assert acts(calls) == []
    [card] = [params for method, params in calls if method == "sendMessage" and params["chat_id"] == DESK]
    assert "hello" in card["text"]
    case = await court.store.case_of(GROUP.id, 50)
    assert case is not None
    assert case.state is State.AWAITING_SECOND


async def test_a_command_means_one_post_of_many() -> None:
    court = Court()
    knowing(court)
    ref = await court.open(post())
    await court.escalate(post(message_id=51, author=Author(8, "Mallory", roles={Role.CHANNEL: False})))
    court.chat.take()
    calls = await play(court, reply("/ban", reply_to_message=TARGET | {"message_id": 51}))
    assert acts(calls) == []
    assert answers(calls) == [f"This is one of many messages in case {ref}. Decide about all of them on its card."]


async def test_a_post_that_a_rule_gave_a_strike_for_brings_no_other() -> None:
    court = Court()
    knowing(court)
    await court.store.add_strike(StrikeEntry(f"{GROUP.id}:50:0:warn", GROUP.id, EVE, "r", "v", AT - 5, AT + 10**6))
    await play(court, reply("/warn"))
    assert await court.store.strikes(GROUP.id, EVE, AT) == 1


async def test_the_author_reads_the_reason() -> None:
    court = Court()
    knowing(court)
    await court.store.met(EVE, "en", AT)
    calls = await play(court, reply("/warn no <insults>, please"))
    assert "The moderator wrote: no &lt;insults&gt;, please" in answers(calls, EVE)[0]


async def test_who_warns_hears_what_the_ladder_brought() -> None:
    court = Court()
    knowing(court)
    await play(court, reply("/warn"))
    calls = await play(court, reply("/warn", number=91, reply_to_message=TARGET | {"message_id": 51}))
    assert answers(calls) == ["The author is warned: 2 strikes in effect. So they are muted for 1 day."]
