"""What happens when nobody does anything: owners are called, and nobody is penalised."""

import asyncio
from dataclasses import replace

import pytest

from bot.cases.desk.deadlines import PAUSE, Deadlines
from bot.core.case import State
from bot.core.deadlines import NORMAL, SEVERE
from bot.core.measure import Applied, Decision
from bot.core.outcome import Outcome, Status
from bot.core.ruleset import Severity
from bot.core.transitions import BOT, CLAIM, advanced
from bot.storage.memory import MemoryStore
from tests.cases.court import ADMIN, OWNER, Court, post, scam_rule
from tests.fakes import FakeRules


@pytest.mark.parametrize(
    ("severity", "within"),
    [(Severity.LOW, NORMAL), (Severity.MEDIUM, NORMAL), (Severity.HIGH, SEVERE), (Severity.CRITICAL, SEVERE)],
)
async def test_the_owner_is_called_once_about_what_is_overdue(severity: Severity, within: int) -> None:
    court = Court(told=False, rules=FakeRules(scam_rule(severity=severity)))
    ref = await court.open(post())
    court.clock.at += within - 1
    await court.deadlines.look()
    assert court.chat.take() == []
    court.clock.at += 1
    for _ in range(3):
        await court.deadlines.look()
    sent = court.chat.of("sendMessage")
    assert [params["chat_id"] for params in sent] == [OWNER]
    assert "has waited too long" in sent[0]["text"]
    case = await court.case(ref)
    assert (case.state, case.due_at) == (State.ESCALATED, None)
    assert set(court.chat.methods()) == {"sendMessage", "editMessageText"}, "nothing happens to the author"


async def test_what_was_handed_over_is_reminded_of_once() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("escalate", ADMIN, ref)
    court.chat.take()
    court.clock.at += NORMAL
    for _ in range(3):
        await court.deadlines.look()
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [OWNER]
    assert (await court.case(ref)).state is State.ESCALATED


async def test_an_appeal_that_waits_is_reminded_of_and_stays_one() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.DELETE)
    case = await court.case(ref)
    due = int(court.clock.at) + 7 * NORMAL
    await court.store.save_case(case, replace(case, state=State.APPEALED, due_at=due))
    court.chat.take()
    court.clock.at = due
    for _ in range(3):
        await court.deadlines.look()
    assert len(court.chat.of("sendMessage")) == 1
    assert (await court.case(ref)).state is State.APPEALED


async def test_a_claim_that_is_over_is_given_back() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    await court.do("take", ADMIN, ref)
    court.chat.take()
    court.clock.at += CLAIM
    await court.deadlines.look()
    case = await court.case(ref)
    assert (case.state, case.claimed_by) == (State.OPEN, None)
    assert court.chat.methods() == ["editMessageText"]


async def test_a_failure_that_nobody_handed_over_is_handed_over() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    case = await court.case(ref)
    at = int(court.clock.at)
    failed = replace(case, state=State.DECIDED, decision=Decision.BAN, decided_by=ADMIN, decided_at=at)
    case = await court.store.save_case(case, failed)
    await court.store.save_case(case, advanced(case, State.ENFORCE_FAILED, BOT, at, due_at=at))
    await court.deadlines.look()
    await court.deadlines.look()
    assert (await court.case(ref)).state is State.ESCALATED
    assert len(court.chat.of("sendMessage")) == 1


async def test_a_chat_without_an_owner_escalates_all_the_same() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    court.administrators.owners.clear()
    court.clock.at += NORMAL
    await court.deadlines.look()
    assert (await court.case(ref)).state is State.ESCALATED
    assert court.chat.methods() == ["editMessageText"]


async def test_an_owner_who_blocked_the_bot_is_called_in_the_escalation_chat() -> None:
    court = Court(told=False)
    await court.open(post())
    court.chat.script("sendMessage", Outcome(Status.FAILED, "Forbidden: bot was blocked by the user"))
    court.clock.at += NORMAL
    await court.deadlines.look()
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [OWNER, court.escalation_chat]


class BrokenStore(MemoryStore):
    """A store that cannot be read once."""

    broken = True

    async def overdue_cases(self, now: int) -> list:  # type: ignore[type-arg]
        if self.broken:
            self.broken = False
            raise OSError("disk")
        return list(await super().overdue_cases(now))


async def test_it_goes_on_after_a_failure() -> None:
    court = Court(told=False, store=BrokenStore())
    ref = await court.open(post())
    court.clock.at += NORMAL
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)
        if len(pauses) == 2:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Deadlines(court.desk.office, court.desk.holds, sleep).run()
    assert pauses == [PAUSE, PAUSE]
    assert (await court.case(ref)).state is State.ESCALATED


async def test_what_a_rule_did_is_still_taken_back_after_a_missed_deadline() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    opened = await court.case(ref)
    ban = Applied("ban", interim=True)
    await court.store.save_case(opened, replace(opened, applied=(ban,), due_at=int(court.clock.at) - 1))
    await court.deadlines.look()
    case = await court.case(ref)
    assert (case.state, case.applied) == (State.ESCALATED, (ban,))
    await court.press(OWNER, ref, Decision.KEEP)
    assert "unbanChatMember" in court.chat.methods()
