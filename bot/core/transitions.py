"""The case table: which step may follow which, who may take it, and what it changes. Pure.

Whoever changes a case asks `advanced` for the case after the step, and has the store save it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.core import retention
from bot.core.case import UNDECIDED, Case, State
from bot.core.errors import AlreadyInTargetState, ClaimedByAnother, Conflict, InvalidStateTransition

CLAIM = 15 * 60
"""Seconds for which a case is a moderator's who took it."""

APPEAL_WINDOW = retention.APPEAL_WINDOW * 86_400
"""Seconds after a decision within which it may be appealed against."""


class Party(StrEnum):
    """On whose behalf somebody takes a step."""

    BOT = "bot"
    MODERATOR = "moderator"
    OWNER = "owner"
    AUTHOR = "author"
    REPORTER = "reporter"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step; `id` is None for the bot.

    `conflicted`: reported the post, or is the one it aims at. `sole`: there is nobody else who could decide, so that
    this one may also look at a decision of their own.
    """

    party: Party
    id: int | None = None
    conflicted: bool = False
    sole: bool = False


BOT = Actor(Party.BOT)

_BOT = frozenset({Party.BOT})
_STAFF = frozenset({Party.MODERATOR, Party.OWNER})
_ANY = _BOT | _STAFF
_AUTHOR = frozenset({Party.AUTHOR})
_REPORTER = frozenset({Party.REPORTER})

TABLE: Mapping[State, Mapping[State, frozenset[Party]]] = {
    State.OPEN: {
        State.CLAIMED: _STAFF,
        State.ESCALATED: _ANY,
        State.HELD: _ANY,
        State.VOID: _BOT,
    },
    State.CLAIMED: {
        State.OPEN: _ANY,
        State.ESCALATED: _ANY,
        State.HELD: _STAFF,
        State.AWAITING_SECOND: _STAFF,
        State.DECIDED: _STAFF,
        State.CLOSED_NO_ACTION: _STAFF,
        State.VOID: _BOT,
    },
    State.ESCALATED: {
        State.CLAIMED: _STAFF,
        State.HELD: _STAFF,
        State.AWAITING_SECOND: _STAFF,
        State.DECIDED: _STAFF,
        State.CLOSED_NO_ACTION: _STAFF,
        State.VOID: _BOT,
    },
    State.HELD: {
        State.OPEN: _BOT,
        State.AWAITING_SECOND: _STAFF,
        State.DECIDED: _STAFF,
        State.CLOSED_NO_ACTION: _STAFF,
        State.VOID: _BOT,
    },
    State.AWAITING_SECOND: {State.DECIDED: _STAFF, State.ESCALATED: _ANY, State.VOID: _BOT},
    State.DECIDED: {State.ENFORCED: _BOT, State.ENFORCE_FAILED: _BOT},
    State.ENFORCED: {State.CONFIRMED: _STAFF, State.REVERSED: _STAFF, State.APPEALED: _AUTHOR},
    State.ENFORCE_FAILED: {State.ESCALATED: _BOT, State.CLAIMED: _STAFF, State.VOID: _BOT},
    State.CLOSED_NO_ACTION: {State.APPEALED: _REPORTER, State.OPEN: _BOT},
    State.CONFIRMED: {State.APPEALED: _AUTHOR},
    State.APPEALED: {
        State.UPHELD: _STAFF,
        State.PARTIALLY_REVERSED: _STAFF,
        State.REVERSED: _STAFF,
        State.OMITTED: _STAFF,
    },
    State.PARTIALLY_REVERSED: {State.UNDONE: _BOT},
    State.REVERSED: {State.UNDONE: _BOT, State.OPEN: _BOT},
    State.UPHELD: {},
    State.OMITTED: {},
    State.UNDONE: {},
    State.VOID: {},
}
"""From, to, and who may. A step from `closed_no_action` or `reversed` back to `open` begins the case anew."""

_REVIEWS = frozenset({State.UPHELD, State.PARTIALLY_REVERSED, State.REVERSED, State.OMITTED, State.CONFIRMED})


def advanced(case: Case, target: State, by: Actor, at: int, **changes: Any) -> Case:
    """The case after one step, with its fields true to the new state; `changes` are what only the caller knows.

    `decided` and `awaiting_second` need a `decision`, `held` a `lapses_at`. The store gives it its new version.

    Raises `AlreadyInTargetState`, `InvalidStateTransition` (also where this party may not), `Conflict` (of interest),
    `ClaimedByAnother`.
    """
    _check(case, target, by, at)
    return replace(case, state=target, **(_consequences(case, target, by, at) | changes))


def decided(case: Case, target: State, by: Actor, at: int, **changes: Any) -> Case:
    """The same for a decision, which takes an open case, or one that Telegram refused, as it is made."""
    if case.state in (State.OPEN, State.ENFORCE_FAILED):
        case = advanced(case, State.CLAIMED, by, at)
    return advanced(case, target, by, at, **changes)


def _check(case: Case, target: State, by: Actor, at: int) -> None:
    if case.state is target and not _takes_over(case, target, at):
        raise AlreadyInTargetState(f"the case is already {target}")
    allowed = _STAFF if case.state is target else TABLE[case.state].get(target, frozenset())
    if by.party not in allowed:
        raise InvalidStateTransition(f"a case cannot go from {case.state} to {target} by the {by.party}")
    if by.party in _STAFF:
        _check_staff(case, target, by, at)
    if target is State.APPEALED:
        _check_appeal(case, by, at)


def _takes_over(case: Case, target: State, at: int) -> bool:
    """Whether taking a case that is taken already means something: the other's time is over."""
    return target is State.CLAIMED and case.claimed_until is not None and case.claimed_until <= at


def _check_staff(case: Case, target: State, by: Actor, at: int) -> None:
    if by.conflicted or (by.id is not None and by.id == case.author_id):
        raise Conflict("who wrote or reported the post, or is its target, cannot decide about it")
    if case.state is State.CLAIMED and case.claimed_by != by.id and not _lapsed(case.claimed_until, at):
        raise ClaimedByAnother(f"{case.claimed_by} is on it until {case.claimed_until}")
    if by.sole:
        return
    if case.state is State.AWAITING_SECOND and target is State.DECIDED and by.id == case.decided_by:
        raise Conflict("who proposed it cannot approve it")
    if case.state is State.APPEALED and by.id in (case.decided_by, case.second_by):
        raise Conflict("who decided cannot review the decision")


def _check_appeal(case: Case, by: Actor, at: int) -> None:
    if case.appellant is not None:
        raise AlreadyInTargetState("this decision was appealed against before")
    if case.decided_at is None or at > case.decided_at + APPEAL_WINDOW:
        raise InvalidStateTransition("the time to appeal is over")
    if by.party is Party.AUTHOR and by.id != case.author_id:
        raise InvalidStateTransition("only the author can appeal against this")


def _lapsed(until: int | None, at: int) -> bool:
    return until is not None and until <= at


def _consequences(case: Case, target: State, by: Actor, at: int) -> dict[str, Any]:
    """What a step changes besides the state."""
    changes: dict[str, Any] = {}
    if target is not State.CLAIMED:
        changes |= {"claimed_by": None, "claimed_until": None}
    if case.state in (State.HELD, State.AWAITING_SECOND):
        changes |= {"lapses_at": None}
    if target is State.CLAIMED:
        changes |= {"claimed_by": by.id, "claimed_until": at + CLAIM}
    elif target is State.OPEN and case.state not in UNDECIDED:
        changes |= _ANEW
    elif target in (State.DECIDED, State.AWAITING_SECOND, State.CLOSED_NO_ACTION):
        changes |= _decision(case, by, at)
    elif target is State.APPEALED:
        changes |= {"appellant": by.id, "appealed_at": at}
    elif target in _REVIEWS:
        changes |= {"reviewed_by": by.id, "reviewed_at": at}
    if target not in UNDECIDED | {State.ENFORCE_FAILED, State.APPEALED}:
        changes |= {"due_at": None}
    return changes


def _decision(case: Case, by: Actor, at: int) -> dict[str, Any]:
    if case.state is State.AWAITING_SECOND:
        return {"second_by": by.id, "decided_at": at}
    return _ANEW | {"decided_by": by.id, "decided_at": at, "lapses_at": None}


_ANEW: dict[str, Any] = {
    "decision": None,
    "seconds": None,
    "decided_by": None,
    "decided_at": None,
    "second_by": None,
    "automated": False,
    "appellant": None,
    "appealed_at": None,
    "reviewed_by": None,
    "reviewed_at": None,
}
"""What a case is without a decision. What was applied stays until it is undone."""
