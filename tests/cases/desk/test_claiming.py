"""Taking a case: who is on it, for how long, and who cannot be."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.case import State
from bot.core.measure import Applied, Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Entity, Post, Surface, SurfaceName, Target, TargetSource
from bot.core.transitions import CLAIM
from tests.cases.court import ADMIN, AUTHOR, GROUP, MEMBER, OPERATOR, OTHER_ADMIN, OWNER, STRANGER, Court, buttons, post
from tests.fakes import FakeAdministrators


async def test_who_takes_a_case_is_on_it_for_a_quarter_of_an_hour() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    answer = await court.do("take", ADMIN, ref)
    assert (answer.text, answer.alert) == ("You are on it until 14 Nov 22:28 UTC.", False)
    [(method, card)] = court.chat.take()
    assert method == "editMessageText"
    assert "Ann</a> is on it until 14 Nov 22:28 UTC" in card["text"]
    assert "Give back" in buttons(card)
    assert "Take" not in buttons(card)


async def test_others_are_told_who_is_on_it() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("take", ADMIN, ref)
    court.chat.take()
    for name, args in (("take", ()), ("release", ()), ("escalate", ())):
        answer = await court.do(name, OTHER_ADMIN, ref, *args)
        assert (answer.text, answer.alert) == ("Ann is on it until 14 Nov 22:28 UTC.", True)
    assert (await court.press(OTHER_ADMIN, ref, Decision.DELETE, "q9")).text == "Ann is on it until 14 Nov 22:28 UTC."
    assert court.chat.take() == []
    assert (await court.case(ref)).claimed_by == ADMIN
    assert (await court.do("take", ADMIN, ref)).text == "You are on it already."


async def test_who_took_it_decides_or_gives_it_back() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("take", ADMIN, ref)
    assert (await court.do("release", ADMIN, ref)).text == "Given back."
    assert (await court.case(ref)).state is State.OPEN
    await court.do("take", OTHER_ADMIN, ref)
    assert (await court.press(OTHER_ADMIN, ref, Decision.DELETE)).text == "Deleted."


async def test_a_claim_that_is_over_keeps_nobody_off() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("take", ADMIN, ref)
    court.clock.at += CLAIM
    assert (await court.press(OTHER_ADMIN, ref, Decision.KEEP)).text == "Dismissed. The message stays."


async def test_of_two_who_take_it_at_once_one_has_it() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    answers = await asyncio.gather(court.do("take", ADMIN, ref), court.do("take", OTHER_ADMIN, ref))
    told = sorted(answer.text for answer in answers)
    assert told[1] == "You are on it until 14 Nov 22:28 UTC."
    assert told[0].endswith("is on it until 14 Nov 22:28 UTC.")
    assert [entry.outcome.value for entry in await court.log()].count("done") == 1


async def test_who_reported_it_cannot_decide_it() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.reports.report(ADMIN, post(), "spam")
    for name in ("take", "escalate"):
        assert (await court.do(name, ADMIN, ref)).text.startswith("You reported this message")
    assert (await court.press(ADMIN, ref, Decision.KEEP, "q8")).text.startswith("You reported this message")
    assert (await court.press(OTHER_ADMIN, ref, Decision.KEEP, "q9")).text.startswith("Dismissed")


async def test_a_sole_admin_may_decide_what_they_reported() -> None:
    court = Court(told=False, administrators=FakeAdministrators({GROUP.id: {ADMIN}}, {GROUP.id: ADMIN}))
    object.__setattr__(court.desk.office, "operators", frozenset())
    ref = await court.open(post())
    await court.reports.report(ADMIN, post(), "spam")
    assert (await court.press(ADMIN, ref, Decision.DELETE)).text == "Deleted."


MENTION = Entity("mention", 0, 4, 8)
NAMED = Target(f"tg://user?id={ADMIN}", 1, TargetSource.ENTITY)


@pytest.mark.parametrize(
    "aimed",
    [
        post("hey @Ann free btc", entities=(MENTION,)),
        post(
            "hey you, free btc",
            targets=(NAMED,),
            surfaces=(Surface(SurfaceName.TEXT, "hey you, free btc"), Surface(SurfaceName.LINK, NAMED.url)),
        ),
    ],
    ids=["by username", "by link"],
)
async def test_whom_it_is_about_cannot_decide_it(aimed: Post) -> None:
    people = [Author(OWNER), Author(ADMIN, "Ann", "ann"), Author(OTHER_ADMIN, "Joe", "joe")]
    court = Court(told=False, administrators=FakeAdministrators({GROUP.id: people}, {GROUP.id: OWNER}))
    ref = await court.open(aimed)
    assert (await court.do("take", ADMIN, ref)).text.startswith("This message is about you")
    assert (await court.do("take", OTHER_ADMIN, ref)).text.startswith("You are on it")


@pytest.mark.parametrize("who", [STRANGER, MEMBER, AUTHOR.id])
@pytest.mark.parametrize("name", ["take", "release", "escalate", "approve", "refuse", "confirm", "reverse"])
async def test_who_is_no_admin_moves_nothing(who: int | None, name: str) -> None:
    assert who is not None
    court = Court(told=False)
    ref = await court.open(post())
    before = await court.case(ref)
    answer = await court.do(name, who, ref)
    assert answer.text == "Only admins of the chat concerned can decide."
    assert answer.alert
    assert court.chat.take() == []
    assert await court.case(ref) == before
    assert [(entry.outcome.value, entry.actor) for entry in await court.log()] == [("skipped", str(who))]


async def test_the_owner_is_called_once_about_what_is_handed_over() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    assert (await court.do("escalate", ADMIN, ref, q="q1")).text.startswith("Handed to the owner")
    await court.do("escalate", ADMIN, ref, q="q1")
    called = court.chat.of("sendMessage")
    assert [params["chat_id"] for params in called] == [OWNER]
    assert f"A moderator handed case <b>{ref}</b> to you." in called[0]["text"]
    assert (await court.case(ref)).state is State.ESCALATED
    assert "Handed to the owner" in court.chat.of("editMessageText")[-1]["text"]
    assert (await court.do("escalate", OTHER_ADMIN, ref)).text.startswith("This is not possible any more")


async def test_an_owner_who_cannot_be_written_to_is_called_in_the_escalation_chat() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    case = await court.case(ref)
    assert case.card is not None
    court.chat.script("sendMessage", Outcome(Status.FAILED, "Forbidden: bot can't initiate conversation with a user"))
    await court.do("escalate", ADMIN, ref)
    _, second = court.chat.of("sendMessage")
    assert second["chat_id"] == case.card.chat_id
    assert second["reply_parameters"]["message_id"] == case.card.message_id
    assert f'href="tg://user?id={OWNER}"' in second["text"]


async def test_an_operator_counts_as_an_owner() -> None:
    court = Court(told=False)
    ref = await court.open(post(author=Author(OTHER_ADMIN, "Joe")))
    assert (await court.do("take", ADMIN, ref)).text.startswith("An admin wrote this message")
    assert (await court.do("take", OPERATOR, ref)).text.startswith("You are on it")


async def test_what_a_rule_did_stays_while_the_owner_has_it() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    opened = await court.case(ref)
    ban = Applied("ban", interim=True)
    await court.store.save_case(opened, replace(opened, applied=(ban,)))
    await court.do("escalate", ADMIN, ref)
    assert (await court.case(ref)).applied == (ban,)
    assert "unbanChatMember" not in court.chat.methods()
