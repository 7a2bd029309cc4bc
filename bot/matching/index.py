"""One index over the patterns of every query.

An automaton looks for what each pattern must contain, in the words of the skeleton, so that a post costs the same
whether ten patterns are in force or fifty thousand. What it finds are candidates; each pattern then decides for itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.core.post import Post, SurfaceName
from bot.core.query import Index, PatternKind, Query
from bot.matching.automaton import Automaton
from bot.matching.expressions.expression import Expression, expression
from bot.matching.expressions.syntax import ExpressionFault
from bot.matching.hosts import as_domain
from bot.matching.patterns import LONGEST, fault
from bot.matching.scan import PostScan
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


class PatternIndex:
    """Everything that is looked for; immutable once built."""

    def __init__(self, queries: Iterable[Query]) -> None:
        self.words = Automaton[Pattern]()
        self.signs = Automaton[Pattern]()
        self.squeezed = Automaton[Pattern]()
        self.always: list[Pattern] = []
        self.domains: dict[str, list[Query]] = {}
        self.surfaces: frozenset[SurfaceName] = frozenset()
        self._known: dict[tuple[object, ...], Pattern] = {}
        for query in queries:
            self._add(query)
        self._known = {}
        for automaton in (self.words, self.signs, self.squeezed):
            automaton.build()

    def scan(self, post: Post) -> PostScan:
        """Read a post once."""
        return PostScan(self, post)

    def _add(self, query: Query) -> None:
        if query.kind is not PatternKind.DOMAIN:
            self.surfaces |= query.surfaces
        for text in dict.fromkeys(query.patterns):
            if query.kind is not PatternKind.DOMAIN:
                self._add_pattern(query, text)
            elif fault(query.kind, text) is None:
                self.domains.setdefault(as_domain(text), []).append(query)

    def _add_pattern(self, query: Query, text: str) -> None:
        key = (query.kind, text, query.exact, query.case, query.original)
        pattern = self._known.get(key)
        if pattern is None:
            pattern = self._known[key] = _make(query, text)
            self._place(pattern)
        pattern.queries.append(query)

    def _place(self, pattern: Pattern) -> None:
        if pattern.expression is not None:
            self._place_expression(pattern, pattern.expression)
        elif pattern.phrase is None:
            if pattern.fragment is not None and pattern.fragment.plain:
                self.signs.add(pattern.fragment.plain, pattern)
        elif pattern.phrase.atom.strip():
            self.words.add(pattern.phrase.atom, pattern, places=pattern.placed)
            if squeezable(pattern.phrase):
                self.squeezed.add(squeeze(pattern.phrase.skeleton), pattern, places=pattern.placed)

    def _place_expression(self, pattern: Pattern, expression: Expression) -> None:
        forms = [(parse(atom, whole=False), Reading(atom).plain) for atom in expression.atoms or ()]
        if not forms or not all(phrase or text for phrase, text in forms):
            self.always.append(pattern)
            return
        for phrase, text in forms:
            if phrase is None:
                self.signs.add(text, pattern)
            else:
                self.words.add(phrase.atom, pattern)
                if not expression.original:
                    self.squeezed.add(squeeze(phrase.skeleton), pattern)


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


def build_index(queries: Sequence[Query]) -> Index:
    """The index over all queries. Patterns that `patterns.fault` refuses are never found."""
    return PatternIndex(queries)
