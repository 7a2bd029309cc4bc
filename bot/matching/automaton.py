"""Finds many literals at once: Aho-Corasick, bounded where literals nest."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

_DEEPEST = 4
"""So many literals may end in one place; of `a`, `aa`, `aaa`, … a text of `a` would have thousands in every place."""

_MOST_PLACES = 100
"""Places of a literal that is looked for by another."""

_MOST_IN_ALL = 2_000
_FEWEST = 4
"""Places of all such literals together, and so many of each even then."""

T = TypeVar("T")


class Automaton(Generic[T]):
    """Finds literals in a text, each on behalf of its owners."""

    def __init__(self) -> None:
        # Many automata stand side by side, so what is kept for each literal is a tuple and a byte.
        self._wanted: dict[str, tuple[T, ...]] = {}
        self._everywhere: set[str] = set()
        self._owners: list[tuple[T, ...]] = []
        self._placed = b""
        self._longer: dict[int, list[str]] = {}
        self._find: Callable[[str], list[tuple[int, int, int]]] | None = None

    def add(self, literal: str, owners: tuple[T, ...], *, places: bool = False) -> None:
        """Look for a literal, which must not be empty; `places` asks for every place where it stands."""
        others = self._wanted.get(literal)
        self._wanted[literal] = (*others, *owners) if others else owners
        if places:
            self._everywhere.add(literal)

    def build(self) -> None:
        """Compile; nothing may be added afterwards."""
        shorter = _nested(self._wanted)
        numbers = {literal: number for number, literal in enumerate(key for key in self._wanted if key not in shorter)}
        self._owners = [self._wanted[literal] for literal in numbers]
        self._placed = bytes(literal in self._everywhere for literal in numbers)
        for literal, suffix in shorter.items():
            self._longer.setdefault(numbers[suffix], []).append(literal)
        self._wanted = {literal: self._wanted[literal] for literal in shorter}
        self._everywhere.intersection_update(shorter)
        if numbers:
            engine = AhoCorasick(numbers, implementation=Implementation.ContiguousNFA, store_patterns=False)
            self._find = partial(engine.find_matches_as_indexes, overlapping=True)

    def __bool__(self) -> bool:
        return self._find is not None

    def candidates(self, text: str) -> dict[T, list[int]]:
        """The owners whose literals occur, and where; for those that need no places, only the first."""
        if self._find is None:
            return {}
        found: dict[int, list[int]] = {}
        placed = self._placed
        hits = self._find(text)
        if not hits:
            return {}
        for number, start, _ in hits:
            if number not in found:
                found[number] = [start]
            elif placed[number]:
                found[number].append(start)
        owners = {owner: starts for number, starts in found.items() for owner in self._owners[number]}
        if not found.keys().isdisjoint(self._longer):
            left = _MOST_IN_ALL
            for literal in [literal for number in found for literal in self._longer.get(number, ())]:
                most = max(_FEWEST, min(_MOST_PLACES, left)) if literal in self._everywhere else 1
                if starts := list(_places(literal, text, most)):
                    left -= len(starts)
                    owners |= dict.fromkeys(self._wanted[literal], starts)
        return owners


def _nested(literals: Iterable[str]) -> dict[str, str]:
    """The literals that end in too many others, and for each of them the one by which it is to be found."""
    depths: dict[str, int] = {}
    found: dict[str, str] = {}
    for literal in sorted(literals, key=len):
        ends = (literal[start:] for start in range(1, len(literal)))
        suffix = next((end for end in ends if end in depths), "")
        depths[literal] = depths.get(suffix, 0) + 1
        if depths[literal] > _DEEPEST:
            found[literal] = found.get(suffix, suffix)
    return found


def _places(literal: str, text: str, most: int) -> Iterator[int]:
    place = text.find(literal)
    while place >= 0 and most > 0:
        yield place
        most -= 1
        place = text.find(literal, place + 1)
