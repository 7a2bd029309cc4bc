"""Steps of a case that somebody else may be taking a step of at the same moment."""

from collections.abc import Callable

from bot.core.case import Case
from bot.core.errors import StaleVersion
from bot.core.ports import CaseStore

TRIES = 8


async def stepped(cases: CaseStore, case: Case, step: Callable[[Case], Case | None]) -> Case:
    """The case after a step, worked out anew whenever it changed meanwhile; None from `step` leaves it as it is.

    Raises what `step` does, and `StaleVersion` if the case never stands still.
    """
    for _ in range(TRIES):
        read = await cases.case(case.ref) or case
        if (changed := step(read)) is None:
            return read
        try:
            return await cases.save_case(read, changed)
        except StaleVersion:
            continue
    raise StaleVersion(f"case {case.ref} keeps changing")
