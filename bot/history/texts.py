"""Texts that are like one another, found without comparing each with each.

A sketch is cut into bands; texts that agree in a whole band are neighbours and are compared. With 16 bands of 4 numbers
of two texts that agree to 80 % all but 2 in 10,000 pairs are neighbours, to 70 % all but 12 in 1,000. Each band is a
hash table of chains in arrays: 64 bytes a text, where Python's dictionaries would take 4 KB.
"""

from collections.abc import Iterable
from math import ceil

import numpy as np
from numpy.typing import NDArray

from bot.history.fingerprint import SKETCH_SIZE, Sketch

_BANDS = 16
_WIDTH = SKETCH_SIZE // _BANDS
_SLOTS = 1 << 16
_ROOM = 1_024
_LONGEST_WALK = 100
"""How far a chain is followed, newest first, which is as many texts as anybody asks for.

So a flood of texts that are nearly the same does not make posts slow.
"""

_EACH = np.arange(_BANDS)
_NONE = -1
_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint32)

Rows = NDArray[np.int32]


class Texts:
    """Sketches by exact hash; a text that was added twice has to be removed twice."""

    def __init__(self) -> None:
        self._known: dict[int, list[int]] = {}  # row and uses
        self._exacts: list[int] = []
        self._sketches: NDArray[np.uint32] = np.empty((0, SKETCH_SIZE), dtype=np.uint32)
        self._heads: Rows = np.empty((0, 0), dtype=np.int32)
        self._next: Rows = np.empty((0, 0), dtype=np.int32)

    def add(self, exact: int, sketch: Sketch) -> None:
        """Take a text in."""
        if known := self._known.get(exact):
            known[1] += 1
            return
        row = len(self._exacts)
        if row == len(self._sketches):
            self._rebuild()
            row = len(self._exacts)
        self._known[exact] = [row, 1]
        self._exacts.append(exact)
        self._sketches[row] = sketch
        slots = _slots(sketch[None, :])[0]
        self._next[_EACH, row] = self._heads[_EACH, slots]
        self._heads[_EACH, slots] = row

    def remove(self, exact: int) -> None:
        """Let go of a text, if it was added."""
        if known := self._known.get(exact):
            known[1] -= 1
            if not known[1]:
                del self._known[exact]

    def alike(self, sketch: Sketch, similar: float, among: Iterable[int] | None = None) -> set[int]:
        """The texts that agree so far with a sketch, as far as sketches tell; of all, or of those with these hashes."""
        if among is None:
            rows = self._neighbours(sketch)
        else:
            rows = np.array([known[0] for exact in among if (known := self._known.get(exact))], dtype=np.int32)
        if not len(rows):
            return set()
        equal = np.count_nonzero(self._sketches[rows] == sketch, axis=1)
        near = rows[equal >= ceil(similar * SKETCH_SIZE - 1e-9)].tolist()
        return {exact for row in near if self._is_at(exact := self._exacts[row], row)}

    def _is_at(self, exact: int, row: int) -> bool:
        known = self._known.get(exact)
        return known is not None and known[0] == row

    def _neighbours(self, sketch: Sketch) -> Rows:
        if not self._exacts:
            return np.empty(0, dtype=np.int32)
        rows: Rows = self._heads[_EACH, _slots(sketch[None, :])[0]]
        found: list[Rows] = []
        # The last column of `_next` leads from nothing to nothing.
        while len(found) < _LONGEST_WALK and rows.max() > _NONE:
            found.append(rows)
            rows = self._next[_EACH, rows]
        near = {row for step in found for row in step.tolist()} - {_NONE}
        return np.array(list(near), dtype=np.int32)

    def _rebuild(self) -> None:
        """Make room for a quarter more than there are, and drop those that were removed."""
        kept = [row for row, exact in enumerate(self._exacts) if self._is_at(exact, row)]
        room = len(kept) + max(_ROOM, len(kept) // 4)
        sketches = np.empty((room, SKETCH_SIZE), dtype=np.uint32)
        sketches[: len(kept)] = self._sketches[kept]
        self._sketches = sketches
        self._exacts = [self._exacts[row] for row in kept]
        for row, exact in enumerate(self._exacts):
            self._known[exact][0] = row
        self._heads = np.full((_BANDS, _SLOTS), _NONE, dtype=np.int32)
        self._next = np.full((_BANDS, room + 1), _NONE, dtype=np.int32)
        for band, slots in enumerate(_slots(sketches[: len(kept)]).T):
            _chain(slots, self._heads[band], self._next[band])


def _slots(sketches: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """The slot of each sketch in each band: sums of products, of which the upper bits depend on all."""
    sums = (sketches.reshape(-1, _BANDS, _WIDTH) * _FACTORS).sum(axis=-1, dtype=np.uint32)
    slots: NDArray[np.uint16] = (sums >> np.uint32(16)).astype(np.uint16)
    return slots


def _chain(slots: NDArray[np.uint16], heads: Rows, following: Rows) -> None:
    """Chain the rows of each slot, the newest first."""
    if not len(slots):
        return
    order = np.argsort(slots, kind="stable")
    ordered = slots[order]
    same = ordered[1:] == ordered[:-1]
    following[order[1:]] = np.where(same, order[:-1], _NONE)
    last = np.append(~same, True)
    heads[ordered[last]] = order[last]
