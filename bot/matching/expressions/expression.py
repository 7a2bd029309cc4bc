"""A regular expression that the index looks for."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

import re2

from bot.matching.encoded import Encoded
from bot.matching.expressions import bounds
from bot.matching.expressions.atoms import atoms
from bot.matching.expressions.options import options
from bot.matching.expressions.parser import parse
from bot.matching.expressions.render import render
from bot.matching.expressions.syntax import Char, ExpressionFault, Sequence, Tree, has_boundaries
from bot.matching.views import Reading

_KEPT = 2048
_LARGEST_PROGRAM = 1 << 18
_MEMORY = 1 << 19
"""RE2 gives up remembering states sooner if it has little memory, and is slower with much where that does not help."""

_HALF = re.compile("[\ud800-\udfff]")


class Expression:
    """An expression within bounds. RE2 compiles it when it is first tried; what RE2 refuses is never found.

    `atoms` are literals one of which must occur, None if there are none; `literal` says that it is but a text.
    """

    def __init__(self, text: str, *, original: bool) -> None:
        if not text.isprintable() and _HALF.search(text):
            raise ExpressionFault("regex-syntax", "the expression contains half a character", "write it anew")
        tree = _tree(text)
        bounds.check(tree)
        self._text = text
        self.original = original
        self.atoms = atoms(tree)
        self.literal = _is_literal(tree)

    def try_out(self) -> None:
        """Raises `ExpressionFault` if RE2 refuses the expression."""
        try:
            self._compile(_LARGEST_PROGRAM)
        except re2.error as error:
            raise _refusal(error) from error

    def may_match(self, text: str) -> bool:
        """Whether a text, `plain` or a repaired copy, has an atom; the index only knows skeletons."""
        forms = self._forms
        # A generator would take three times as long, and this runs for every candidate of every post.
        for form in forms:
            if form in text:
                return True
        return not forms

    def find(self, reading: Reading, most: int) -> Iterator[tuple[int, int, bool]]:
        """Matches as parts of the original, and whether they were found in a repaired copy only."""
        if self.original:
            yield from ((start, end, False) for start, end in self._spans(reading.encoded_original, most))
            return
        found = False
        for start, end in self._spans(reading.encoded, most):
            found = True
            yield (*reading.locate(start, end), False)
        if found:
            return
        for copy in reading.repaired:
            for start, end in self._spans(copy.encoded, most):
                yield (*reading.locate(copy.places[start], copy.places[end - 1] + 1), True)

    def _spans(self, text: Encoded, most: int) -> Iterator[tuple[int, int]]:
        if not self.may_match(text.text) or self._compiled is None:
            return
        compiled, marked = self._compiled
        done, place = 0, 0
        for match in compiled.finditer(text.marked if marked else text.data):
            start, end = match.span()
            first = place + text.length(done, start, marked=marked)
            last = first + text.length(start, end, marked=marked)
            done, place = end, last
            if first < last:
                yield first, last
                most -= 1
            if most <= 0:
                return

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        """The atoms as the text has them; empty where that is not known."""
        return () if self.original or not self.atoms else tuple({_form(atom) for atom in self.atoms})

    @cached_property
    def _compiled(self) -> tuple["re2._Regexp", bool] | None:
        try:
            return self._compile(_MEMORY)
        except re2.error:
            return None

    def _compile(self, memory: int) -> tuple["re2._Regexp", bool]:
        tree = _tree(self._text)
        marked = has_boundaries(tree)
        text = render(tree, original=self.original, marked=marked)
        return re2.compile(text, options(caseless=not self.original, memory=memory)), marked


@lru_cache(maxsize=_KEPT)
def expression(text: str, *, original: bool) -> Expression:
    """The expression that a text spells; kept for whoever asks next. Raises `ExpressionFault`."""
    return Expression(text, original=original)


@lru_cache(maxsize=16)
def _tree(text: str) -> Tree:
    return parse(text)


def _form(atom: str) -> str:
    """An atom as `plain` has it, with the white space at its ends."""
    return " " * atom[0].isspace() + Reading(atom).plain + " " * atom[-1].isspace()


def _is_literal(tree: Tree) -> bool:
    chars = tree.items if isinstance(tree, Sequence) else (tree,)
    return bool(chars) and all(isinstance(item, Char) and (item.char.isalnum() or item.char == " ") for item in chars)


def _refusal(error: Exception) -> ExpressionFault:
    reason = str(error.args[0] if error.args else "")
    if reason.startswith("b'"):
        reason = reason[2:-1]
    if "too large" in reason:
        message = "the expression compiles to too large a program"
        return ExpressionFault("regex-too-large", message, "use smaller repeats")
    return ExpressionFault("regex-syntax", f"RE2 refuses the expression: {reason}")
