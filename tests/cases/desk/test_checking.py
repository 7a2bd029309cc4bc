"""Looking at what is done: confirming and reversing what a rule did by itself, or a moderator."""

import asyncio
from dataclasses import replace

import pytest

from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Applied, Decision
from tests.cases.court import ADMIN, AUTHOR, GROUP, OTHER_ADMIN, Court, post

UNBANNED = ("unbanChatMember", {"chat_id": GROUP.id, "user_id": AUTHOR.id, "only_if_banned": True})


async def automatic(court: Court) -> str:
    """A case in which a rule banned the author by itself."""
    at = int(court.clock.at)
    new = Case(
        ref="",
        chat_id=GROUP.id,
        message_id=50,
        revision=0,
        origin=CaseOrigin.RULE,
        opened_at=at,
        state=State.ENFORCED,
        author_id=AUTHOR.id,
        rule="scams/free-btc",
        rule_version="ab12cd34",
        decision=Decision.BAN,
        decided_at=at,
        automated=True,
        applied=(Applied("delete"), Applied("ban")),
    )
    return (await court.openings.begin(new, post())).ref


async def test_what_a_rule_did_is_confirmed_once() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    assert (await court.do("confirm", ADMIN, ref)).text == "Confirmed."
    case = await court.case(ref)
    assert (case.state, case.reviewed_by) == (State.CONFIRMED, ADMIN)
    assert (await court.do("confirm", OTHER_ADMIN, ref)).alert
    assert (await court.do("reverse", OTHER_ADMIN, ref)).alert
    assert court.chat.methods() == []


async def test_what_a_rule_did_is_taken_back() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    assert (await court.do("reverse", ADMIN, ref)).text == "Taken back. The author is told."
    assert UNBANNED in court.chat.take()
    case = await court.case(ref)
    assert (case.state, case.reviewed_by) == (State.UNDONE, ADMIN)


async def test_of_two_who_look_at_once_one_decides() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    await asyncio.gather(court.do("confirm", ADMIN, ref), court.do("reverse", OTHER_ADMIN, ref))
    steps = [entry.action for entry in await court.log() if entry.outcome.value == "done"]
    assert ("confirm" in steps) is not ("reverse" in steps)


async def test_a_moderator_takes_back_what_they_decided() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.BAN)
    assert (await court.do("confirm", ADMIN, ref)).alert
    await court.do("reverse", ADMIN, ref)
    assert (await court.case(ref)).state is State.UNDONE


async def test_what_is_objected_to_has_buttons_of_its_own() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    case = await court.case(ref)
    await court.store.save_case(case, replace(case, state=State.APPEALED))
    assert (await court.do("reverse", ADMIN, ref)).alert
    assert (await court.case(ref)).state is State.APPEALED


@pytest.mark.parametrize("name", ["confirm", "reverse"])
async def test_the_same_press_again_does_nothing_more(name: str) -> None:
    court = Court(told=False)
    ref = await automatic(court)
    first = await court.do(name, ADMIN, ref, q="q1")
    before = await court.case(ref)
    court.chat.take()
    assert (await court.do(name, ADMIN, ref, q="q1")).text == first.text
    assert await court.case(ref) == before
    assert court.chat.take() == []


async def test_a_late_decision_is_told_that_a_rule_decided() -> None:
    court = Court(told=False)
    ref = await automatic(court)
    answer = await court.press(ADMIN, ref, Decision.KEEP)
    assert answer.text == "A rule has already decided this. Use /case to look at it again."
