"""Many chats, each with patterns of its own beside those of all chats.

An automaton a chat would take memory for nothing, one for all chats too long to make anew. So the chats' patterns stand
in shards, each chat's in the shard of its number, and a change makes one shard anew; what is prepared of a pattern is
kept, so that making a shard is no more than putting its literals together.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock

from bot.core.post import Post
from bot.core.query import Hit, Link, Query
from bot.matching.automaton import Automaton
from bot.matching.index import PatternIndex, build, searched
from bot.matching.placing import Pattern, Patterns, Placements, Where
from bot.matching.scan import PostScan, Reads
from bot.matching.searched import Searched

SHARDS = 256

Automata = Mapping[Where, Automaton[Pattern]]


class Tenants:
    """The index of each chat that has patterns of its own, over the shared one.

    `put` and `drop` may be called from a thread while posts are scanned. An index that was handed out stays right for
    as long as somebody keeps it, even when its chat's patterns have changed.
    """

    def __init__(self, shared: PatternIndex) -> None:
        self._shared = shared
        self._shards = [_Shard() for _ in range(SHARDS)]

    def put(self, queries: Mapping[int, Iterable[Query]]) -> dict[int, "TenantIndex"]:
        """The indexes of chats whose own patterns these now are, by chat."""
        shards: dict[int, dict[int, Patterns]] = {}
        for tenant, own in queries.items():
            shards.setdefault(tenant % SHARDS, {})[tenant] = Patterns(own, tenant)
        return {
            tenant: TenantIndex(self._shared, own)
            for number, patterns in shards.items()
            for tenant, own in self._shards[number].put(patterns).items()
        }

    def drop(self, tenant: int) -> None:
        """The chat has no patterns of its own any more."""
        self._shards[tenant % SHARDS].drop(tenant)

    def over(self, shared: PatternIndex, indexes: Mapping[int, "TenantIndex"]) -> dict[int, "TenantIndex"]:
        """The same chats' indexes over other shared patterns, which those of `put` will be over too from now on."""
        self._shared = shared
        return {tenant: TenantIndex(shared, index.own) for tenant, index in indexes.items()}


class TenantIndex:
    """The shared patterns and one chat's own."""

    def __init__(self, shared: PatternIndex, own: Searched) -> None:
        self._shared, self.own = shared.searched, own
        self._known: Container[str] = (
            _Either(own.domains, self._shared.domains) if own.domains else self._shared.domains
        )

    def scan(self, post: Post) -> "PairScan":
        """Read the post once for both."""
        reads = Reads(post, self._known)
        return PairScan(PostScan(self._shared, reads), PostScan(self.own, reads))


class _Either:
    """What is in one of two."""

    __slots__ = ("_first", "_second")

    def __init__(self, first: Container[str], second: Container[str]) -> None:
        self._first, self._second = first, second

    def __contains__(self, item: object) -> bool:
        return item in self._first or item in self._second


class PairScan:
    """What a reading of a post found of the shared patterns and of a chat's own."""

    def __init__(self, shared: PostScan, own: PostScan) -> None:
        self._shared, self._own = shared, own

    def hits(self, query: Query) -> Sequence[Hit]:
        """Where the query's patterns stand."""
        return self._own.hits(query) or self._shared.hits(query)

    def fired(self) -> Iterable[Query]:
        """The queries that may have a hit."""
        return chain(self._shared.fired(), self._own.fired())

    @property
    def links(self) -> Sequence[Link]:
        """All links of the post."""
        return self._shared.links


class _Cell:
    """The automata that a chat's patterns are found by; the chats of a shard share one."""

    __slots__ = ("automata",)

    def __init__(self, automata: Automata) -> None:
        self.automata = automata


class _Own:
    """Finds the literals of one chat in a stream. Patterns of its neighbours are passed over untried."""

    __slots__ = ("_cell", "_tenant", "_used", "_where")

    def __init__(self, cell: _Cell, where: Where, tenant: int, *, used: bool) -> None:
        self._cell, self._where, self._tenant, self._used = cell, where, tenant, used

    def candidates(self, text: str) -> Mapping[Pattern, Sequence[int]]:
        """The chat's patterns whose literals occur, and where."""
        found = self._cell.automata[self._where].candidates(text)
        return {pattern: starts for pattern, starts in found.items() if pattern.tenant == self._tenant}

    def __bool__(self) -> bool:
        """Whether the chat has anything to find."""
        return self._used

    def move(self, cell: _Cell) -> None:
        """Be found by other automata from now on."""
        self._cell = cell


@dataclass(frozen=True, slots=True)
class _Member:
    placements: Mapping[Where, Placements]
    finders: Mapping[Where, _Own]


class _Shard:
    def __init__(self) -> None:
        self._lock = Lock()
        self._members: dict[int, _Member] = {}
        self._cell = _Cell(build(()))

    def put(self, patterns: Mapping[int, Patterns]) -> dict[int, Searched]:
        with self._lock:
            new = {tenant: self._member(tenant, own) for tenant, own in patterns.items()}
            self._change({**self._members, **new}, new)
        return {tenant: searched(own, new[tenant].finders) for tenant, own in patterns.items()}

    def drop(self, tenant: int) -> None:
        with self._lock:
            self._change({key: member for key, member in self._members.items() if key != tenant}, (tenant,))

    def _member(self, tenant: int, patterns: Patterns) -> _Member:
        finders = {
            where: _Own(self._cell, where, tenant, used=bool(placements.literals))
            for where, placements in patterns.placements.items()
        }
        return _Member(patterns.placements, finders)

    def _change(self, members: dict[int, _Member], changed: Iterable[int]) -> None:
        """Swap the automata. Whoever still holds the former index of a changed chat keeps the former automata."""
        automata = build(member.placements for member in members.values())
        kept = _Cell(self._cell.automata)
        for tenant in changed:
            if former := self._members.get(tenant):
                for finder in former.finders.values():
                    finder.move(kept)
        self._members, self._cell.automata = members, automata
