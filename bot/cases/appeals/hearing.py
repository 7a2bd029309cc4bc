"""Who may appeal against what. Pure; the case table has the last word."""

from enum import StrEnum

from bot.core.case import UNDECIDED, Case, State
from bot.core.transitions import APPEAL_WINDOW, Party


class Objection(StrEnum):
    """Why an appeal is not heard."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    UNDECIDED = "undecided"
    NOTHING_DONE = "nothing_done"
    ACTED = "acted"
    """A reporter asks again, and the moderators did act."""

    TOO_LATE = "too_late"
    WAITS = "waits"
    REVIEWED = "reviewed"
    BUSY = "busy"


_REVIEWED = frozenset({State.UPHELD, State.PARTIALLY_REVERSED, State.REVERSED, State.OMITTED, State.UNDONE})
_APPEALABLE = {
    Party.AUTHOR: frozenset({State.ENFORCED, State.CONFIRMED}),
    Party.REPORTER: frozenset({State.CLOSED_NO_ACTION}),
}


def heard(case: Case, person_id: int, at: int, *, reported: bool) -> Party | Objection:
    """As whom somebody may appeal against a case's decision, or why not; `reported` if they reported its post."""
    if person_id != case.author_id and not reported:
        return Objection.NOT_YOURS
    party = Party.AUTHOR if person_id == case.author_id else Party.REPORTER
    if case.state in UNDECIDED or case.state in (State.DECIDED, State.ENFORCE_FAILED):
        return Objection.UNDECIDED
    if case.state not in _APPEALABLE[party]:
        return _closed(case, party)
    if case.appellant is not None:
        return Objection.REVIEWED
    late = case.decided_at is None or at > case.decided_at + APPEAL_WINDOW
    return Objection.TOO_LATE if late else party


def _closed(case: Case, party: Party) -> Objection:
    """Why there is nothing to appeal against any more, or for this party."""
    against_author = case.appellant is None or case.appellant == case.author_id
    if party is Party.AUTHOR and (case.state in (State.CLOSED_NO_ACTION, State.VOID) or not against_author):
        return Objection.NOTHING_DONE
    if party is Party.REPORTER and (case.state is State.VOID or against_author):
        return Objection.ACTED
    return Objection.WAITS if case.state is State.APPEALED else Objection.REVIEWED
