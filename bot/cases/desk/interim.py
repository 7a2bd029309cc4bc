"""Interim measures: what is in force while nobody has decided, and lapses by itself. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.case import Case
from bot.core.measure import Applied, Decision, Measure

HOLD = 86_400
"""Seconds that an interim measure lasts."""

_COVERED: dict[Decision, frozenset[str]] = {
    Decision.KEEP: frozenset(),
    Decision.WARN: frozenset(),
    Decision.DELETE: frozenset({"delete"}),
    Decision.KICK: frozenset({"delete"}),
    Decision.MUTE: frozenset({"delete", "mute"}),
    Decision.BAN: frozenset({"delete", "mute"}),
}
"""Interim measures that a decision takes the place of; all others are lifted."""


def lasting(applied: Iterable[Applied]) -> tuple[Applied, ...]:
    """What is not interim."""
    return tuple(item for item in applied if not item.interim)


def to_lift(case: Case, measure: Measure | None = None) -> tuple[Applied, ...]:
    """Interim measures that have to be lifted, because they lapsed or something else was decided."""
    covered = _COVERED[measure.decision] if measure else frozenset()
    return tuple(item for item in case.applied if item.interim and item.action not in covered)


def only(case: Case, applied: Iterable[Applied]) -> Case:
    """The case as if these alone had been applied: what is to be undone."""
    return replace(case, applied=tuple(replace(item, interim=False) for item in applied))
