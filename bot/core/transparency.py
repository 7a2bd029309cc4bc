"""The transparency report: what is told of a time to anybody, without personal data. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.case import Case, CaseOrigin, State
from bot.core.statistics import Figures, Period

Rows = tuple[tuple[str, int | float | str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the report: names with numbers."""

    name: str
    rows: Rows


class Tally:
    """Counts decisions as they are read, so that the report's memory does not grow with them."""

    def __init__(self) -> None:
        self._categories = Counter[str]()
        self._origins = Counter[str]()
        self._decisions = Counter[str]()
        self._states = Counter[str]()
        self._automated = 0

    def add(self, case: Case) -> None:
        """Count one decided case."""
        self._categories[case.category.value if case.category else "none given"] += 1
        self._origins[case.origin.value] += 1
        self._decisions[case.decision.value if case.decision else "none"] += 1
        self._states[case.state.value] += 1
        self._automated += case.automated

    def sections(self, figures: Figures) -> Sequence[Section]:
        """The report's tables."""
        took = figures.median_seconds
        cases = sum(self._origins.values())
        return (
            Section("actions by rule", tuple(figures.by_rule())),
            Section("actions by kind", tuple(figures.by_action())),
            Section(
                "actions by who took them",
                (("the bot by a rule", figures.automatic), ("a moderator", figures.actions - figures.automatic)),
            ),
            Section("reports by outcome", tuple(sorted(figures.reports))),
            Section("decided cases by origin", _counts(self._origins, [origin.value for origin in CaseOrigin])),
            Section("decided cases by decision", _counts(self._decisions)),
            Section("decided cases by category", _counts(self._categories)),
            Section("decided cases by where they stand", _counts(self._states)),
            Section(
                "decisions",
                (
                    ("cases decided", cases),
                    ("of them automatically", self._automated),
                    ("median seconds to a moderator's decision", "" if took is None else round(took)),
                ),
            ),
            Section(
                "appeals",
                (
                    ("made", figures.appealed),
                    ("upheld", figures.appeals_that(State.UPHELD)),
                    ("partially reversed", figures.appeals_that(State.PARTIALLY_REVERSED)),
                    ("reversed", figures.appeals_that(State.REVERSED)),
                    ("not decided upon", figures.appeals_that(State.OMITTED)),
                ),
            ),
        )


def span(period: Period) -> str:
    """The time that the report is about, in ISO 8601."""
    since, until = (datetime.fromtimestamp(at, UTC).isoformat() for at in (period.since, period.until))
    return f"{since}/{until}"


def _counts(counter: Counter[str], always: Sequence[str] = ()) -> Rows:
    names = {*counter, *always}
    return tuple(sorted(((name, counter[name]) for name in names), key=lambda item: (-item[1], item[0])))
