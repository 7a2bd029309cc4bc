"""Deciding: a moderator decides a case, and where that is needed a second one approves."""

from dataclasses import replace

from bot.cases.cards.ruling import APPROVE
from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.beginning import Beginnings, Begun
from bot.cases.desk.enforcing import Enforcing
from bot.cases.desk.office import Office
from bot.cases.desk.refusal import obstacle
from bot.core.case import Case, State
from bot.core.errors import InvalidStateTransition
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.transitions import Actor, Party, advanced, decided
from bot.texts import presses as texts

SECOND_WAIT = 86_400
"""Seconds that a second moderator has to approve."""

_THERE = frozenset(State) - {State.OPEN, State.CLAIMED, State.HELD}
"""States in which a decision may stand that was made."""


class Decisions:
    """Decides. Handling the same press again decides nothing twice."""

    def __init__(self, office: Office, beginnings: Beginnings) -> None:
        self._office, self._beginnings = office, beginnings
        self._enforcing = Enforcing(office, beginnings)

    async def decide(self, person: Presser, ref: str, measure: Measure, key: str, words: str = "") -> Answer:
        """Decide a case; see `Desk.decide`."""
        begun = await self._beginnings.begin(person, ref, key, measure.decision.value, words)
        if isinstance(begun, Answer):
            return begun
        office, case = self._office, begun.case
        spared = (await office.administrators.of(case.chat_id) or frozenset()) | {office.me}
        mine = (measure.decision, measure.seconds, person.id, begun.at)
        if not begun.again and case.posts == 1 and (why := obstacle(case, begun.post, measure, spared)) is not None:
            judge = await self._beginnings.judge(begun)
            return judge if isinstance(judge, Answer) else await self._beginnings.refused(begun, why)
        needs_second = await self._needs_second(begun, measure)
        planned = () if needs_second else await office.hands.plan(case, begun.post, measure, begun.at)

        def step(fresh: Case, by: Actor) -> Case:
            target = State.DECIDED
            if measure.decision is Decision.KEEP:
                target = State.CLOSED_NO_ACTION
            elif needs_second and not (fresh.state is State.ESCALATED and by.party is Party.OWNER):
                target = State.AWAITING_SECOND
            changes = {"decision": measure.decision, "seconds": measure.seconds}
            if target is State.AWAITING_SECOND:
                return decided(fresh, target, by, begun.at, lapses_at=begun.at + SECOND_WAIT, **changes)
            return decided(fresh, target, by, begun.at, applied=(*fresh.applied, *planned), **changes)

        def made(case: Case) -> bool:
            return (case.decision, case.seconds, case.decided_by, case.decided_at) == mine and case.state in _THERE

        stepped = await self._beginnings.step(begun, step, made)
        if isinstance(stepped, Answer):
            return stepped
        if stepped.state is State.AWAITING_SECOND:
            return await self._wait(replace(begun, case=stepped))
        return await self._enforcing.carry_out(replace(begun, case=stepped), measure)

    async def approve(self, person: Presser, ref: str, key: str) -> Answer:
        """Approve what another moderator proposed, and carry it out."""
        begun = await self._beginnings.begin(person, ref, key, APPROVE)
        if isinstance(begun, Answer):
            return begun
        measure = Measure(begun.case.decision or Decision.KEEP, begun.case.seconds)
        planned = await self._office.hands.plan(begun.case, begun.post, measure, begun.at)

        def approved(fresh: Case, by: Actor) -> Case:
            if fresh.state is not State.AWAITING_SECOND:
                raise InvalidStateTransition("nothing waits for a second moderator")
            return advanced(fresh, State.DECIDED, by, begun.at, applied=(*fresh.applied, *planned))

        stepped = await self._beginnings.step(
            begun,
            approved,
            lambda case: (case.second_by, case.decided_at) == (person.id, begun.at) and case.state in _THERE,
        )
        if isinstance(stepped, Answer):
            return stepped
        return await self._enforcing.carry_out(replace(begun, case=stepped), measure)

    async def _needs_second(self, begun: Begun, measure: Measure) -> bool:
        """Whether another moderator has to approve: of a permanent ban, where the chat wants that and has another."""
        if measure != Measure(Decision.BAN):
            return False
        if not (await self._office.settings.of(begun.case.chat_id)).second_approver:
            return False
        staff = await self._office.staff(begun.case.chat_id)
        others = (staff.admins or frozenset()) - {begun.person.id, begun.case.author_id, self._office.me}
        return bool(others & staff.judges(begun.case, begun.post))

    async def _wait(self, begun: Begun) -> Answer:
        await self._beginnings.settle(begun, Outcome(Status.SKIPPED, "waits for a second moderator"))
        await self._office.follow(begun.case, begun.post)
        return Answer(texts.proposed(begun.texts))
