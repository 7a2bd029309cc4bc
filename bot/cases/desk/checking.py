"""Looking at what is done: a moderator confirms or reverses what a rule did by itself, or takes a decision back."""

from dataclasses import replace

from bot.cases.desk.attempt import WELL, Answer, Presser, united
from bot.cases.desk.beginning import Beginnings, Begun
from bot.cases.desk.office import Office
from bot.core.case import Case, State
from bot.core.errors import InvalidStateTransition
from bot.core.outcome import DONE
from bot.core.transitions import BOT, Actor, advanced
from bot.texts import presses as texts

CONFIRM, REVERSE = "confirm", "reverse"
_REVERSED = frozenset({State.REVERSED, State.UNDONE})


class Checks:
    """Moderators look at decisions that were carried out."""

    def __init__(self, office: Office, beginnings: Beginnings) -> None:
        self._office, self._beginnings = office, beginnings

    async def confirm(self, person: Presser, ref: str, key: str) -> Answer:
        """What a rule did by itself stays."""
        begun = await self._beginnings.begin(person, ref, key, CONFIRM)
        if isinstance(begun, Answer):
            return begun

        def step(fresh: Case, by: Actor) -> Case:
            if not fresh.automated:
                raise InvalidStateTransition("a person decided it")
            return advanced(fresh, State.CONFIRMED, by, begun.at)

        case = await self._beginnings.step(
            begun, step, lambda case: case.state is State.CONFIRMED and case.reviewed_by == person.id
        )
        if isinstance(case, Answer):
            return case
        await self._beginnings.settle(begun)
        await self._office.follow(case, begun.post)
        return Answer(texts.confirmed(begun.texts))

    async def reverse(self, person: Presser, ref: str, key: str) -> Answer:
        """What was done is taken back."""
        begun = await self._beginnings.begin(person, ref, key, REVERSE)
        if isinstance(begun, Answer):
            return begun

        def step(fresh: Case, by: Actor) -> Case:
            if fresh.state is State.APPEALED:
                raise InvalidStateTransition("an appeal is decided by its own buttons")
            # What Telegram refused to undo may be tried again.
            return fresh if fresh.state is State.REVERSED else advanced(fresh, State.REVERSED, by, begun.at)

        case = await self._beginnings.step(
            begun, step, lambda case: case.state in _REVERSED and case.reviewed_by == person.id
        )
        return case if isinstance(case, Answer) else await self._undo(replace(begun, case=case))

    async def _undo(self, begun: Begun) -> Answer:
        office, case, total = self._office, begun.case, DONE
        if case.state is State.REVERSED:
            async with office.alone(case.ref):
                total = united(await office.undoing.undo(case, begun.post, begun.at, begun.key))
                await self._beginnings.settle(begun, total)
                if total.status in WELL:
                    case = await office.conclude(case, lambda fresh: advanced(fresh, State.UNDONE, BOT, begun.at))
        await office.follow(case, begun.post)
        if total.status not in WELL:
            return Answer(texts.refused_by_telegram(begun.texts, total.detail), alert=True)
        return Answer(texts.reversed_(begun.texts))
