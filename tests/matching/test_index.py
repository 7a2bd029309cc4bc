"""The index: many queries at once, their surfaces and options, and no text that breaks it."""

import random

import pytest
from hypothesis import given, settings

from bot.core.post import Entity, Surface, SurfaceName, Target, TargetSource
from bot.core.query import Hit, PatternKind, Query
from bot.matching.index import build_index
from bot.matching.triggers import split
from tests.matching.test_views import ODD
from tests.matching.tools import found, make_post


def test_surfaces_are_respected() -> None:
    anywhere = Query(PatternKind.WORD, ("spam",))
    names = Query(PatternKind.WORD, ("spam",), surfaces=frozenset({SurfaceName.SENDER_NAME}))
    post = make_post(surfaces=[Surface(SurfaceName.SENDER_NAME, "Spam"), Surface(SurfaceName.BUTTON, "no spam")])
    scan = build_index([anywhere, names]).scan(post)
    assert scan.hits(anywhere) == (Hit(1, 3, 7),)
    assert scan.hits(names) == (Hit(0, 0, 4),)
    assert set(scan.fired()) == {anywhere, names}


def test_case_counts_if_asked() -> None:
    assert found(PatternKind.WORD, "US", "us Us US U\u200bS", case=True) == [("US", False), ("U\u200bS", False)]
    assert found(PatternKind.WORD, "iPhone", "IPHONE iPhone", case=True) == [("iPhone", False)]
    assert found(PatternKind.SUBSTRING, "US", "usUS", case=True) == [("US", False)]


@pytest.mark.parametrize(
    ("fragment", "text", "evidence"),
    [
        ("btc", "freeBTC.now", [("BTC", False)]),
        ("btc", "freeВТC.now", [("ВТC", True)]),
        ("t.me/", "go to T.ME/x", [("T.ME/", False)]),
        ("🔥🔥", "x🔥🔥🔥🔥y", [("🔥🔥", False)] * 2),
        ("!!!", "wow!!!", [("!!!", False)]),
        ("费领", "免费领取", [("费领", False)]),
        ("ssе", "ß", []),
        ("a.b", "a-b", []),
    ],
)
def test_fragments(fragment: str, text: str, evidence: list[tuple[str, bool]]) -> None:
    assert found(PatternKind.SUBSTRING, fragment, text) == evidence


@pytest.mark.parametrize(
    ("pattern", "text", "evidence"),
    [
        ("*e*", "a red fox", [("red", False)]),
        ("*e", "a red tree", [("tree", False)]),
        ("e*", "red eel", [("eel", False)]),
        ("*ab*", "xabcabx", [("xabcabx", False)]),
    ],
)
def test_stars_beside_a_word(pattern: str, text: str, evidence: list[tuple[str, bool]]) -> None:
    assert found(PatternKind.WORD, pattern, text) == evidence


@pytest.mark.parametrize("text", ["I'm sure we don't, it’s fine", "l'eau qu'on a"])
def test_a_contraction_is_no_word_pulled_apart(text: str) -> None:
    assert not split(text.encode())


def test_nested_fragments_in_look_alikes_lose_no_query() -> None:
    queries = [Query(PatternKind.SUBSTRING, ("ab" * length,)) for length in range(1, 100)]
    scan = build_index(queries).scan(make_post("аb" * 2_000))
    assert all(map(scan.hits, queries))


def test_hits_are_capped_and_in_order() -> None:
    hits = found(PatternKind.WORD, ("spam", "ham"), "ham spam " * 50)
    assert len(hits) == 20
    assert hits[:2] == [("ham", False), ("spam", False)]


def test_links_fire_domain_queries() -> None:
    query = Query(PatternKind.DOMAIN, ("evil.com",))
    post = make_post(
        surfaces=[Surface(SurfaceName.TEXT, "👍 click here"), Surface(SurfaceName.LINK, "https://sub.evil.com/x")],
        targets=[Target("https://sub.evil.com/x", 1, TargetSource.ENTITY, "click here")],
    )
    scan = build_index([query]).scan(post)
    assert list(scan.fired()) == [query]
    assert scan.hits(query) == (Hit(1, 0, 22),)


def test_an_unusable_pattern_is_never_found() -> None:
    for kind in PatternKind:
        for pattern in ("", "*", "(", "z*"):
            assert found(kind, pattern, "nothing to see") == []


def test_a_flood_of_hits_loses_no_query() -> None:
    queries = [Query(PatternKind.SUBSTRING, ("a" * length,)) for length in range(1, 150)]
    queries += [Query(PatternKind.WORD, (" ".join("a" * length),)) for length in range(1, 150)]
    index = build_index(queries)
    for text in ("a" * 4_096, "a " * 2_048):
        scan = index.scan(make_post(text))
        alone = [query for query in queries if build_index([query]).scan(make_post(text)).hits(query)]
        assert {query for query in queries if scan.hits(query)} == set(alone)
        assert set(scan.fired()) >= set(alone)
        assert all(1 <= len(scan.hits(query)) <= 20 for query in alone)


def test_a_flood_of_near_misses_hides_nothing() -> None:
    queries = [Query(PatternKind.WORD, (pattern,)) for pattern in ("a+", "a-", "a!", "a b+")]
    scan = build_index(queries).scan(make_post("a b " * 1_000 + "a+ a- a! a b+"))
    assert all(map(scan.hits, queries))


def test_an_expression_that_only_re2_refuses_is_never_found() -> None:
    assert found(PatternKind.REGEX, r"a\p{Klingon}", "a b") == []


@settings(max_examples=60)
@given(ODD)
def test_no_text_breaks_a_scan(text: str) -> None:
    queries = [
        Query(PatternKind.WORD, ("free btc", "a*", "* a", "免费", "$a", "aaa", "la1")),
        Query(PatternKind.SUBSTRING, ("a", "ß", "!", "🔥", "i")),
        Query(PatternKind.REGEX, (r"\ba\w*\b", r"[^a]b?", r"\d+a")),
        Query(PatternKind.REGEX, (r"\b\S+\b", r"\x01|\x{200B}"), original=True),
        Query(PatternKind.DOMAIN, ("a.com",)),
    ]
    scan = build_index(queries).scan(make_post(text, entities=[Entity("url", 0, 0, len(text))]))
    list(scan.fired())
    for query in queries:
        for hit in scan.hits(query):
            assert 0 <= hit.start < hit.end <= len(text)
    list(scan.links)


def test_together_as_each_alone() -> None:
    chance = random.Random(3)
    letters = "abcоа1 .-"
    patterns = ["".join(chance.choices(letters, k=chance.randint(3, 6))) for _ in range(150)]
    patterns = [pattern for pattern in patterns if pattern.strip(" .-")]
    queries = [Query(kind, (pattern,)) for pattern in patterns for kind in (PatternKind.WORD, PatternKind.SUBSTRING)]
    index = build_index(queries)
    for _ in range(10):
        post = make_post("".join(chance.choices(letters, k=60)))
        together = index.scan(post)
        for query in chance.sample(queries, 60):
            assert together.hits(query) == build_index([query]).scan(post).hits(query)
