"""An *appeal*: somebody objects to a decision, and a person who did not make it looks again."""

from dataclasses import dataclass

from bot.core.case import State
from bot.core.transitions import Party

MOST_WORDS = 2_000
"""Characters of an appeal."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal. Times are seconds since 1970 UTC; `decided_at` is of the decision that it is against.

    `party` is the author or a reporter. `outcome` is None until somebody has reviewed it. `same_person`: the reviewer
    was the one who decided, because there was nobody else.
    """

    case: str
    decided_at: int
    by: int
    party: Party
    at: int
    words: str
    outcome: State | None = None
    reviewer: int | None = None
    reviewed_at: int | None = None
    same_person: bool = False
