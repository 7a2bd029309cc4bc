"""What moderation came to in a stretch of time: figures without anybody's name. Pure.

What is counted: *actions* are rows of the log with the outcome `done` and an action of `MEASURES`, the bot's and
people's; *reports* and *appeals* by when they were made; *decisions* are cases that a person decided, by when; how long
a decision took counts from when its case was opened, and not where a moderator opened it by deciding.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bot.core.case import State

DAY = 86_400

MEASURES = frozenset({"delete", "decline", "remove_reaction", "warn", "mute", "kick", "ban", "purge"})
"""Actions against a post or its author, by the bot or by people."""

BY_PEOPLE = "moderators"
"""What stands for a rule where people acted without one."""


@dataclass(frozen=True, slots=True)
class Acted:
    """So many actions on one day (days since 1970 UTC), by one rule or by people; `automatic`: by the bot itself."""

    day: int
    rule: str
    action: str
    automatic: bool
    count: int


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until before `until`, both in seconds since 1970 UTC."""

    since: int
    until: int

    @property
    def days(self) -> range:
        """Every day that has a part in it, as days since 1970 UTC."""
        return range(self.since // DAY, (self.until - 1) // DAY + 1)


@dataclass(frozen=True, slots=True)
class Figures:
    """`took` has for each decision how many seconds it took; `appeals` counts by outcome, None for those not decided.

    `reports` counts by what became of them, in the words of `ReportState`.
    """

    period: Period
    acted: tuple[Acted, ...] = ()
    reports: tuple[tuple[str, int], ...] = ()
    took: tuple[int, ...] = ()
    appeals: tuple[tuple[State | None, int], ...] = ()

    @property
    def actions(self) -> int:
        """How many actions there were."""
        return sum(item.count for item in self.acted)

    @property
    def automatic(self) -> int:
        """How many of them the bot took by itself."""
        return sum(item.count for item in self.acted if item.automatic)

    @property
    def reported(self) -> int:
        """How many reports there were."""
        return sum(count for _, count in self.reports)

    @property
    def median_seconds(self) -> float | None:
        """The median of how long decisions took; None if there were none."""
        return median(self.took) if self.took else None

    @property
    def appealed(self) -> int:
        """How many appeals there were."""
        return sum(count for _, count in self.appeals)

    def appeals_that(self, *outcomes: State) -> int:
        """How many appeals came to one of these."""
        return sum(count for outcome, count in self.appeals if outcome in outcomes)

    def by_rule(self) -> Sequence[tuple[str, int]]:
        """How many actions each rule took, the most active first."""
        return _most_first((item.rule, item.count) for item in self.acted)

    def by_action(self) -> Sequence[tuple[str, int]]:
        """How many there were of each action, the most frequent first."""
        return _most_first((item.action, item.count) for item in self.acted)

    def by_day(self, rule: str | None = None) -> Sequence[int]:
        """The actions of each day of the period, by one rule or all."""
        counts = Counter[int]()
        for item in self.acted:
            if rule in (None, item.rule):
                counts[item.day] += item.count
        return [counts[day] for day in self.period.days]


def _most_first(counted: Iterable[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    counts = Counter[str]()
    for name, count in counted:
        counts[name] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
