"""The patterns of some queries, and by which literal of which stream each is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from bot.core.post import SurfaceName
from bot.core.query import PatternKind, Query
from bot.matching.expressions.expression import Expression, expression
from bot.matching.expressions.syntax import ExpressionFault
from bot.matching.hosts import as_domain
from bot.matching.patterns import LONGEST, fault
from bot.matching.squeeze import squeezable, squeeze
from bot.matching.views import Reading
from bot.matching.words import Phrase, parse


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One pattern and the queries that ask for it.

    `phrase` is set for words and fragments with letters, `fragment` for fragments and for words without any letter.
    """

    fragment: Reading | None = None
    phrase: Phrase | None = None
    expression: Expression | None = None
    queries: list[Query] = field(default_factory=list)

    @property
    def placed(self) -> bool:
        """Whether it is tried at each place where its atom stands; others are tried once a text."""
        return self.phrase is not None and self.fragment is None and self.phrase.wild is None


class Where(Enum):
    """The streams of a text."""

    WORDS = 0
    SIGNS = 1
    SQUEEZED = 2


class Placement(NamedTuple):
    """A literal of a stream that calls a pattern; `places` asks for every place where it stands."""

    where: Where
    literal: str
    pattern: Pattern
    places: bool = False


class Patterns:
    """What queries ask for. `always` are the patterns that no literal calls, `domains` lead to their queries."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self.placements: list[Placement] = []
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
                pattern = known[key] = _make(query, text)
                self._place(pattern)
            pattern.queries.append(query)

    def _add_domains(self, query: Query) -> None:
        for text in dict.fromkeys(query.patterns):
            if fault(query.kind, text) is None:
                self.domains.setdefault(as_domain(text), []).append(query)

    def _place(self, pattern: Pattern) -> None:
        if pattern.expression is not None:
            placements = list(_expression(pattern, pattern.expression))
            self.placements += placements
            if not placements:
                self.always.append(pattern)
        else:
            self.placements += _plain(pattern)


def _plain(pattern: Pattern) -> Iterator[Placement]:
    if pattern.phrase is None:
        if pattern.fragment is not None and pattern.fragment.plain:
            yield Placement(Where.SIGNS, pattern.fragment.plain, pattern)
    elif pattern.phrase.atom.strip():
        yield Placement(Where.WORDS, pattern.phrase.atom, pattern, pattern.placed)
        if squeezable(pattern.phrase):
            yield Placement(Where.SQUEEZED, squeeze(pattern.phrase.skeleton), pattern, pattern.placed)


def _expression(pattern: Pattern, expression: Expression) -> Iterator[Placement]:
    """Nothing if there is no literal that must occur."""
    forms = [(parse(atom, whole=False), Reading(atom).plain) for atom in expression.atoms or ()]
    if not all(phrase or text for phrase, text in forms):
        return
    for phrase, text in forms:
        if phrase is None:
            yield Placement(Where.SIGNS, text, pattern)
        else:
            yield Placement(Where.WORDS, phrase.atom, pattern)
            if not expression.original:
                yield Placement(Where.SQUEEZED, squeeze(phrase.skeleton), pattern)


def _make(query: Query, text: str) -> Pattern:
    """The pattern; one without anything to look for if it cannot be used."""
    if len(text) > LONGEST:
        return Pattern()
    if query.kind is PatternKind.REGEX:
        return _make_expression(text, original=query.original)
    whole = query.kind is PatternKind.WORD
    phrase = parse(text, exact=query.exact, case=query.case, whole=whole)
    if phrase is None and fault(query.kind, text):
        return Pattern()
    return Pattern(Reading(text) if phrase is None or not whole else None, phrase)


def _make_expression(text: str, *, original: bool) -> Pattern:
    try:
        return Pattern(expression=expression(text, original=original))
    except ExpressionFault:
        return Pattern()
