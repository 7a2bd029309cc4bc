"""What one surface has of each pattern: candidates at once, matches when they are asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from bot.core.query import Query
from bot.matching.effort import Effort
from bot.matching.expressions.expression import Expression
from bot.matching.fragments import fragments
from bot.matching.lazy import cached_property
from bot.matching.placing import Pattern
from bot.matching.quick import quick_squeezed
from bot.matching.searched import Searched
from bot.matching.squeeze import at as squeezed_at
from bot.matching.squeeze import squeeze
from bot.matching.triggers import rowed_or_repeated, split
from bot.matching.views import Reading, Stream
from bot.matching.wildcards import wildcards
from bot.matching.words import Phrase, Span

MOST_HITS = 20
_MATCH = 4
_ALIGNED = 4
_LETTERS = 8
"""Each letter of a squeezed pattern is as much work as so many words; so many of the text as one."""

_STEPS = 1_024
"""So many letters of a text, times those of a pattern with stars, are as much work as a word."""

_FEW = 20
_FEW_SQUEEZED = 2
"""Places at which a pattern is tried once there was too much."""

_AROUND = 12
"""Code points on each side of a squeezed match that decide whether it is one."""

Spans = Mapping[tuple[int, int], bool]
"""Parts of an original, and whether they were found by folding."""

_NONE: Mapping[Pattern, Sequence[int]] = {}


class SurfaceScan:
    """A reading beside the patterns that are searched for. Each pattern is tried at most once, when it is asked for."""

    def __init__(self, searched: Searched, reading: Reading, effort: Effort) -> None:
        self._searched = searched
        self._reading = reading
        self.effort = effort
        self._spans: dict[Pattern, dict[tuple[int, int], bool]] = {}
        self._fired: set[Query] = set()

    @cached_property
    def candidates(self) -> Iterable[Pattern]:
        """Every pattern that may have a match, but for those that no literal calls; all that have one are there."""
        plain = self._reading.plain
        found = self._searched.signs.candidates(plain) if self._searched.signs else _NONE
        for more in (self._words, self._signed, self._squeezed):
            if more:
                found = {**found, **more}
        possible: list[Pattern] = []
        for pattern in found:
            expression = pattern.expression
            if expression is None or expression.may_match(plain) or self._mended(expression):
                possible.append(pattern)
        return possible

    def spans(self, pattern: Pattern, query: Query) -> Spans:
        """The matches of a candidate; none for one that is not needed, as its query has matches enough."""
        if (spans := self._spans.get(pattern)) is not None:
            return spans
        if self.effort.spent or (self.effort.enough and query in self._fired):
            return {}
        spans = self._spans[pattern] = {}
        self._try(pattern, spans)
        if spans:
            self._fired.update(pattern.queries)
        return spans

    @cached_property
    def _words(self) -> Mapping[Pattern, Sequence[int]]:
        return self._searched.words.candidates(self._reading.words)

    @cached_property
    def _signed(self) -> Mapping[Pattern, Sequence[int]]:
        reading = self._reading
        return self._searched.words.candidates(reading.signed_stream.text) if reading.has_signs else _NONE

    @cached_property
    def _squeezed(self) -> Mapping[Pattern, Sequence[int]]:
        reading, squeezed = self._reading, self._searched.squeezed
        if squeezed and (rowed_or_repeated(reading.words) or (reading.unusual and split(reading.data))):
            return squeezed.candidates(reading.squeezed.text if reading.has_signs else quick_squeezed(reading.words))
        return _NONE

    def _mended(self, expression: Expression) -> bool:
        """Whether the expression may match a repaired copy."""
        copies = self._reading.repaired
        return bool(copies) and any(expression.may_match(copy.text) for copy in copies)

    def _try(self, pattern: Pattern, spans: dict[tuple[int, int], bool]) -> None:
        reading, phrase = self._reading, pattern.phrase
        if pattern.expression is not None:
            for start, end, folded in pattern.expression.find(reading, self._most):
                self._add(spans, start, end, folded=folded)
            return
        for parts in self._ways(pattern, phrase):
            self._add_parts(spans, parts)
            if spans and self.effort.enough:
                return

    def _ways(self, pattern: Pattern, phrase: Phrase | None) -> Iterator[Iterable[Span]]:
        """The matches of words or a fragment, by the streams that have what they must contain."""
        reading = self._reading
        if pattern.fragment is not None:
            if phrase is None or pattern in self._words or pattern in self._signed:
                yield fragments(pattern.fragment, phrase, reading, self._most, self.effort)
        elif phrase is not None:
            if pattern in self._words:
                yield self._stands(phrase, reading.stream, self._words[pattern])
            if pattern in self._signed:
                yield self._stands(phrase, reading.signed_stream, self._signed[pattern])
        if phrase is not None and pattern in self._squeezed:
            yield self._pulled_apart(phrase, self._squeezed[pattern])

    def _stands(self, phrase: Phrase, words: Stream, starts: Sequence[int]) -> Iterator[Span]:
        if phrase.wild is not None:
            self.effort.spend(len(phrase.wild) * len(words.text) // _STEPS)
            return wildcards(phrase, self._reading, words)
        return self._phrase(phrase, words, starts)

    def _phrase(self, phrase: Phrase, words: Stream, starts: Sequence[int]) -> Iterator[Span]:
        reading, atom = self._reading, phrase.atom
        length, spaced = len(atom), atom[-1] == " "
        lead, trail = len(phrase.lead), len(phrase.trail)
        refused: set[str] = set()
        places = words.places
        for start in starts[:_FEW] if self.effort.too_much else starts:
            self.effort.spend(len(phrase.parts))
            first, last = places[start], places[start + length - 1] + (not spaced)
            # A word that was refused once is refused every time: a post full of near misses must not cost more.
            before, after = max(0, first - lead), min(len(reading.places), last + trail)
            spelling = reading.original[reading.places[before] : reading.places[after - 1] + 1]
            if spelling in refused:
                continue
            span = phrase.at(reading, words, start)
            if span is not None:
                yield span
            else:
                refused.add(spelling)

    def _pulled_apart(self, phrase: Phrase, starts: Sequence[int]) -> Iterator[Span]:
        reading, view = self._reading, self._reading.squeezed
        letters = phrase.skeleton
        length = len(squeeze(letters))
        refused: set[str] = set()
        for start in starts[:_FEW_SQUEEZED] if self.effort.too_much else starts:
            first, last = int(view.firsts[start]), int(view.lasts[start + length - 1])
            self.effort.spend(_ALIGNED * len(letters) + (last - first) // _LETTERS)
            begin, end = reading.places[first], reading.places[last] + 1
            around = reading.original[max(0, begin - _AROUND) : end + _AROUND]
            if around in refused:
                continue
            span = squeezed_at(phrase, reading, start)
            if span is not None:
                yield span
            else:
                refused.add(around)

    def _add_parts(self, spans: dict[tuple[int, int], bool], parts: Iterable[Span]) -> None:
        for part in islice(parts, self._most):
            start, end = self._reading.locate(part.start, part.end)
            self._add(spans, start, end, folded=part.folded)

    def _add(self, spans: dict[tuple[int, int], bool], start: int, end: int, *, folded: bool) -> None:
        if folded and any(begin < end and start < stop for begin, stop in spans):
            return
        if len(spans) < MOST_HITS:
            spans.setdefault((start, end), folded)
            self.effort.spend(_MATCH)

    @property
    def _most(self) -> int:
        """How many matches of one more pattern are wanted."""
        return 1 if self.effort.enough else MOST_HITS
