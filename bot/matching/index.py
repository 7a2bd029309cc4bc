"""The index over all patterns: what is looked for, compiled together."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from bot.core.post import Post
from bot.core.query import Index, Query
from bot.matching.automaton import Automaton
from bot.matching.placing import Pattern, Patterns, Placements, Where
from bot.matching.scan import PostScan, Reads
from bot.matching.searched import Finder, Searched


class PatternIndex:
    """Everything that is looked for; immutable once built."""

    def __init__(self, queries: Iterable[Query]) -> None:
        patterns = Patterns(queries)
        self.searched = searched(patterns, build([patterns.placements]))

    def scan(self, post: Post) -> PostScan:
        """Read a post once."""
        return PostScan(self.searched, Reads(post, self.searched.domains))


def searched(patterns: Patterns, finders: Mapping[Where, Finder]) -> Searched:
    """The patterns, with what finds their literals."""
    always = {
        name: [pattern for pattern in patterns.always if any(name in query.surfaces for query in pattern.queries)]
        for name in patterns.surfaces
    }
    return Searched(
        words=finders[Where.WORDS],
        signs=finders[Where.SIGNS],
        squeezed=finders[Where.SQUEEZED],
        always=always,
        domains=patterns.domains,
        surfaces=patterns.surfaces,
    )


def build(placements: Iterable[Mapping[Where, Placements]]) -> Mapping[Where, Automaton[Pattern]]:
    """An automaton for each stream."""
    automata = {where: Automaton[Pattern]() for where in Where}
    for where, some in chain.from_iterable(each.items() for each in placements):
        for literal, owners in zip(some.literals, some.owners, strict=True):
            automata[where].add(literal, owners, places=owners[0].placed)
    for automaton in automata.values():
        automaton.build()
    return automata


def build_index(queries: Sequence[Query]) -> Index:
    """The index over all queries. Patterns that `patterns.fault` refuses are never found."""
    return PatternIndex(queries)
