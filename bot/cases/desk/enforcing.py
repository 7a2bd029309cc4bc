"""Carrying out what was decided about a case, once, and telling everybody what came of it."""

from dataclasses import replace

from bot.cases.desk.attempt import WELL, Answer, Attempt, explained, united
from bot.cases.desk.beginning import Beginnings, Begun
from bot.cases.desk.gone import held_back, nothing_left, removed_before
from bot.cases.desk.interim import lasting, only, to_lift
from bot.cases.desk.office import Office
from bot.cases.desk.owners import Cause, failed_key
from bot.cases.measures.carrying import Carried, applied_by
from bot.cases.measures.sprees import Rest, Sprees
from bot.core.case import Case, State
from bot.core.log import Settlement
from bot.core.measure import Decision, Measure
from bot.core.outcome import DONE, Outcome, Status
from bot.core.strikes import Rung
from bot.core.transitions import BOT, advanced
from bot.texts import presses as texts


class Enforcing:
    """Carries decisions out. If the process ends in between, handling the same press again does what is left."""

    def __init__(self, office: Office, beginnings: Beginnings) -> None:
        self._office, self._beginnings = office, beginnings
        self._sprees = Sprees(office.chat, office.log, office.hands.effects)

    async def carry_out(self, begun: Begun, measure: Measure) -> Answer:
        """Do what was decided, or what is left of it, and tell everybody."""
        rest, total, rung = Rest(), DONE, None
        async with self._office.alone(begun.case.ref):
            case = await self._office.cases.case(begun.case.ref) or begun.case
            begun = replace(begun, case=case)
            if case.state is State.DECIDED:
                case, total, rest, rung = await self._enforce(begun, measure)
            elif case.state is State.CLOSED_NO_ACTION:
                case = await self._let_be(begun)
            if case.state is State.ENFORCE_FAILED:
                case = await self._hand_over(case)
        await self._office.follow(case, begun.post)
        if case.state is State.CLOSED_NO_ACTION and case.posts == 1 and await self._is_gone(case):
            return Answer(texts.dismissed_after(begun.texts))
        return self._answer(begun, case, measure, total, rest, rung)

    async def _is_gone(self, case: Case) -> bool:
        """Whether the message was removed before anybody looked at it."""
        entries = await self._office.cases.case_entries(case.ref)
        return removed_before(entries) or held_back(entries)

    async def _enforce(self, begun: Begun, measure: Measure) -> tuple[Case, Outcome, Rest, Rung | None]:
        office, case, post = self._office, begun.case, begun.post
        at = begun.case.decided_at or begun.at
        await self._lift(begun, measure)
        before = removed_before(await office.cases.case_entries(case.ref))
        carried = await office.hands.carry_out(case, post, measure, at, begun.key)
        entry = begun.entry
        attempt = Attempt(begun.person, case, post, measure, begun.key, entry.action, entry.at, entry.detail)
        spared = (await office.administrators.of(case.chat_id) or frozenset()) | {office.me}
        spree = await office.cases.spree(case.ref) if case.posts > 1 else ()
        rest = await self._sprees.carry_out(attempt, spree, spared)
        total = united({**carried.outcomes, **rest.faults})
        await self._record(attempt, carried, total)
        gone = not begun.again and not before and case.posts == 1 and nothing_left(measure, carried.outcomes)
        case = await self._conclude(case, measure, carried, total, at, gone=gone)
        return case, total, rest, _brought(carried)

    async def _record(self, attempt: Attempt, carried: Carried, total: Outcome) -> None:
        """Log what became of each action, and of the decision; that comes last."""
        outcomes, entries = carried.outcomes, attempt.entries()
        climbed = [name for name in outcomes if name not in entries]
        entries |= {name: attempt.entry(name, len(entries) + number) for number, name in enumerate(climbed)}
        main, *further = entries
        await self._office.log.intend([entries[name] for name in further])
        told = {main: outcomes.get(main, total), **{name: outcomes[name] for name in further}}
        why = dict.fromkeys(climbed, carried.rung.detail if carried.rung else "") | {main: attempt.words}
        told |= {name: replace(told[name], detail=explained(said, told[name].detail)) for name, said in why.items()}
        ref = attempt.case.ref
        await self._office.log.settle([Settlement(entries[name].key, told[name], ref) for name in (*further, main)])

    async def _conclude(
        self, case: Case, measure: Measure, carried: Carried, total: Outcome, at: int, *, gone: bool
    ) -> Case:
        applied = applied_by(case, measure, at, carried)
        if total.status in WELL and not gone:
            step = lambda fresh: advanced(fresh, State.ENFORCED, BOT, at, applied=applied)  # noqa: E731
            return await self._office.conclude(case, step)
        # Should the process end here, the deadlines find it at once.
        step = lambda fresh: advanced(fresh, State.ENFORCE_FAILED, BOT, at, applied=applied, due_at=at)  # noqa: E731
        case = await self._office.conclude(case, step)
        if gone and case.state is State.ENFORCE_FAILED:
            case = await self._office.conclude(case, lambda fresh: advanced(fresh, State.VOID, BOT, at))
        return case

    async def _hand_over(self, case: Case) -> Case:
        """Telegram refused: the owner has to help, and is told so once a case."""
        await self._office.owners.call(case, Cause.FAILED, failed_key(case))
        step = lambda fresh: advanced(fresh, State.ESCALATED, BOT, self._office.now(), due_at=None)  # noqa: E731
        return await self._office.conclude(case, step)

    async def _let_be(self, begun: Begun) -> Case:
        """Nothing is done, and what was done meanwhile is lifted."""
        await self._lift(begun)
        await self._beginnings.settle(begun)
        return await self._office.conclude(begun.case, lambda fresh: replace(fresh, applied=lasting(fresh.applied)))

    async def _lift(self, begun: Begun, measure: Measure | None = None) -> None:
        """Lift the interim measures that the measure does not take the place of."""
        if lapsed := to_lift(begun.case, measure):
            case = only(begun.case, lapsed)
            await self._office.undoing.undo(case, begun.post, begun.at, f"{begun.key}:lift")

    def _answer(  # noqa: PLR0917 - what came of it
        self, begun: Begun, case: Case, measure: Measure, total: Outcome, rest: Rest, rung: Rung | None
    ) -> Answer:
        t = begun.texts
        if case.state is State.VOID:
            return Answer(texts.nothing_left(t), alert=True)
        if case.state is State.ESCALATED:
            return Answer(texts.refused_by_telegram(t, total.detail), alert=True, moved=False)
        if case.posts > 1:
            banned = case.authors - rest.spared
            return Answer(texts.decided_all(t, measure.decision, case.posts, banned, rest.spared))
        return Answer(texts.climbed(t, rung) if rung is not None else texts.decided(t, measure))


def _brought(carried: Carried) -> Rung | None:
    """The rung that a warning reached, as it is told: with no more than the warning if the rest changed nothing."""
    rung = carried.rung
    if rung is None or carried.outcomes[rung.measure.decision].status is not Status.SKIPPED:
        return rung
    return replace(rung, measure=Measure(Decision.WARN))
