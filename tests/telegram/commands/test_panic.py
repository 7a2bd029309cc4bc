"""`/panic` and `/calm`: who may, where, and what is answered."""

from typing import Any

import pytest

from bot.core.outcome import Outcome, Status
from bot.core.pause import ALL_CHATS, DAY, Pause
from tests.cases.court import ADMIN, GROUP, MEMBER, OPERATOR, OWNER, Court
from tests.telegram.commands.bench import BOB, GROUP_RAW, PRIVATE, message, play, update

REMOVED = ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})


def said(text: str, who: int, number: int = 90, **fields: Any) -> dict[str, Any]:
    """A command of that person's in the group."""
    return update(message(text, **{"from": BOB | {"id": who}, "message_id": number, **fields}), number=number)


def privately(text: str, who: int, number: int = 90) -> dict[str, Any]:
    return said(text, who, number, chat=PRIVATE | {"id": who})


async def paused(court: Court) -> list[tuple[int, str]]:
    return [(pause.chat_id, pause.why) for pause in await court.store.pauses()]


@pytest.mark.parametrize("who", [OWNER, OPERATOR])
async def test_the_owner_and_operators_pause_a_chat_for_a_day(who: int) -> None:
    court = Court()
    removed, (method, answer) = await play(court, said("/panic raid of bots", who))
    assert (removed, method, answer["chat_id"]) == (REMOVED, "sendMessage", who)
    assert "until 15 Nov 22:13 UTC" in answer["text"]
    [pause] = await court.store.pauses()
    at = int(court.clock.at)
    assert pause == Pause(GROUP.id, since=at, until=at + DAY, actor=str(who), why=f"by {who}: raid of bots")
    [row] = await court.log()
    assert (row.action, row.actor, row.chat_id, row.detail) == (
        "pause",
        str(who),
        GROUP.id,
        f"by {who}: raid of bots; until 2023-11-15 22:13 UTC",
    )


@pytest.mark.parametrize("who", [ADMIN, MEMBER])
@pytest.mark.parametrize("command", ["/panic", "/calm"])
async def test_others_are_told_who_can(who: int, command: str) -> None:
    court = Court()
    _, (_, answer) = await play(court, said(command, who))
    assert (answer["chat_id"], answer["text"]) == (
        who,
        "Only the owner of the chat and the operator of this bot can do that.",
    )
    assert await paused(court) == []
    assert await court.log() == []


async def test_calm_ends_it() -> None:
    court = Court()
    await play(court, said("/panic", OWNER))
    breaker = Pause(GROUP.id, "house/rule", "v", since=5, why="w")
    await court.store.pause(breaker, None)
    _, (_, answer) = await play(court, said("/calm all is well", OWNER, 91))
    assert answer["text"] == f"Rules act by themselves again in <code>{GROUP.id}</code>."
    assert await paused(court) == []
    row = (await court.log())[-1]
    assert (row.action, row.actor, row.chat_id, row.detail) == ("resume", str(OWNER), GROUP.id, "all is well")
    _, (_, answer) = await play(court, said("/calm", OWNER, 92))
    assert answer["text"].startswith("Nothing was paused")


async def test_what_the_operator_paused_everywhere_an_owner_does_not_end() -> None:
    court = Court()
    await play(court, privately("/panic all maintenance", OPERATOR))
    assert await paused(court) == [(ALL_CHATS, f"by {OPERATOR}: maintenance")]
    _, (_, answer) = await play(court, said("/calm", OWNER, 91))
    assert answer["text"].endswith("1 pause of the operator's for all chats is still in force.")
    await play(court, privately("/calm all", OPERATOR, 92))
    assert await paused(court) == []


@pytest.mark.parametrize(
    "words",
    [f"{GROUP.id}", "t.me/c/1234567890/55", "https://t.me/c/1234567890", "@flowers_group", "t.me/flowers_group/5"],
)
async def test_in_private_the_first_word_says_which_chat(words: str) -> None:
    court = Court()
    court.chat.always("getChat", lambda params: Outcome(Status.DONE, result={"id": GROUP.id, "title": "x"}))
    calls = await play(court, privately(f"/panic {words} raid", OWNER))
    assert calls[-1][1]["chat_id"] == OWNER
    assert await paused(court) == [(GROUP.id, f"by {OWNER}: raid")]


@pytest.mark.parametrize(
    ("words", "who", "told"),
    [
        ("", OWNER, "Say which chat"),
        ("help", OWNER, "Say which chat"),
        ("0", OPERATOR, "Say which chat"),
        ("@nobody_here", OPERATOR, "Say which chat"),
        ("all", OWNER, "Only the owner"),
        (f"{GROUP.id}", MEMBER, "Only the owner"),
        ("-100777", OWNER, "Telegram does not say who owns that chat"),
    ],
)
async def test_what_cannot_be_done_in_private(words: str, who: int, told: str) -> None:
    court = Court()
    court.chat.refuse("getChat", "Bad Request: chat not found")
    calls = await play(court, privately(f"/panic {words}".strip(), who))
    assert calls[-1][1]["text"].startswith(told)
    assert await paused(court) == []


async def test_an_answer_that_cannot_be_given_in_private_is_given_in_the_group() -> None:
    court = Court()
    refused = Outcome(Status.FAILED, "Forbidden: bot can't initiate conversation with a user")
    court.chat.always("sendMessage", lambda params: refused if params["chat_id"] > 0 else None)
    assert [params["chat_id"] for _, params in await play(court, said("/panic", OWNER))][1:] == [OWNER, GROUP.id]
    assert [params["chat_id"] for _, params in await play(court, said("/panic", ADMIN, 91))][1:] == [ADMIN, GROUP.id]
    assert [params["chat_id"] for _, params in await play(court, said("/panic", MEMBER, 92))][1:] == [MEMBER]


@pytest.mark.parametrize(("sender", "answered"), [(GROUP.id, True), (-1009, False)])
async def test_who_speaks_as_a_chat_is_nobody_in_particular(sender: int, answered: bool) -> None:
    court = Court()
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    raw = message("/panic", sender_chat=GROUP_RAW | {"id": sender}, **{"from": anonymous})
    calls = await play(court, update(raw))
    assert calls[0] == REMOVED
    assert [params["chat_id"] for _, params in calls[1:]] == ([GROUP.id] if answered else [])
    assert await paused(court) == []


async def test_the_same_command_again_has_its_effect_once() -> None:
    court = Court()
    await play(court, said("/panic", OWNER), said("/calm", OWNER, 91), said("/panic", OWNER))
    assert await paused(court) == []
    assert [row.action for row in await court.log()] == ["pause", "resume"]


async def test_its_buttons_reach_the_one_who_takes_them() -> None:
    court = Court()
    pressed = {"id": "q1", "from": BOB | {"id": ADMIN}, "data": f"p:{GROUP.id}:0a1b2c3d:go"}
    [(method, answer)] = await play(court, {"update_id": 5, "callback_query": pressed})
    assert (method, answer["text"]) == ("answerCallbackQuery", "This rule is not paused any more.")
