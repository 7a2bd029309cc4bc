"""What happened where, in the order of its dates, so that what lies in a window is found at once."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterator
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Dated(Protocol):
    """Something that happened."""

    @property
    def date(self) -> int:
        """When, in seconds since 1970 UTC."""
        ...


K = TypeVar("K", bound=Hashable)
T = TypeVar("T", bound=Dated)

_date = attrgetter("date")


class Windows(Generic[K, T]):
    """Items by key, each key's by date; those of one date in the order they were added."""

    def __init__(self) -> None:
        self._items: dict[K, list[T]] = {}

    def add(self, key: K, item: T) -> int:
        """Add an item, which may be somewhat older than those before. Returns how many the key has now."""
        items = self._items.setdefault(key, [])
        if items and items[-1].date > item.date:
            insort(items, item, key=_date)
        else:
            items.append(item)
        return len(items)

    def discard(self, key: K, item: T) -> None:
        """Take the item away, if it is there."""
        items = self._items.get(key, [])
        place = bisect_left(items, item.date, key=_date)
        while place < len(items) and items[place].date == item.date:
            if items[place] is item:
                del items[place]
                break
            place += 1
        if not items:
            self._items.pop(key, None)

    def oldest(self, key: K) -> T:
        """The item of the earliest date. Raises `KeyError` if the key has none."""
        return self._items[key][0]

    def since(self, key: K, since: int) -> int:
        """How many items are dated later."""
        items = self._items.get(key, ())
        return len(items) - bisect_right(items, since, key=_date)

    def newest_first(self, key: K, since: int) -> Iterator[T]:
        """The items that are dated later, the latest first."""
        for item in reversed(self._items.get(key, ())):
            if item.date <= since:
                return
            yield item
