"""A *case*: a post that people have to decide about, or that a rule has decided about already.

Which step may follow which, and who may take it, stands in `bot.core.transitions` alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.measure import Applied, Decision
from bot.core.ruleset import Category, Severity
from bot.core.value import value


class State(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    """A moderator is on it."""

    ESCALATED = "escalated"
    """Handed to the owner."""

    HELD = "held"
    """An interim measure is in force, which lapses by itself."""

    AWAITING_SECOND = "awaiting_second"
    """Somebody decided on what another moderator has to approve."""

    DECIDED = "decided"
    ENFORCED = "enforced"
    ENFORCE_FAILED = "enforce_failed"
    """Telegram refused what was decided."""

    CLOSED_NO_ACTION = "closed_no_action"
    CONFIRMED = "confirmed"
    """A moderator looked at what a rule had done by itself, and it stays."""

    APPEALED = "appealed"
    UPHELD = "upheld"
    PARTIALLY_REVERSED = "partially_reversed"
    REVERSED = "reversed"
    OMITTED = "omitted"
    """The appeal was not decided: its words were abuse, or it had no object any more."""

    UNDONE = "undone"
    """What could be taken back was taken back."""

    VOID = "void"
    """The post or its author is gone, and there is nothing to decide."""


UNDECIDED = frozenset({State.OPEN, State.CLAIMED, State.ESCALATED, State.HELD, State.AWAITING_SECOND})
"""States in which nobody has decided yet."""

AWAITING = UNDECIDED | {State.ENFORCE_FAILED}
"""States in which a moderator has to do something about the post."""


class CaseOrigin(StrEnum):
    """What opened a case."""

    RULE = "rule"
    REPORT = "report"
    MODERATOR = "moderator"


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


@value
class Case:
    """A case as the store knows it. Times are seconds since 1970 UTC; `version` grows with every change.

    `ref` is its name among people, `C-` and four or more signs. `rule` and `rule_version` are None where no rule found
    the post. `reports` counts those that weigh; `posts` those of its spree, the case's own included, and `authors`
    their authors. `decided_by` is None for what the bot decided, which `automated` says. While somebody has to approve,
    `decision`, `seconds` and `decided_by` say what was proposed by whom. `applied` is what is to be undone if the
    decision is reversed. `appellant` is who appealed against the present decision; nobody appeals against it twice.
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
    category: Category | None = None
    severity: Severity = Severity.MEDIUM
    reports: int = 0
    card: CardRef | None = None
    claimed_by: int | None = None
    claimed_until: int | None = None
    due_at: int | None = None
    """When the owner is reminded; None once that happened or nothing is awaited."""
    lapses_at: int | None = None
    """When the interim measure ends, or the wait for a second moderator."""
    decision: Decision | None = None
    seconds: int | None = None
    decided_by: int | None = None
    decided_at: int | None = None
    second_by: int | None = None
    automated: bool = False
    applied: tuple[Applied, ...] = ()
    appellant: int | None = None
    appealed_at: int | None = None
    reviewed_by: int | None = None
    reviewed_at: int | None = None
    posts: int = 1
    authors: int = 1
