"""What a scan searches for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.post import SurfaceName
from bot.core.query import Query
from bot.matching.placing import Pattern


class Finder(Protocol):
    """Finds the literals of patterns in a stream."""

    def candidates(self, text: str) -> Mapping[Pattern, Sequence[int]]:
        """The patterns whose literals occur, and where; for those that need no places, only the first."""
        ...

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """A finder for each stream, the domains, the surfaces to look in, and for each the patterns that no literal calls.

    Compared by identity.
    """

    words: Finder
    signs: Finder
    squeezed: Finder
    always: Mapping[SurfaceName, Sequence[Pattern]]
    domains: Mapping[str, Sequence[Query]]
    surfaces: frozenset[SurfaceName]
