"""What is found out only when it is asked for is what would be found by asking for everything at once."""

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.condition import Condition, Context
from bot.core.finding import Fact, Finding, Truth
from bot.core.judge import Judge
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.plan import Plan
from bot.core.post import Post, Surface, SurfaceName
from bot.core.query import Hit, Index, Link, PatternKind, Query, Scan
from bot.core.ruleset import RuleSet
from bot.matching.expressions.expression import expression
from bot.matching.index import build_index
from bot.matching.quick import quick_squeezed
from bot.matching.triggers import signed
from bot.matching.views import Reading
from tests.core.fakes import ESCALATE, Constant, rule
from tests.matching.test_views import ODD
from tests.matching.tools import make_post

PATTERNS = {
    PatternKind.WORD: ("free", "btc", "free btc", "fr*", "* btc", "бонус", "la1", "$btc", "免费"),
    PatternKind.SUBSTRING: ("btc", "нус", "t.me/", "!!", "费", "🔥"),
    PatternKind.REGEX: (
        r"fre+\b",
        r"\d+\s?btc",
        r"бон\w+",
        r"(?:free|бонус|77)\s*!",
        r"\d{2}",
        r"7|9",
        r"\bb.?tc\b",
        r"[^a-z]\+",
        r"(?:win|w1n) \d",
    ),
    PatternKind.DOMAIN: ("free.com", "t.me", "btc.org"),
}
PIECES = (
    *(
        "free",
        "Free",
        "fr ee",
        "f r e e",
        "f.r.e.e",
        "frее",
        "freeee",
        "fr33",
        "FREE!",
        "free77",
        "fre",
        "win 7",
        "w1n 9",
    ),
    *("btc", "bтс", "b t c", "btc's", "5 btc", "$btc", "бонус", "бoнyс", "б о н у с", "бон", "бонусы", "акции", "la1"),
    *("免费", "免 费", "🔥", "!!", "77", "7 7", "+7", "hello", "привет", "I'm", "a", "и", "п0лу4и", "kelvin"),
    *("free.com", "https://t.me/x", "btc[.]org", "www.free.com/a", "t . me", "...", "\u202e", "\u200b", "\n", "x" * 40),
)
SURFACES = (SurfaceName.TEXT, SurfaceName.BUTTON, SurfaceName.SENDER_NAME)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    kind = draw(st.sampled_from(list(PatternKind)))
    patterns = tuple(draw(st.lists(st.sampled_from(PATTERNS[kind]), min_size=1, max_size=3, unique=True)))
    names = frozenset(draw(st.lists(st.sampled_from(SURFACES), min_size=1, max_size=3)))
    exact = draw(st.booleans()) and kind in (PatternKind.WORD, PatternKind.SUBSTRING)
    original = draw(st.booleans()) and kind is PatternKind.REGEX
    return Query(kind, patterns, exact=exact, original=original, surfaces=names)


TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@st.composite
def posts(draw: st.DrawFn) -> Post:
    names = draw(st.lists(st.sampled_from(SURFACES), max_size=3))
    return make_post(surfaces=[Surface(name, draw(TEXTS)) for name in (SurfaceName.TEXT, *names)])


@settings(max_examples=150, deadline=None)
@given(st.lists(queries(), min_size=1, max_size=12), posts(), st.randoms(use_true_random=False))
def test_asked_in_any_order_as_each_alone(asked: list[Query], post: Post, chance: random.Random) -> None:
    scan = build_index(asked).scan(post)
    order = chance.sample(asked, len(asked))
    found = {query: scan.hits(query) for query in order}
    assert found == {query: build_index([query]).scan(post).hits(query) for query in asked}
    assert {query for query in asked if found[query]} <= set(scan.fired())
    assert {query: scan.hits(query) for query in asked} == found


@pytest.mark.parametrize("pattern", PATTERNS[PatternKind.REGEX])
def test_expressions_as_if_each_was_tried_on_each_text(pattern: str) -> None:
    query = Query(PatternKind.REGEX, (pattern,))
    index = build_index([query])
    for text in (*PIECES, *map(" ".join, itertools.pairwise(PIECES))):
        found = {hit[1:] for hit in index.scan(make_post(text)).hits(query)}
        # What other readings of the text add, this knows nothing of.
        assert found >= set(expression(pattern, original=False).find(Reading(text), 20))


@given(st.one_of(ODD, TEXTS))
def test_the_quick_way_to_squeeze(text: str) -> None:
    reading = Reading(text)
    if not signed(reading.encoded.data):
        assert quick_squeezed(reading.words) == reading.squeezed.text


class Eager:
    """A scan that says of every query that it may have a hit, or only of those that have."""

    def __init__(self, scan: Scan, asked: Iterable[Query], *, only_hits: bool) -> None:
        self._scan = scan
        self._fired = [query for query in asked if not only_hits or scan.hits(query)]

    def hits(self, query: Query) -> Sequence[Hit]:
        return self._scan.hits(query)

    def fired(self) -> Iterable[Query]:
        return self._fired

    @property
    def links(self) -> Sequence[Link]:
        return self._scan.links


@dataclass(frozen=True)
class EagerIndex:
    """An index of such scans."""

    index: Index
    asked: tuple[Query, ...]
    only_hits: bool

    def scan(self, post: Post) -> Eager:
        return Eager(self.index.scan(post), self.asked, only_hits=self.only_hits)


@dataclass(frozen=True)
class Has(Condition):
    """Holds if its query has a hit."""

    query: Query

    def check(self, context: Context) -> Finding:
        return context.found(self.query)

    def queries(self) -> tuple[Query, ...]:
        return (self.query,)


TREES: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        queries().map(Has),
        st.builds(Constant, st.sampled_from(Truth), st.sampled_from(Fact).map(lambda fact: frozenset({fact}))),
    ).map(Leaf),
    lambda nodes: st.builds(
        lambda build, children: build(tuple(children)),
        st.sampled_from([All, All, Count, NoneOf, lambda children: Count(children, 2)]),
        st.lists(nodes, min_size=1, max_size=4),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=4), posts())
def test_no_verdict_depends_on_what_was_put_off(trees: list[Node], post: Post) -> None:
    rules = [rule(str(place), tree) for place, tree in enumerate(trees)]
    asked = tuple(query for tree in trees for leaf in tree.leaves() for query in leaf.queries())
    index = build_index(asked)

    def verdict(chosen: Index) -> tuple[object, ...]:
        found = Judge([Plan([RuleSet("set", rules=tuple(rules))])], chosen, ESCALATE).judge(post)
        return [match.rule.name for match in found.matches], [match.evidence for match in found.matches], found.missing

    assert verdict(index) == verdict(EagerIndex(index, asked, True)) == verdict(EagerIndex(index, asked, False))
