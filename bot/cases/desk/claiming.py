"""Taking a case, giving it back, and handing it to the owner."""

from dataclasses import replace
from typing import Any

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.beginning import Beginnings
from bot.cases.desk.interim import lasting, only, to_lift
from bot.cases.desk.office import Office
from bot.cases.desk.owners import Cause
from bot.core.case import Case, State
from bot.core.errors import InvalidStateTransition
from bot.core.transitions import advanced
from bot.texts import presses as texts

TAKE, RELEASE, ESCALATE, REFUSE = "take", "release", "escalate_to_owner", "refuse"

NO_PROPOSAL: dict[str, Any] = {"decision": None, "seconds": None, "decided_by": None, "decided_at": None}
"""What changes where something that was proposed is not done."""


class Claims:
    """Who is on a case."""

    def __init__(self, office: Office, beginnings: Beginnings) -> None:
        self._office, self._beginnings = office, beginnings

    async def take(self, person: Presser, ref: str, key: str) -> Answer:
        """Take a case for a while; others see who is on it."""
        begun = await self._beginnings.begin(person, ref, key, TAKE)
        if isinstance(begun, Answer):
            return begun
        case = await self._beginnings.step(
            begun,
            lambda fresh, by: advanced(fresh, State.CLAIMED, by, begun.at),
            lambda case: case.state is State.CLAIMED and case.claimed_by == person.id,
        )
        if isinstance(case, Answer):
            return case
        await self._beginnings.settle(begun)
        await self._office.board.refresh(ref)
        return Answer(texts.taken(begun.texts, case.claimed_until or begun.at))

    async def release(self, person: Presser, ref: str, key: str) -> Answer:
        """Give a case back that one has taken."""
        begun = await self._beginnings.begin(person, ref, key, RELEASE)
        if isinstance(begun, Answer):
            return begun
        case = await self._beginnings.step(begun, lambda fresh, by: advanced(fresh, State.OPEN, by, begun.at), _is_open)
        if isinstance(case, Answer):
            return case
        await self._beginnings.settle(begun)
        await self._office.board.refresh(ref)
        return Answer(texts.released(begun.texts))

    async def escalate(self, person: Presser, ref: str, key: str) -> Answer:
        """Hand a case to the owner, who is told once."""
        return await self._hand_over(person, ref, key, ESCALATE, Cause.HANDED_OVER)

    async def refuse(self, person: Presser, ref: str, key: str) -> Answer:
        """Do not approve what another moderator proposed: then the owner decides."""
        return await self._hand_over(person, ref, key, REFUSE, Cause.SECOND_REFUSED)

    async def _hand_over(self, person: Presser, ref: str, key: str, action: str, cause: Cause) -> Answer:
        begun = await self._beginnings.begin(person, ref, key, action)
        if isinstance(begun, Answer):
            return begun
        case = await self._beginnings.step(
            begun,
            lambda fresh, by: advanced(_expecting(fresh, cause), State.ESCALATED, by, begun.at, **NO_PROPOSAL),
            lambda case: case.state is State.ESCALATED,
        )
        if isinstance(case, Answer):
            return case
        async with self._office.alone(ref):
            # What a rule did stays until somebody decides; what was held for a proposal lapses with it.
            if cause is Cause.SECOND_REFUSED and (lapsed := to_lift(case)):
                await self._office.undoing.undo(only(case, lapsed), begun.post, begun.at, f"{key}:lift")
                case = await self._office.conclude(case, lambda fresh: replace(fresh, applied=lasting(fresh.applied)))
        await self._office.owners.call(case, cause, key)
        await self._beginnings.settle(begun)
        await self._office.board.refresh(ref)
        return Answer(texts.handed_over(begun.texts))


def _expecting(case: Case, cause: Cause) -> Case:
    """The case, if there is something to refuse where that is what is done."""
    if cause is Cause.SECOND_REFUSED and case.state is not State.AWAITING_SECOND:
        raise InvalidStateTransition("nothing waits for a second moderator")
    return case


def _is_open(case: Case) -> bool:
    return case.state is State.OPEN
