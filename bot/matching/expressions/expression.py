"""A regular expression that the index looks for."""

import re
from collections.abc import Iterator
from functools import cached_property

import re2

from bot.matching.chars import MARKER, WORD_CLASS
from bot.matching.expressions.atoms import atoms
from bot.matching.expressions.options import options
from bot.matching.expressions.parser import parse
from bot.matching.expressions.render import render
from bot.matching.expressions.syntax import Tree, has_boundaries
from bot.matching.views import Reading

_MEMORY = 1 << 20
_WORD = re.compile(rf"[{WORD_CLASS}_]+")
_MARKED = rf"{MARKER}\g<0>{MARKER}"


class Expression:
    """An accepted expression; RE2 compiles it when it is first tried. Raises `ExpressionFault` when made."""

    def __init__(self, text: str, *, original: bool) -> None:
        self._text = text
        self.original = original
        self.atoms = atoms(self._tree())

    def find(self, reading: Reading, most: int) -> Iterator[tuple[int, int, bool]]:
        """Matches as parts of the original, and whether they were found in a repaired copy only."""
        if self.original:
            yield from ((start, end, False) for start, end in self._spans(reading.safe, most))
            return
        found = False
        for start, end in self._spans(reading.plain, most):
            found = True
            yield (*reading.locate(start, end), False)
        if found:
            return
        for copy in reading.repaired:
            for start, end in self._spans(copy.text, most):
                yield (*reading.locate(copy.places[start], copy.places[end - 1] + 1), True)

    def _spans(self, text: str, most: int) -> Iterator[tuple[int, int]]:
        compiled, marked = self._compiled
        data = (_WORD.sub(_MARKED, text) if marked else text).encode()
        done, place = 0, 0
        for match in compiled.finditer(data):
            ends = []
            for byte in match.span():
                piece = data[done:byte].decode()
                place += len(piece) - piece.count(MARKER)
                done = byte
                ends.append(place)
            if ends[0] < ends[1]:
                yield ends[0], ends[1]
                most -= 1
            if most <= 0:
                return

    @cached_property
    def _compiled(self) -> tuple["re2._Regexp", bool]:
        tree = self._tree()
        marked = has_boundaries(tree)
        text = render(tree, original=self.original, marked=marked)
        return re2.compile(text, options(caseless=not self.original, memory=_MEMORY)), marked

    def _tree(self) -> Tree:
        return parse(self._text)
