"""What the bot counts of its own work: plain numbers, cheap to add to, for whoever shows them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from bot.core.outcome import Status

COMMIT_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds; a commit takes one on a disk that is in trouble, and one to five milliseconds on one that is not."""

OK = "ok"
UNREACHABLE = "unreachable"
"""Where a call got no answer: there is no error code then."""


class Timings:
    """How often something took how long. `counts` has one number more than `bounds`, for what took longer than all."""

    def __init__(self, bounds: tuple[float, ...] = COMMIT_BOUNDS) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.total += seconds


class Gauge(NamedTuple):
    """A number that goes up and down, read when somebody looks."""

    meaning: str
    read: Callable[[], float]


class Meter:
    """Counts since the start. For one thread, that of the event loop; whoever reads it copies."""

    def __init__(self) -> None:
        self.received = self.handled = 0
        self.actions: Counter[tuple[str, str]] = Counter()
        self.calls: Counter[tuple[str, str]] = Counter()
        self.answered: dict[str, float] = {}
        self.told_to_wait = 0.0
        self.commits = Timings()
        self.gauges: dict[str, Gauge] = {}

    def acted(self, action: str, status: Status) -> None:
        """An action came to an end, or another one."""
        self.actions[action, status.value] += 1

    def called(self, method: str, code: int, at: float, retry_after: float | None = None) -> None:
        """A call to the Bot API was answered `at` a time, in seconds from any start; `code` is 0 if it was done.

        `retry_after` are the seconds that Telegram asked to wait.
        """
        self.calls[method, str(code) if code else OK] += 1
        if not code:
            self.answered[method] = at
        elif retry_after:
            self.told_to_wait += retry_after

    def unanswered(self, method: str) -> None:
        """A call to the Bot API got no answer."""
        self.calls[method, UNREACHABLE] += 1

    def watch(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Show a number beside the counts; `name` is of lower-case letters and `_`. A later one takes its place."""
        self.gauges[name] = Gauge(meaning, read)
