"""What one reading of one post found."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from bot.core.post import Post, SurfaceName
from bot.core.query import Hit, Link, Query
from bot.matching.fragments import fragments
from bot.matching.hosts import suffixes
from bot.matching.links import extract
from bot.matching.lookalikes import latin
from bot.matching.placing import Pattern
from bot.matching.searched import Searched
from bot.matching.squeeze import at as squeezed_at
from bot.matching.squeeze import squeeze
from bot.matching.triggers import rowed_or_repeated, signed, split
from bot.matching.views import Reading, Stream
from bot.matching.wildcards import wildcards
from bot.matching.words import Phrase, Span

MOST_HITS = 20
ENOUGH = 10_000
"""Work in one surface, a word compared or a quarter of a match, beyond which one match for each query will do.

Ordinary posts need a hundredth of it. The bound is for patterns that nest by the hundred in a text made for them.
"""

_MATCH = 4
_LETTERS = 16
"""So many letters of a squeezed match are as much work as a word."""

_TOO_MUCH = 3 * ENOUGH
"""More than a post can cause where few patterns begin with the same words, so that no flood hides what follows it."""

_FEW = 20
"""Places at which a pattern is tried once there was too much."""

_AROUND = 12
"""Code points on each side of a squeezed match that decide whether it is one."""

_Spans = dict[tuple[int, int], bool]
"""Parts of an original, and whether they were found by folding."""


class Readings:
    """The surfaces of a post, each read once, whoever asks."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._read: dict[int, Reading] = {}

    def of(self, surfaces: frozenset[SurfaceName]) -> dict[int, Reading]:
        """The readings of those surfaces that have any text, by their places in the post."""
        return {
            place: self._read.get(place) or self._read.setdefault(place, Reading(surface.text))
            for place, surface in enumerate(self._post.surfaces)
            if surface.name in surfaces and surface.text
        }


class PostScan:
    """Reads the surfaces when the first question is asked, and the links when they are needed."""

    def __init__(self, index: Searched, post: Post, readings: Readings | None = None) -> None:
        self._index = index
        self._post = post
        self._shared = readings or Readings(post)

    def hits(self, query: Query) -> Sequence[Hit]:
        """Where the query's patterns stand."""
        return self._ordered.get(query, ())

    def fired(self) -> Iterable[Query]:
        """The queries with at least one hit."""
        return self._ordered.keys()

    @cached_property
    def links(self) -> Sequence[Link]:
        """All links of the post."""
        return extract(self._post, self._index.domains.keys(), self._readings)

    @cached_property
    def _readings(self) -> dict[int, Reading]:
        return self._shared.of(self._index.surfaces)

    @cached_property
    def _ordered(self) -> dict[Query, tuple[Hit, ...]]:
        found: dict[Query, set[Hit]] = {}
        for place, reading in self._readings.items():
            name = self._post.surfaces[place].name
            for pattern, spans in self._found(reading):
                hits = [Hit(place, start, end, folded) for (start, end), folded in spans.items()]
                for query in pattern.queries:
                    if name in query.surfaces:
                        found.setdefault(query, set()).update(hits)
        if self._index.domains:
            for query, hit in self._domain_hits():
                found.setdefault(query, set()).add(hit)
        return {query: tuple(sorted(hits)[:MOST_HITS]) for query, hits in found.items()}

    def _found(self, reading: Reading) -> Iterator[tuple[Pattern, _Spans]]:
        yield from SurfaceScan(self._index, reading).found()
        if (shown := reading.shown) is None:
            return
        for pattern, spans in SurfaceScan(self._index, shown.reading).found():
            turned = {part: True for start, end in spans if (part := shown.locate(start, end))}
            if turned:
                yield pattern, turned

    def _domain_hits(self) -> Iterator[tuple[Query, Hit]]:
        domains = self._index.domains
        for link in self.links:
            for suffix in suffixes(link.host):
                for query in domains.get(suffix, ()):
                    yield query, link.hit
            if not link.host.isascii():
                for suffix in suffixes(latin(link.host)):
                    for query in domains.get(suffix, ()):
                        yield query, link.hit._replace(folded=True)


class SurfaceScan:
    """What one surface has of each pattern."""

    def __init__(self, index: Searched, reading: Reading) -> None:
        self._index = index
        self._reading = reading
        self._spans: dict[Pattern, _Spans] = {}
        self._tried: set[Pattern] = set()
        self._work = 0
        self._fired: set[Query] = set()

    def found(self) -> Iterable[tuple[Pattern, _Spans]]:
        """Each pattern with its matches."""
        reading, index = self._reading, self._index
        for pattern, starts in index.words.candidates(reading.words).items():
            self._try(pattern, starts, signs=False)
        for pattern in index.signs.candidates(reading.plain) if index.signs else ():
            self._try(pattern, (), signs=False)
        for pattern in index.always:
            self._try(pattern, (), signs=False)
        if signed(reading.data):
            for pattern, starts in index.words.candidates(reading.signed_stream.text).items():
                self._try(pattern, starts, signs=True)
        if index.squeezed and (rowed_or_repeated(reading.words) or split(reading.data)):
            for pattern, starts in index.squeezed.candidates(reading.squeezed.text).items():
                self._try_squeezed(pattern, starts)
        return self._spans.items()

    def _try(self, pattern: Pattern, starts: Sequence[int], *, signs: bool) -> None:
        reading, phrase = self._reading, pattern.phrase
        if not self._wanted(pattern):
            return
        if pattern.expression is not None:
            self._try_expression(pattern)
        elif pattern.fragment is not None:
            self._add_parts(pattern, fragments(pattern.fragment, phrase, reading, self._most))
        elif phrase is None:
            return
        elif phrase.wild is not None:
            words = reading.signed_stream if signs else reading.stream
            self._add_parts(pattern, wildcards(phrase, reading, words, self._most))
        else:
            words = reading.signed_stream if signs else reading.stream
            self._add_parts(pattern, self._phrase(phrase, words, starts))

    def _try_squeezed(self, pattern: Pattern, starts: Sequence[int]) -> None:
        phrase = pattern.phrase
        if not self._wanted(pattern):
            return
        if pattern.expression is not None:
            self._try_expression(pattern)
        elif phrase is not None:
            self._add_parts(pattern, self._squeezed(phrase, starts))

    def _squeezed(self, phrase: Phrase, starts: Sequence[int]) -> Iterator[Span]:
        reading, view = self._reading, self._reading.squeezed
        length = len(squeeze(phrase.skeleton))
        refused: set[str] = set()
        for start in starts[:_FEW] if self._work >= _TOO_MUCH else starts:
            first, last = int(view.firsts[start]), int(view.lasts[start + length - 1])
            self._work += len(phrase.parts) + (last - first) // _LETTERS
            begin, end = reading.places[first], reading.places[last] + 1
            around = reading.original[max(0, begin - _AROUND) : end + _AROUND]
            if around in refused:
                continue
            span = squeezed_at(phrase, reading, start)
            if span is not None:
                yield span
            else:
                refused.add(around)

    def _try_expression(self, pattern: Pattern) -> None:
        if pattern.expression is None or pattern in self._tried:
            return
        self._tried.add(pattern)
        for start, end, folded in pattern.expression.find(self._reading, self._most):
            self._add(pattern, start, end, folded=folded)

    def _phrase(self, phrase: Phrase, words: Stream, starts: Sequence[int]) -> Iterator[Span]:
        reading, atom = self._reading, phrase.atom
        length, spaced = len(atom), atom[-1] == " "
        lead, trail = len(phrase.lead), len(phrase.trail)
        refused: set[str] = set()
        for start in starts[:_FEW] if self._work >= _TOO_MUCH else starts:
            self._work += len(phrase.parts)
            first, last = words.places[start], words.places[start + length - 1] + (not spaced)
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

    def _add_parts(self, pattern: Pattern, spans: Iterable[Span]) -> None:
        for span in islice(spans, self._most):
            start, end = self._reading.locate(span.start, span.end)
            self._add(pattern, start, end, folded=span.folded)

    def _add(self, pattern: Pattern, start: int, end: int, *, folded: bool) -> None:
        spans = self._spans.setdefault(pattern, {})
        if folded and any(begin < end and start < stop for begin, stop in spans):
            return
        if len(spans) < MOST_HITS:
            spans.setdefault((start, end), folded)
            self._work += _MATCH
            self._fired.update(pattern.queries)

    @property
    def _enough(self) -> bool:
        return self._work >= ENOUGH

    @property
    def _most(self) -> int:
        """How many matches of one more pattern are wanted."""
        return 1 if self._enough else MOST_HITS

    def _wanted(self, pattern: Pattern) -> bool:
        """Whether one more pattern is to be tried: not if all who ask for it have enough."""
        return not (self._enough and self._fired.issuperset(pattern.queries))
