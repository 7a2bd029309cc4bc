"""Deadlines: what happens to cases when nobody does anything. Never a penalty: silence favours the author."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.cases.desk.claiming import NO_PROPOSAL
from bot.cases.desk.holding import Holds
from bot.cases.desk.interim import lasting, only, to_lift
from bot.cases.desk.office import Office
from bot.cases.desk.owners import Cause, failed_key
from bot.core.case import Case, State
from bot.core.errors import CaseError
from bot.core.transitions import BOT, advanced

PAUSE = 15.0
"""Seconds between two looks."""

_log = logging.getLogger(__name__)


class Deadlines:
    """Ends claims, interim measures and waits that are over, and calls owners about cases that are overdue."""

    def __init__(self, office: Office, holds: Holds, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._office, self._holds, self._sleep = office, holds, sleep

    async def run(self) -> None:
        """Look again and again, for ever."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
                _log.warning("the deadlines of cases are looked at again soon (%s)", type(error).__name__)
            await self._sleep(PAUSE)

    async def look(self) -> None:
        """See to every case of which some time is over. Raises `StorageError`."""
        for case in await self._office.cases.overdue_cases(self._office.now()):
            try:
                await self._see_to(case)
            except CaseError:
                continue  # somebody was faster

    async def _see_to(self, case: Case) -> None:
        now = self._office.now()
        if case.state is State.HELD and _over(case.lapses_at, now):
            await self._holds.lapse(case, f"case:{case.ref}:lapse:{case.lapses_at}")
        elif case.state is State.AWAITING_SECOND and _over(case.lapses_at, now):
            await self._end_wait(case, now)
        elif case.state is State.ENFORCE_FAILED:
            await self._hand_over(case, Cause.FAILED, now)
        elif _over(case.due_at, now):
            await self._call(case, now)
        elif case.state is State.CLAIMED and _over(case.claimed_until, now):
            await self._office.advance(case, lambda fresh: _given_back(fresh, now))
            await self._office.board.refresh(case.ref)

    async def _end_wait(self, case: Case, now: int) -> None:
        """Nobody approved: the owner decides. What was in force meanwhile is lifted."""
        async with self._office.alone(case.ref):
            if lapsed := to_lift(case):
                post = await self._office.post(case)
                await self._office.undoing.undo(only(case, lapsed), post, now, f"case:{case.ref}:wait:{case.lapses_at}")
        await self._hand_over(case, Cause.SECOND_MISSING, now)

    async def _call(self, case: Case, now: int) -> None:
        """The owner is called once; what nobody is busy with is the owner's from now on."""
        if case.state in (State.OPEN, State.CLAIMED):
            await self._hand_over(case, Cause.OVERDUE, now)
            return
        # The call comes before it is noted that it was made, and the log keeps it from being made twice.
        await self._office.owners.call(case, Cause.OVERDUE, _key(case, Cause.OVERDUE))
        await self._office.advance(case, lambda fresh: replace(fresh, due_at=None) if _same(fresh, case) else fresh)

    async def _hand_over(self, case: Case, cause: Cause, now: int) -> None:
        def step(fresh: Case) -> Case:
            if not _same(fresh, case):
                return fresh
            missing = cause is Cause.SECOND_MISSING
            changes = {**NO_PROPOSAL, "applied": lasting(fresh.applied)} if missing else {}
            return advanced(fresh, State.ESCALATED, BOT, now, due_at=None, **changes)

        await self._office.owners.call(case, cause, _key(case, cause))
        after = await self._office.advance(case, step)
        if after.state is State.ESCALATED:
            await self._office.board.refresh(case.ref)


def _key(case: Case, cause: Cause) -> str:
    if cause is Cause.FAILED:
        return failed_key(case)
    return f"case:{case.ref}:{cause}:{case.lapses_at if cause is Cause.SECOND_MISSING else case.due_at}"


def _same(fresh: Case, case: Case) -> bool:
    """Whether the case stands where it was when its time was over."""
    return (fresh.state, fresh.due_at, fresh.lapses_at) == (case.state, case.due_at, case.lapses_at)


def _given_back(case: Case, now: int) -> Case:
    """The case without a claim that is over; anything else is left as it is."""
    if case.state is not State.CLAIMED or not _over(case.claimed_until, now):
        return case
    return advanced(case, State.OPEN, BOT, now)


def _over(until: int | None, now: int) -> bool:
    return until is not None and until <= now
