import pytest

from bot.core.measure import Decision
from bot.core.post import Chat
from bot.core.ruleset import Severity
from tests.cases.court import ADMIN, DESK, GROUP, OPERATOR, STRANGER, Court, post, scam_rule
from tests.fakes import FakeRules
from tests.telegram.commands.bench import GROUP_RAW, message, play, update

ELSEWHERE = Chat(-1002222222222, "supergroup", "Tea lovers", None)
DESK_RAW = {"id": DESK, "type": "supergroup", "title": "Moderators"}


def person(who: int) -> dict[str, object]:
    return {"id": who, "is_bot": False, "first_name": "Ann"}


def private(who: int, text: str, number: int = 1) -> dict[str, object]:
    chat = {"id": who, "type": "private", "first_name": "Ann"}
    return update(message(text, chat=chat, **{"from": person(who)}), number=number)


async def asked(court: Court, who: int = ADMIN) -> str:
    [(method, params)] = await play(court, private(who, "/queue"))
    assert (method, params["chat_id"]) == ("sendMessage", who)
    return str(params["text"])


async def test_it_lists_what_waits_with_the_gravest_first() -> None:
    court = Court(told=False)
    mild = await court.open(post(message_id=51))
    court.clock.at += 500
    reported = await court.open(post(message_id=52))
    await court.reports.report(6, post(message_id=52), "spam")
    court.clock.at += 500
    court.rules._judge = FakeRules(scam_rule(severity=Severity.HIGH))._judge
    grave = await court.open(post(message_id=53))
    await court.do("take", ADMIN, mild)
    court.chat.take()
    text = await asked(court)
    assert [text.index(ref) for ref in (grave, reported, mild)] == sorted(
        text.index(r) for r in (grave, reported, mild)
    )
    assert "severe" in text
    assert "1 report" in text
    assert "Ann is on it until" in text
    assert f'href="https://t.me/c/{str(DESK).removeprefix("-100")}/' in text
    assert "Flower lovers" in text


async def test_nobody_sees_what_waits_in_chats_of_others() -> None:
    court = Court(told=False)
    ref = await court.open(post(chat=ELSEWHERE))
    assert await asked(court) == "Nothing waits for a decision."
    assert await asked(court, STRANGER) == "Nothing waits for a decision."
    assert ref in await asked(court, OPERATOR)


async def test_what_is_decided_waits_no_more() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.KEEP)
    court.chat.take()
    assert await asked(court) == "Nothing waits for a decision."


async def test_in_the_escalation_chat_it_is_answered_there() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    [(method, params)] = await play(court, update(message("/queue", chat=DESK_RAW, **{"from": person(ADMIN)})))
    assert (method, params["chat_id"]) == ("sendMessage", DESK)
    assert ref in params["text"]


async def test_in_a_chat_that_an_owner_named_for_cards_too() -> None:
    court = Court(told=False)
    await court.settings.change(GROUP.id, "escalation_chat", ELSEWHERE.id, 1, "k")
    here = {"id": ELSEWHERE.id, "type": "supergroup", "title": "Tea"}
    calls = await play(court, update(message("/queue", chat=here, **{"from": person(ADMIN)})))
    assert [(method, params["chat_id"]) for method, params in calls] == [("sendMessage", ELSEWHERE.id)]


async def test_in_the_group_it_vanishes_and_is_answered_in_private() -> None:
    court = Court(told=False)
    await court.open(post())
    calls = await play(court, update(message("/queue", chat=GROUP_RAW, **{"from": person(ADMIN)})))
    assert [(method, params["chat_id"]) for method, params in calls] == [
        ("deleteMessage", GROUP.id),
        ("sendMessage", ADMIN),
    ]


@pytest.mark.parametrize("name", ["<b>Tea</b> & co"])
async def test_titles_are_escaped(name: str) -> None:
    court = Court(told=False)
    await court.open(post(chat=Chat(GROUP.id, "supergroup", name, None)))
    assert "&lt;b&gt;Tea&lt;/b&gt; &amp; co" in await asked(court)
