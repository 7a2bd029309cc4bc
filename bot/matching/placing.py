"""The patterns of some queries, and by which literal of which stream each is found."""

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache

from bot.core.post import SurfaceName
from bot.core.query import PatternKind, Query
from bot.matching.expressions.expression import Expression, expression
from bot.matching.expressions.syntax import ExpressionFault
from bot.matching.hosts import as_domain
from bot.matching.patterns import LONGEST, fault
from bot.matching.squeeze import squeezable, squeeze
from bot.matching.views import Reading
from bot.matching.words import Phrase, parse

_KEPT = 1024


class Pattern:
    """One pattern, as its first query spells it, and the queries that ask for it.

    `tenant` is the chat whose own it is, None for a shared one. `placed` says whether it is tried at each place where
    its literal stands; others are tried once a text.
    """

    __slots__ = ("_query", "_text", "expression", "placed", "queries", "tenant")

    def __init__(self, query: Query, text: str, tenant: int | None = None) -> None:
        self._query, self._text, self.tenant = query, text, tenant
        self.queries = _alone(query)
        self.expression = _expression(text, original=query.original) if query.kind is PatternKind.REGEX else None
        phrase = self.phrase
        self.placed = query.kind is PatternKind.WORD and phrase is not None and phrase.wild is None

    @property
    def phrase(self) -> Phrase | None:
        """The parts of a word or a fragment; None if it has no letters, or cannot be used."""
        query = self._query
        if query.kind is PatternKind.REGEX or len(self._text) > LONGEST:
            return None
        return _phrase(self._text, query.exact, query.case, query.kind is PatternKind.WORD)

    @property
    def fragment(self) -> Reading | None:
        """A fragment, or a word without any letter."""
        query = self._query
        if query.kind is PatternKind.REGEX or len(self._text) > LONGEST:
            return None
        if query.kind is PatternKind.WORD and self.phrase is not None:
            return None
        return _fragment(self._text, query.kind)


@lru_cache(maxsize=1)
def _alone(query: Query) -> tuple[Query, ...]:
    """One tuple for all patterns of a query: most have no other."""
    return (query,)


# Few of many patterns ever occur: what can be made again of a spelling is not kept for all of them.
@lru_cache(maxsize=_KEPT)
def _phrase(text: str, exact: bool, case: bool, whole: bool) -> Phrase | None:
    return parse(text, exact=exact, case=case, whole=whole)


@lru_cache(maxsize=_KEPT)
def _fragment(text: str, kind: PatternKind) -> Reading | None:
    return None if fault(kind, text) else Reading(text)


def _expression(text: str, *, original: bool) -> Expression | None:
    try:
        return expression(text, original=original) if len(text) <= LONGEST else None
    except ExpressionFault:
        return None


class Where(Enum):
    """The streams of a text."""

    WORDS = 0
    SIGNS = 1
    SQUEEZED = 2


class Placements:
    """The literals of one stream, each with the patterns that it calls, in two lists side by side."""

    __slots__ = ("literals", "owners")

    def __init__(self) -> None:
        self.literals: list[str] = []
        self.owners: list[tuple[Pattern, ...]] = []

    def add(self, literal: str, owners: tuple[Pattern, ...]) -> None:
        """One more literal."""
        self.literals.append(literal)
        self.owners.append(owners)


class Patterns:
    """What queries ask for. `always` are the patterns that no literal calls, `domains` lead to their queries."""

    def __init__(self, queries: Iterable[Query], tenant: int | None = None) -> None:
        self._tenant = tenant
        self.placements = {where: Placements() for where in Where}
        self.always: list[Pattern] = []
        self.domains: dict[str, list[Query]] = {}
        self.surfaces: frozenset[SurfaceName] = frozenset()
        known: dict[tuple[object, ...], Pattern] = {}
        for query in queries:
            if query.kind is PatternKind.DOMAIN:
                self._add_domains(query)
            else:
                self._add(query, known)

    def _add(self, query: Query, known: dict[tuple[object, ...], Pattern]) -> None:
        self.surfaces |= query.surfaces
        for text in dict.fromkeys(query.patterns):
            key = (query.kind, text, query.exact, query.case, query.original)
            pattern = known.get(key)
            if pattern is None:
                pattern = known[key] = Pattern(query, text, self._tenant)
                self._place(pattern, text)
            else:
                pattern.queries = (*pattern.queries, query)

    def _add_domains(self, query: Query) -> None:
        for text in dict.fromkeys(query.patterns):
            if fault(query.kind, text) is None:
                self.domains.setdefault(as_domain(text), []).append(query)

    def _place(self, pattern: Pattern, text: str) -> None:
        literals = list(_literals(pattern))
        alone = (pattern,)
        for where, literal in literals:
            # Equal texts are kept once: there may be a quarter of a million.
            self.placements[where].add(text if literal == text else literal, alone)
        if pattern.expression is not None and not literals:
            self.always.append(pattern)


def _literals(pattern: Pattern) -> Iterator[tuple[Where, str]]:
    """What calls the pattern, and in which stream; nothing for one that cannot be used or has no literal."""
    if pattern.expression is not None:
        yield from _atoms(pattern.expression)
    elif (phrase := pattern.phrase) is None:
        if (fragment := pattern.fragment) is not None and fragment.plain:
            yield Where.SIGNS, fragment.plain
    elif phrase.atom.strip():
        yield Where.WORDS, phrase.atom
        if squeezable(phrase):
            yield Where.SQUEEZED, squeeze(phrase.skeleton)


def _atoms(expression: Expression) -> Iterator[tuple[Where, str]]:
    forms = [(atom, parse(atom, whole=False), Reading(atom).plain) for atom in expression.atoms or ()]
    if not all(phrase or text for _, phrase, text in forms):
        return
    for atom, phrase, text in forms:
        if phrase is None:
            yield Where.SIGNS, text
        else:
            yield Where.WORDS, " " * atom[0].isspace() + phrase.atom + " " * atom[-1].isspace()
            if not expression.original:
                yield Where.SQUEEZED, squeeze(phrase.skeleton)
