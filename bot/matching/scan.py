"""What one reading of one post found."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.core.post import Post, Surface, SurfaceName
from bot.core.query import Hit, Link, PatternKind, Query
from bot.matching.effort import Effort
from bot.matching.hosts import suffixes
from bot.matching.lazy import cached_property
from bot.matching.links import extract
from bot.matching.lookalikes import latin
from bot.matching.placing import Pattern
from bot.matching.searched import Searched
from bot.matching.surface import MOST_HITS, Spans, SurfaceScan
from bot.matching.views import Reading, Shown

_NAMES = frozenset({SurfaceName.SENDER_NAME, SurfaceName.USERNAME})
_LONGEST_NAME = 130


class Reads:
    """A post as it is read, once for all who search it. `known` as for `links.extract`."""

    def __init__(self, post: Post, known: Container[str] = ()) -> None:
        self.post = post
        self._known = known
        self._readings: dict[int, Reading] = {}

    def at(self, place: int) -> Reading:
        """The reading of a surface."""
        reading = self._readings.get(place)
        if reading is None:
            reading = self._readings[place] = Reading(self.post.surfaces[place].text)
        return reading

    @cached_property
    def links(self) -> Sequence[Link]:
        """All links of the post."""
        return extract(self.post, self._known, self._readings)


class _Part(NamedTuple):
    """A surface of a post, as it is stored or, if `shown` is set, as it shows."""

    place: int
    scan: SurfaceScan
    shown: Shown | None = None

    def spans(self, pattern: Pattern, query: Query) -> Spans:
        """The matches of a pattern, as parts of the original."""
        if self.shown is not None and self.shown.guessed and (query.exact or query.original):
            return {}
        spans = self.scan.spans(pattern, query)
        if self.shown is None:
            return spans
        return {part: True for start, end in spans if (part := self.shown.locate(start, end))}


_Scans = tuple[tuple[SurfaceScan, Shown | None], ...]


def _scans(searched: Searched, reading: Reading) -> _Scans:
    """A text as it is stored, and each way in which it may show."""
    as_stored = (SurfaceScan(searched, reading, Effort()), None)
    if not reading.shown:
        return (as_stored,)
    more = Effort()
    return (as_stored, *((SurfaceScan(searched, shown.reading, more), shown) for shown in reading.shown))


@lru_cache(maxsize=1024)
def _scans_of_name(searched: Searched, name: str) -> _Scans:
    """The same for a name: people post more than once, and a name is too short for its effort to count."""
    return _scans(searched, Reading(name))


class PostScan:
    """Reads the surfaces when the first question is asked, and the links when they are needed.

    Reading finds candidates, which are cheap. Whether a candidate matches is found out for the queries that somebody
    asks for, which in an ordinary post are few.
    """

    def __init__(self, searched: Searched, reads: Reads) -> None:
        self._searched = searched
        self._reads = reads
        self._hits: dict[Query, tuple[Hit, ...]] = {}

    def hits(self, query: Query) -> Sequence[Hit]:
        """Where the query's patterns stand."""
        hits = self._hits.get(query)
        if hits is None:
            hits = self._hits[query] = self._found(query)
        return hits

    def fired(self) -> Iterable[Query]:
        """The queries that may have a hit: those of every candidate, and of every domain there is a link to."""
        return [*self._candidates, *self._domain_hits]

    @property
    def links(self) -> Sequence[Link]:
        """All links of the post."""
        return self._reads.links

    def _found(self, query: Query) -> tuple[Hit, ...]:
        if query.kind is PatternKind.DOMAIN:
            hits = self._domain_hits.get(query)
        elif calls := self._candidates.get(query):
            hits = set[Hit]()
            for part, pattern in calls:
                if part.shown is None or not (hits and part.scan.effort.enough):
                    hits.update(
                        Hit(part.place, start, end, folded)
                        for (start, end), folded in part.spans(pattern, query).items()
                    )
        else:
            return ()
        return tuple(sorted(hits)[:MOST_HITS]) if hits else ()

    @cached_property
    def _candidates(self) -> Mapping[Query, Sequence[tuple[_Part, Pattern]]]:
        """For each query its patterns that may match, and where."""
        found: dict[Query, list[tuple[_Part, Pattern]]] = {}
        for place, surface in enumerate(self._reads.post.surfaces):
            name = surface.name
            if name not in self._searched.surfaces or not surface.text:
                continue
            always = self._searched.always[name]
            for scan, shown in self._scans(place, surface):
                part = _Part(place, scan, shown)
                for pattern in (*always, *scan.candidates):
                    for query in pattern.queries:
                        if name in query.surfaces:
                            found.setdefault(query, []).append((part, pattern))
        return found

    def _scans(self, place: int, surface: Surface) -> _Scans:
        if surface.name in _NAMES and len(surface.text) <= _LONGEST_NAME:
            return _scans_of_name(self._searched, surface.text)
        return _scans(self._searched, self._reads.at(place))

    @cached_property
    def _domain_hits(self) -> Mapping[Query, set[Hit]]:
        found: dict[Query, set[Hit]] = {}
        for link in self.links if self._searched.domains else ():
            for host, hit in _hosts(link):
                for suffix in suffixes(host):
                    for query in self._searched.domains.get(suffix, ()):
                        found.setdefault(query, set()).add(hit)
        return found


def _hosts(link: Link) -> Iterator[tuple[str, Hit]]:
    """The host of a link, and the one that it may be meant to look like."""
    yield link.host, link.hit
    if not link.host.isascii():
        yield latin(link.host), link.hit._replace(folded=True)
