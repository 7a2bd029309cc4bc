"""Interim measures: taken by a moderator who needs time, and lifted by the bot when they lapse."""

from dataclasses import replace

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.beginning import Beginnings, Begun
from bot.cases.desk.callback import Interim
from bot.cases.desk.interim import HOLD, lasting, only, to_lift
from bot.cases.desk.office import Office
from bot.cases.desk.refusal import Refusal, obstacle
from bot.core.case import Case, State
from bot.core.deadlines import answer_within
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.post import Post
from bot.core.transitions import BOT, advanced
from bot.texts import presses as texts

ACTION = "hold"


class Holds:
    """Takes interim measures and lifts them."""

    def __init__(self, office: Office, beginnings: Beginnings) -> None:
        self._office, self._beginnings = office, beginnings

    async def hold(self, person: Presser, ref: str, meanwhile: Interim, key: str) -> Answer:
        """Take an interim measure for 24 hours: silence then favours the author."""
        begun = await self._beginnings.begin(person, ref, key, ACTION)
        if isinstance(begun, Answer):
            return begun
        office, decision = self._office, Decision(meanwhile.value)
        if not begun.again and (why := await self._obstacle(begun, decision)) is not None:
            judge = await self._beginnings.judge(begun)
            return judge if isinstance(judge, Answer) else await self._beginnings.refused(begun, why)
        planned = await office.hands.plan_hold(begun.case, begun.post, decision, begun.at)
        until = begun.at + HOLD
        case = await self._beginnings.step(
            begun,
            lambda fresh, by: advanced(
                fresh, State.HELD, by, begun.at, lapses_at=until, applied=(*fresh.applied, *planned)
            ),
            lambda case: case.state is State.HELD and case.lapses_at == until,
        )
        if isinstance(case, Answer):
            return case
        return await self._take(replace(begun, case=case), decision)

    async def _obstacle(self, begun: Begun, decision: Decision) -> Refusal | None:
        admins = await self._office.administrators.of(begun.case.chat_id) or frozenset()
        return obstacle(begun.case, begun.post, Measure(decision, HOLD), admins | {self._office.me})

    async def _take(self, begun: Begun, decision: Decision) -> Answer:
        office = self._office
        if begun.settled:  # only what was taken leaves the case held
            await office.follow(begun.case, begun.post)
            return Answer(texts.held(begun.texts, decision))
        async with office.alone(begun.case.ref):
            outcome = await office.hands.hold(begun.case, begun.post, decision, begun.at)
            case = begun.case
            if not outcome.done:
                case = await office.conclude(
                    case,
                    lambda fresh: advanced(
                        fresh, State.OPEN, BOT, begun.at, applied=lasting(fresh.applied), due_at=_due(fresh, begun.at)
                    ),
                )
            # Telegram says of what an interrupted press has done that it was so before.
            told = decision.value if outcome.done else outcome.detail
            await self._beginnings.settle(begun, Outcome(outcome.status, told))
        if not outcome.done:
            await office.board.refresh(case.ref)
        if outcome.status is Status.SKIPPED:
            return Answer(texts.nothing_to_hold(begun.texts), alert=True, moved=False)
        if not outcome.done:
            return Answer(texts.refused_by_telegram(begun.texts, outcome.detail), alert=True, moved=False)
        await office.follow(case, begun.post)
        return Answer(texts.held(begun.texts, decision))

    async def lapse(self, case: Case, key: str) -> None:
        """Lift the interim measure of a case whose time is over; it is open again."""
        office, now = self._office, self._office.now()
        async with office.alone(case.ref):
            case = await office.cases.case(case.ref) or case
            if case.state is not State.HELD or (case.lapses_at or 0) > now:
                return
            post = await office.post(case)
            await self._lift(case, post, now, key)
            case = await office.conclude(
                case,
                lambda fresh: advanced(
                    fresh, State.OPEN, BOT, now, applied=lasting(fresh.applied), due_at=_due(fresh, now)
                ),
            )
        if case.state is State.OPEN:
            await office.follow(case, post)

    async def _lift(self, case: Case, post: Post, now: int, key: str) -> None:
        if lapsed := to_lift(case):
            await self._office.undoing.undo(only(case, lapsed), post, now, key)


def _due(case: Case, now: int) -> int:
    """When a case that is open again is due: as it was, unless that is over."""
    return case.due_at if case.due_at is not None and case.due_at > now else now + answer_within(case.severity)
