"""A cache of what was used last."""

from collections.abc import Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `capacity` values; the one that was not used for longest goes first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._values: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value, which counts as used now; None if it is not there."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def drop(self, key: K) -> None:
        """Forget a value, if it is there."""
        self._values.pop(key, None)

    def put(self, key: K, value: V) -> None:
        """Keep the value in place of any older one."""
        self._values.pop(key, None)
        self._values[key] = value
        if len(self._values) > self._capacity:
            del self._values[next(iter(self._values))]
