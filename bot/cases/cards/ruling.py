"""What was decided about a case, and what became of it, as the case and the log tell. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.cases.desk.attempt import united
from bot.core.case import Case, State
from bot.core.log import LogEntry
from bot.core.measure import Measure
from bot.core.outcome import DONE, Outcome, Status

APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided. `at` in seconds since 1970 UTC."""

    measure: Measure
    by: int
    at: int
    outcome: Outcome = DONE


def ruling_of(case: Case, entries: Iterable[LogEntry]) -> Ruling | None:
    """The present decision; None if there is none, or a second moderator has yet to approve it."""
    if case.decision is None or case.decided_by is None or case.state is State.AWAITING_SECOND:
        return None
    deciders = {str(case.decided_by), str(case.second_by)}
    rows = [entry for entry in entries if entry.actor in deciders]
    wanted = APPROVE if case.second_by is not None else case.decision.value
    main = next((row for row in rows if row.action == wanted and int(row.at) == case.decided_at), None)
    outcome = DONE if main is None else _united(main, rows)
    if case.state in (State.ENFORCE_FAILED, State.ESCALATED) and outcome.status is not Status.FAILED:
        outcome = Outcome(Status.FAILED, outcome.detail)
    return Ruling(Measure(case.decision, case.seconds), case.decided_by, case.decided_at or 0, outcome)


def _united(main: LogEntry, rows: Iterable[LogEntry]) -> Outcome:
    """What became of the decision and of everything that it brought about."""
    outcomes: dict[str, Outcome] = {}
    for row in rows:
        if row.key == main.key or row.key.startswith(f"{main.key}:"):
            known = outcomes.get(row.action)
            if known is None or known.status is not Status.FAILED:
                outcomes[row.action] = Outcome(row.outcome, row.detail)
    total = united(outcomes)
    # That something besides had no effect does not make the decision ineffective.
    return outcomes[main.action] if len(outcomes) == 1 or total.status is Status.SKIPPED else total
