"""What one reading of one post found."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from bot.core.post import Post
from bot.core.query import Hit, Link, Query
from bot.matching.fragments import fragments
from bot.matching.hosts import suffixes
from bot.matching.links import extract
from bot.matching.lookalikes import latin
from bot.matching.squeeze import at as squeezed_at
from bot.matching.squeeze import squeeze
from bot.matching.triggers import rowed_or_repeated, signed, split
from bot.matching.views import Reading, Stream
from bot.matching.wildcards import wildcards
from bot.matching.words import Phrase, Span

if TYPE_CHECKING:
    from bot.matching.index import Pattern, PatternIndex

MOST_HITS = 20
_AROUND = 12
"""Code points on each side of a squeezed match that decide whether it is one."""

_Spans = dict[tuple[int, int], bool]
"""Parts of an original, and whether they were found by folding."""


class PostScan:
    """Reads the surfaces when the first question is asked, and the links when they are needed."""

    def __init__(self, index: "PatternIndex", post: Post) -> None:
        self._index = index
        self._post = post

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
        return {
            place: Reading(surface.text)
            for place, surface in enumerate(self._post.surfaces)
            if surface.name in self._index.surfaces and surface.text
        }

    @cached_property
    def _ordered(self) -> dict[Query, tuple[Hit, ...]]:
        found: dict[Query, set[Hit]] = {}
        for place, reading in self._readings.items():
            name = self._post.surfaces[place].name
            for pattern, spans in SurfaceScan(self._index, reading).found():
                hits = [Hit(place, start, end, folded) for (start, end), folded in spans.items()]
                for query in pattern.queries:
                    if name in query.surfaces:
                        found.setdefault(query, set()).update(hits)
        if self._index.domains:
            for query, hit in self._domain_hits():
                found.setdefault(query, set()).add(hit)
        return {query: tuple(sorted(hits)[:MOST_HITS]) for query, hits in found.items()}

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

    def __init__(self, index: "PatternIndex", reading: Reading) -> None:
        self._index = index
        self._reading = reading
        self._spans: dict[Pattern, _Spans] = {}

    def found(self) -> Iterable[tuple["Pattern", _Spans]]:
        """Each pattern with its matches."""
        self._tried: set[Pattern] = set()
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

    def _try(self, pattern: "Pattern", starts: Sequence[int], *, signs: bool) -> None:
        reading, phrase = self._reading, pattern.phrase
        if pattern.expression is not None:
            self._try_expression(pattern)
        elif pattern.fragment is not None:
            self._add_parts(pattern, fragments(pattern.fragment, phrase, reading, MOST_HITS))
        elif phrase is None:
            return
        elif phrase.wild is not None:
            words = reading.signed_stream if signs else reading.stream
            self._add_parts(pattern, wildcards(phrase, reading, words, MOST_HITS))
        else:
            words = reading.signed_stream if signs else reading.stream
            self._add_parts(pattern, self._phrase(phrase, words, starts))

    def _try_squeezed(self, pattern: "Pattern", starts: Sequence[int]) -> None:
        phrase = pattern.phrase
        if pattern.expression is not None:
            self._try_expression(pattern)
        elif phrase is not None:
            self._add_parts(pattern, self._squeezed(phrase, starts))

    def _squeezed(self, phrase: Phrase, starts: Iterable[int]) -> Iterator[Span]:
        reading, view = self._reading, self._reading.squeezed
        length = len(squeeze(phrase.skeleton))
        refused: set[str] = set()
        for start in starts:
            first, last = int(view.firsts[start]), int(view.lasts[start + length - 1])
            begin, end = reading.places[first], reading.places[last] + 1
            around = reading.original[max(0, begin - _AROUND) : end + _AROUND]
            if around in refused:
                continue
            span = squeezed_at(phrase, reading, start)
            if span is not None:
                yield span
            else:
                refused.add(around)

    def _try_expression(self, pattern: "Pattern") -> None:
        if pattern.expression is None or pattern in self._tried:
            return
        self._tried.add(pattern)
        for start, end, folded in pattern.expression.find(self._reading, MOST_HITS):
            self._add(pattern, start, end, folded=folded)

    def _phrase(self, phrase: Phrase, words: Stream, starts: Iterable[int]) -> Iterator[Span]:
        reading, length = self._reading, len(phrase.atom)
        plainly = not phrase.lead and not phrase.trail
        refused: set[str] = set()
        for start in starts:
            first, last = words.places[start], words.places[start + length - 1] + (phrase.atom[-1] != " ")
            # A word that was refused once is refused every time: a post full of near misses must not cost more.
            spelling = reading.original[reading.places[first] : reading.places[last - 1] + 1] if plainly else ""
            if spelling and spelling in refused:
                continue
            span = phrase.at(reading, words, start)
            if span is not None:
                yield span
            else:
                refused.add(spelling)

    def _add_parts(self, pattern: "Pattern", spans: Iterable[Span]) -> None:
        for span in islice(spans, MOST_HITS):
            start, end = self._reading.locate(span.start, span.end)
            self._add(pattern, start, end, folded=span.folded)

    def _add(self, pattern: "Pattern", start: int, end: int, *, folded: bool) -> None:
        spans = self._spans.setdefault(pattern, {})
        if folded and any(begin < end and start < stop for begin, stop in spans):
            return
        if len(spans) < MOST_HITS:
            spans.setdefault((start, end), folded)
