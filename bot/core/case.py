"""A *case*: a post that people have to decide about, and the one table of the steps it may take.

The table is the only place that knows which step may follow which; whoever changes a case asks `step`.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.errors import AlreadyInTargetState, InvalidStateTransition


class State(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    DECIDED = "decided"
    ENFORCED = "enforced"
    ENFORCE_FAILED = "enforce_failed"
    CLOSED_NO_ACTION = "closed_no_action"


class CaseOrigin(StrEnum):
    """What opened a case."""

    RULE = "rule"
    REPORT = "report"


class Decision(StrEnum):
    """What a moderator may decide; the values are the words of the log."""

    DELETE = "delete"
    BAN = "ban"
    KEEP = "keep"


TABLE: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DECIDED, State.CLOSED_NO_ACTION}),
    State.DECIDED: frozenset({State.ENFORCED, State.ENFORCE_FAILED}),
    State.ENFORCE_FAILED: frozenset({State.DECIDED, State.CLOSED_NO_ACTION}),
    State.ENFORCED: frozenset(),
    State.CLOSED_NO_ACTION: frozenset({State.OPEN}),
}


def step(current: State, target: State) -> State:
    """The target, if the table has the step.

    Raises `AlreadyInTargetState` or `InvalidStateTransition`.
    """
    if current is target:
        raise AlreadyInTargetState(f"the case is already {target}")
    if target not in TABLE[current]:
        raise InvalidStateTransition(f"a case cannot go from {current} to {target}")
    return target


@dataclass(frozen=True, slots=True)
class CardRef:
    """Where a case's card stands."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Spree:
    """Which posts share a case: those that the same rule escalates in the same chat while the case is open.

    Each at most `gap` seconds after the one before, at most `most` of them.
    """

    gap: int = 120
    most: int = 500


@dataclass(frozen=True, slots=True)
class SpreePost:
    """One post of a case's spree; `trusted` if its author was known to be when it was escalated."""

    message_id: int
    author_id: int | None
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the store knows it. Dates are seconds since 1970 UTC; `version` grows with every change.

    `ref` is its name among people, `C-` and four or more signs. `rule` and `rule_version` are None for a case that a
    report opened. `posts` counts those of its spree, the case's own included, and `authors` their authors.
    """

    ref: str
    chat_id: int
    message_id: int | None
    revision: int
    origin: CaseOrigin
    opened_at: int
    state: State = State.OPEN
    version: int = 0
    author_id: int | None = None
    rule: str | None = None
    rule_version: str | None = None
    reports: int = 0
    card: CardRef | None = None
    decision: Decision | None = None
    decided_by: int | None = None
    decided_at: int | None = None
    posts: int = 1
    authors: int = 1
