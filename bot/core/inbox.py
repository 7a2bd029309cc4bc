"""What waits to be handled, kept so that nothing is lost when the process ends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Updates that came together: `body` is their JSON array as it came, `done` the ids of those that are handled."""

    number: int
    body: str
    done: frozenset[int] = frozenset()
