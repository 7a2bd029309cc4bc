"""Chats with patterns of their own beside those of all chats."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.query import PatternKind, Query
from bot.matching.index import PatternIndex
from bot.matching.tenants import SHARDS, TenantIndex, Tenants
from tests.matching.tools import make_post

KINDS = (PatternKind.WORD, PatternKind.SUBSTRING, PatternKind.REGEX, PatternKind.DOMAIN)
SPELLINGS = {
    PatternKind.WORD: ("casino", "free btc", "win*", "!!!"),
    PatternKind.SUBSTRING: ("asin", "btc", "?"),
    PatternKind.REGEX: (r"cas\w+", r"\d{3}"),
    PatternKind.DOMAIN: ("evil.example", "casino.win"),
}
QUERIES = st.sampled_from(KINDS).flatmap(
    lambda kind: st.sets(st.sampled_from(SPELLINGS[kind]), min_size=1).map(
        lambda some: Query(kind, tuple(sorted(some)))
    )
)
TEXTS = st.lists(
    st.sampled_from(("casino", "c4sino", "f r e e btc", "winner", "!!!", "123", "evil.example", "casino.win", "hello")),
    max_size=6,
).map(" ".join)
NEIGHBOUR, CHAT, STRANGER = 1, 1 + SHARDS, 2


def word(*texts: str) -> Query:
    return Query(PatternKind.WORD, texts)


def finds(index: TenantIndex, text: str, *queries: Query) -> list[str]:
    scan = index.scan(make_post(text))
    return [query.patterns[0] for query in queries if scan.hits(query)]


@given(st.lists(QUERIES, max_size=3), st.lists(QUERIES, max_size=3), st.lists(QUERIES, max_size=3), TEXTS)
def test_a_chat_finds_what_one_index_over_its_own_and_the_shared_patterns_finds(
    shared: list[Query], own: list[Query], others: list[Query], text: str
) -> None:
    tenants = Tenants(PatternIndex(shared))
    index = tenants.put({NEIGHBOUR: others, CHAT: own})[CHAT]
    scan, expected = index.scan(make_post(text)), PatternIndex([*shared, *own]).scan(make_post(text))
    assert {query: tuple(scan.hits(query)) for query in (*shared, *own)} == {
        query: tuple(expected.hits(query)) for query in (*shared, *own)
    }
    assert {query for query in (*shared, *own) if scan.hits(query)} <= set(scan.fired())
    assert [link.url for link in scan.links] == [link.url for link in expected.links]
    assert not any(scan.hits(query) for query in others)


def test_patterns_of_other_chats_call_nothing() -> None:
    own, other = word("apple"), word("apple", "pear")
    tenants = Tenants(PatternIndex([]))
    index = tenants.put({CHAT: [own], NEIGHBOUR: [other]})[CHAT]
    assert list(index.scan(make_post("apple pear")).fired()) == [own]


def test_a_change_touches_no_other_chat_and_an_index_in_use_stays_right() -> None:
    shared, first, second, other = word("shared"), word("first"), word("second"), word("other")
    tenants = Tenants(PatternIndex([shared]))
    indexes = tenants.put({CHAT: [first], NEIGHBOUR: [other], STRANGER: [other]})
    renewed = tenants.put({CHAT: [second]})[CHAT]
    text, queries = "shared first second other", (shared, first, second, other)
    assert finds(indexes[CHAT], text, *queries) == ["shared", "first"]
    assert finds(renewed, text, *queries) == ["shared", "second"]
    assert finds(indexes[NEIGHBOUR], text, *queries) == ["shared", "other"]
    assert finds(indexes[STRANGER], text, *queries) == ["shared", "other"]
    tenants.drop(CHAT)
    assert finds(renewed, text, *queries) == ["shared", "second"]
    assert finds(indexes[NEIGHBOUR], text, *queries) == ["shared", "other"]
