"""How often something may be done in a while: so that a raid does not become a flood of messages by the bot."""

from collections import deque

from bot.core.ports import Clock

MOST_KEYS = 10_000


class Allowance:
    """At most `most` times in any `seconds`, for each key apart. Forgotten when the process ends."""

    def __init__(self, most: int, seconds: float, clock: Clock) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._taken: dict[int, deque[float]] = {}

    def free(self, key: int) -> bool:
        """Whether it may be done now."""
        taken = self._taken.get(key)
        return taken is None or len(taken) < self._most or taken[0] <= self._clock.now() - self._seconds

    def take(self, key: int) -> bool:
        """Whether it may be done now; if so it counts as done."""
        if not self.free(key):
            return False
        if key not in self._taken and len(self._taken) >= MOST_KEYS:
            before = self._clock.now() - self._seconds
            self._taken = {of: taken for of, taken in self._taken.items() if taken[-1] > before}
        self._taken.setdefault(key, deque(maxlen=self._most)).append(self._clock.now())
        return True
