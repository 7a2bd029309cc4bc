"""Finds many literals at once: Aho-Corasick, bounded where literals nest."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

_DEEPEST = 4
"""So many literals may end in one place; of `a`, `aa`, `aaa`, … a text of `a` would have thousands in every place."""

_MOST_PLACES = 100
"""Places of a literal that is looked for by another."""

T = TypeVar("T")


class _Entry(NamedTuple, Generic[T]):
    """On whose behalf a literal is looked for, and whether all its places are wanted or only the first."""

    owners: list[T]
    places: bool


class Automaton(Generic[T]):
    """Finds literals in a text, each on behalf of its owners."""

    def __init__(self) -> None:
        self._wanted: dict[str, _Entry[T]] = {}
        self._entries: list[_Entry[T]] = []
        self._longer: dict[int, list[str]] = {}
        self._find: Callable[[str], list[tuple[int, int, int]]] | None = None

    def add(self, literal: str, owner: T, *, places: bool = False) -> None:
        """Look for a literal, which must not be empty; `places` asks for every place where it stands."""
        entry = self._wanted.get(literal)
        owners = [*entry.owners, owner] if entry else [owner]
        self._wanted[literal] = _Entry(owners, places or (entry is not None and entry.places))

    def build(self) -> None:
        """Compile; nothing may be added afterwards."""
        shorter = _nested(self._wanted)
        numbers = {literal: number for number, literal in enumerate(key for key in self._wanted if key not in shorter)}
        self._entries = [self._wanted[literal] for literal in numbers]
        for literal, suffix in shorter.items():
            self._longer.setdefault(numbers[suffix], []).append(literal)
        self._wanted = {literal: self._wanted[literal] for literal in shorter}
        if numbers:
            engine = AhoCorasick(numbers, implementation=Implementation.ContiguousNFA, store_patterns=False)
            self._find = lambda text: engine.find_matches_as_indexes(text, overlapping=True)

    def __bool__(self) -> bool:
        return self._find is not None

    def candidates(self, text: str) -> dict[T, list[int]]:
        """The owners whose literals occur, and where; for those that need no places, only the first."""
        if self._find is None:
            return {}
        found: dict[int, list[int]] = {}
        for number, start, _ in self._find(text):
            known = found.get(number)
            if known is None:
                found[number] = [start]
            elif self._entries[number].places:
                known.append(start)
        owners = {owner: starts for number, starts in found.items() for owner in self._entries[number].owners}
        if self._longer:
            for literal in [literal for number in found for literal in self._longer.get(number, ())]:
                if starts := list(_places(literal, text, _MOST_PLACES if self._wanted[literal].places else 1)):
                    owners |= dict.fromkeys(self._wanted[literal].owners, starts)
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
