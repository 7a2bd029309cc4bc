"""The server's time: the machine's, or one that stands still until a test moves it."""

import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Seconds since 1970 UTC."""

MACHINE: Clock = time.time


class ManualClock:
    """A clock that moves only when told to."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self.time = start

    def __call__(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.time += seconds
