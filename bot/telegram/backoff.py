"""How long to wait before trying again."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Sleep = Callable[[float], Awaitable[object]]
"""Waits so many seconds."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits grow by `factor` from `first` to `most` seconds; of each, a random part up to one half is left off."""

    first: float = 0.5
    most: float = 30.0
    factor: float = 2.0
    chance: Callable[[], float] = random.random

    def delay(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row, at least one."""
        whole = min(self.most, self.first * self.factor ** min(failures - 1, 32))
        return whole * (1 - self.chance() / 2)
