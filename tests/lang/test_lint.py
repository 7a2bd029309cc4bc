"""What the checks of `bot.lang.lint` take for granted; what they print is in the golden pairs."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.core.query import PatternKind, Query
from bot.lang.breadth import floods
from bot.lang.lint.parts import implies
from bot.lang.load import load
from bot.lang.overlaps import overlaps
from bot.matching.index import build_index
from bot.source.node import Scalar, Span
from tests.conditions.kit import leaf


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("words: [a1, b1]", "words: [b1, a1, c1]", True),
        ("words: [a1, d1]", "words: [a1, c1]", False),
        ("words: {any: a1, exact: true}", "words: a1", False),
        ("words: {any: a1, in: button}", "words: a1", False),
        ("length: {above: 10}", "length: {above: 5}", True),
        ("length: {above: 5}", "length: {above: 10}", False),
        ("length: {above: 5}", "length: {at_least: 5}", True),
        ("length: {at_least: 5}", "length: {above: 5}", False),
        ("length: {above: 5, below: 9}", "length: {below: 9}", True),
        ("lines: {above: 5}", "length: {above: 5}", False),
        ("caps: {above: 5, in: text}", "caps: {above: 5}", False),
        ("emoji: true", "emoji: {above: 0}", False),
        ("author: admin", "author: [admin, trusted]", True),
        ("author: {is: admin, posts: {below: 3}}", "author: admin", True),
        ("author: admin", "author: {is: admin, posts: {below: 3}}", False),
        ("author: {posts: {below: 3}}", "author: {posts: {below: 5}}", True),
        ("links: {domain: a.example}", "links: true", True),
        ("links: true", "links: {domain: a.example}", False),
        ("links: {kind: invite, not_domain: a.example}", "links: {not_domain: [a.example, b.example]}", False),
        ("links: {domain: a.example, count: {below: 3}}", "links: {count: {below: 3}}", True),
        ("links: {count: {below: 3}}", "links: true", False),
        ("links: {hidden: false}", "links: true", False),
        ("media: {any: video, larger_than: 1MB}", "media: [video, photo]", True),
        ("time: {days: sat}", "time: {days: [sat, sun]}", False),
        ("edited: true", "edited: true", True),
    ],
)
def test_what_follows_from_what(one: str, other: str, expected: bool) -> None:
    assert implies(leaf(f"{{{one}}}"), leaf(f"{{{other}}}")) is expected


def pattern(text: str) -> Scalar:
    return Scalar(Span("test", 1, 1), text, text)


def covered(kind: PatternKind, *texts: str) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in overlaps(kind, [pattern(text) for text in texts])]


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        (PatternKind.WORD, ("airdrop", "free airdrop now"), [("free airdrop now", "airdrop")]),
        (PatternKind.WORD, ("free btc", "get free btc", "btc free"), [("get free btc", "free btc")]),
        (PatternKind.WORD, ("casino*", "casinos", "casino"), [("casinos", "casino*"), ("casino", "casino*")]),
        (PatternKind.WORD, ("casino*", "cas"), []),
        (PatternKind.WORD, ("*coin", "bitcoin"), []),
        (PatternKind.WORD, ("Free", "free"), [("free", "Free")]),
        (PatternKind.WORD, ("a*", "airdrop"), []),
        (PatternKind.SUBSTRING, ("btc", "free btc"), [("free btc", "btc")]),
        (PatternKind.SUBSTRING, ("ab", "ba"), []),
        (PatternKind.DOMAIN, ("bit.ly", "a.bit.ly", "orbit.ly"), [("a.bit.ly", "bit.ly")]),
        (PatternKind.DOMAIN, ("bit.ly", "www.bit.ly"), []),
        (PatternKind.REGEX, ("a", "ab"), []),
    ],
)
def test_overlaps(kind: PatternKind, texts: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert covered(kind, *texts) == expected


LETTERS = st.text("ab", min_size=1, max_size=3)
PHRASES = st.lists(LETTERS, min_size=1, max_size=3).map(" ".join)
KINDS = st.sampled_from([PatternKind.WORD, PatternKind.SUBSTRING])


@given(KINDS, st.lists(PHRASES, min_size=2, max_size=4, unique=True), st.text("ab ", max_size=12))
def test_what_covers_finds_whatever_the_covered_finds(kind: PatternKind, texts: list[str], text: str) -> None:
    post = Post(1, PostKind.MESSAGE, Chat(-1, "group"), Author(), 0, surfaces=(Surface(SurfaceName.TEXT, text),))
    for one, other in covered(kind, *texts):
        narrow, wide = Query(kind, (one,), exact=True), Query(kind, (other,), exact=True)
        scan = build_index([narrow, wide]).scan(post)
        assert scan.hits(wide) or not scan.hits(narrow)


@pytest.mark.parametrize(
    ("kind", "text", "language"),
    [
        (PatternKind.REGEX, ".", "English"),
        (PatternKind.REGEX, r"\w{3}", "English"),
        (PatternKind.REGEX, "[а-яё]+", "Russian"),
        (PatternKind.REGEX, r"[$€]\s?\d+", None),
        (PatternKind.REGEX, "airdrop", None),
        (PatternKind.REGEX, r"\d{4}", None),
        (PatternKind.SUBSTRING, "e", "English"),
        (PatternKind.SUBSTRING, "qx", None),
        (PatternKind.SUBSTRING, "airdrop", None),
        (PatternKind.WORD, "casino*", None),
        (PatternKind.DOMAIN, "com", None),
    ],
)
def test_what_floods(kind: PatternKind, text: str, language: str | None) -> None:
    assert floods(kind, text) == language


def test_rules_that_have_expired(tmp_path: Path) -> None:
    rule = "{id: r, expires: 2026-01-01, if: {links: true}, then: [log], examples: {match: [bit.ly/x], ignore: [x]}}"
    path = tmp_path / "old.yaml"
    path.write_text(f"rules: [{rule}]\n")
    end = 1_767_225_600
    assert not load([path]).diagnostics
    assert not load([path], now=end - 1).diagnostics
    (found,) = load([path], now=end).diagnostics
    assert (found.code, found.level, str(found.span)) == ("expired-rule", "warning", f"{path}:1:26")


def test_many_rules_and_exceptions_are_looked_at(tmp_path: Path) -> None:
    rules = "".join(
        f"  - {{id: r{n}, if: {{words: word{n}, length: {{above: {n}}}}}, then: [{'allow' if n % 2 else 'log'}]}}\n"
        for n in range(2_000)
    )
    path = tmp_path / "many.yaml"
    path.write_text(f"rules:\n{rules}")
    assert not [item for item in load([path]).diagnostics if item.level == "error"]
