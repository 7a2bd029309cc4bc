"""A ban for good needs a second moderator where the chat wants that."""

import asyncio
from dataclasses import replace
from typing import Any

from bot.cases.desk.attempt import Presser
from bot.cases.desk.deciding import SECOND_WAIT
from bot.core.case import State
from bot.core.measure import Decision, Measure
from bot.core.settings import ChatSettings
from tests.cases.court import ADMIN, AUTHOR, GROUP, OTHER_ADMIN, OWNER, Court, buttons, post
from tests.cases.test_case_table import ChatSettingsOf
from tests.fakes import FakeAdministrators

BANNED = ("banChatMember", {"chat_id": GROUP.id, "user_id": AUTHOR.id})


def careful(**parts: Any) -> Court:
    """A court in which a second moderator is wanted."""
    court = Court(told=False, **parts)
    wanted = ChatSettingsOf()
    wanted.present = ChatSettings(second_approver=True)
    court.desk = type(court.desk)(replace(court.desk.office, settings=wanted))
    return court


async def proposed(court: Court) -> str:
    ref = await court.open(post())
    answer = await court.press(ADMIN, ref, Decision.BAN, "p1")
    assert answer.text.startswith("A ban for good needs a second moderator here.")
    return ref


async def test_nothing_happens_until_somebody_else_approves() -> None:
    court = careful()
    ref = await proposed(court)
    [(method, card)] = court.chat.take()
    assert method == "editMessageText"
    assert buttons(card) == ["Approve", "Refuse", "Why?"]
    assert "Ann</a> proposes a ban for good." in card["text"]
    case = await court.case(ref)
    assert (case.state, case.decided_by, case.lapses_at) == (
        State.AWAITING_SECOND,
        ADMIN,
        int(court.clock.at) + SECOND_WAIT,
    )
    assert (await court.do("approve", ADMIN, ref)).text == "This needs somebody else than you."
    assert court.chat.take() == []
    assert (await court.do("approve", OTHER_ADMIN, ref)).text == "Deleted, and the author is banned for good."
    assert BANNED in court.chat.take()
    case = await court.case(ref)
    assert (case.state, case.decided_by, case.second_by) == (State.ENFORCED, ADMIN, OTHER_ADMIN)
    told = [(entry.action, entry.actor) for entry in await court.log() if entry.outcome.value == "done"]
    assert sorted(told) == [("approve", "3"), ("ban", "3"), ("delete", "3")], "a proposal bans nobody"
    assert ("ban", "skipped", "waits for a second moderator", "2") in await court.logged()


async def test_the_card_names_both() -> None:
    court = careful()
    ref = await proposed(court)
    await court.do("approve", OTHER_ADMIN, ref)
    text = court.chat.of("editMessageText")[-1]["text"]
    assert "Author banned for good by" in text
    assert "Approved by" in text
    assert "Joe" in text


async def test_two_who_approve_at_once_ban_once() -> None:
    court = careful()
    ref = await proposed(court)
    await asyncio.gather(court.do("approve", OTHER_ADMIN, ref), court.do("approve", OWNER, ref))
    assert court.chat.methods().count("banChatMember") == 1


async def test_a_refusal_makes_it_the_owners() -> None:
    court = careful()
    ref = await proposed(court)
    court.chat.take()
    await court.do("refuse", OTHER_ADMIN, ref)
    case = await court.case(ref)
    assert (case.state, case.decision, case.decided_by) == (State.ESCALATED, None, None)
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [OWNER]
    court.chat.take()
    assert (await court.press(OWNER, ref, Decision.BAN, "p2")).text == "Deleted, and the author is banned for good."


async def test_a_wait_that_is_over_makes_it_the_owners() -> None:
    court = careful()
    ref = await proposed(court)
    court.chat.take()
    court.clock.at += SECOND_WAIT
    await court.deadlines.look()
    await court.deadlines.look()
    assert (await court.case(ref)).state is State.ESCALATED
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [OWNER]
    assert "banChatMember" not in court.chat.methods()


async def test_other_decisions_need_no_second() -> None:
    court = careful()
    ref = await court.open(post())
    answer = await court.desk.decide(Presser(ADMIN, "Ann"), ref, Measure(Decision.BAN, 86_400), "k1")
    assert answer.text == "Deleted, and the author is banned for 1 day."


async def test_another_decision_about_what_is_proposed_comes_too_early() -> None:
    court = careful()
    ref = await proposed(court)
    answer = await court.press(OTHER_ADMIN, ref, Decision.KEEP, "p2")
    assert answer.text == "Ann has proposed a ban: approve or refuse it."


async def test_a_sole_admin_needs_no_second() -> None:
    court = careful(administrators=FakeAdministrators({GROUP.id: {ADMIN}}, {GROUP.id: ADMIN}))
    ref = await court.open(post())
    assert (await court.press(ADMIN, ref, Decision.BAN)).text == "Deleted, and the author is banned for good."


async def test_where_nothing_is_proposed_nobody_approves() -> None:
    court = careful()
    ref = await proposed(court)
    await court.do("refuse", OTHER_ADMIN, ref)
    before = await court.case(ref)
    answer = await court.do("approve", OTHER_ADMIN, ref)
    assert answer.alert
    assert await court.case(ref) == before
