import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.cards.marks import Span, excerpt, merged
from bot.texts.markup import units, visible

SPANS = st.lists(st.tuples(st.integers(-5, 300), st.integers(-5, 300)), max_size=8)


def marked(html: str) -> list[str]:
    return re.findall("<u><b>(.*?)</b></u>", html, re.DOTALL)


@pytest.mark.parametrize(
    ("text", "spans", "room", "html"),
    [
        ("plain", [], 100, "plain"),
        ("a < b & c", [(2, 5)], 100, "a <u><b>&lt; b</b></u> &amp; c"),
        ("free btc", [(0, 4), (2, 8)], 100, "<u><b>free btc</b></u>"),
        ("free btc", [(0, 4), (4, 8)], 100, "<u><b>free btc</b></u>"),
        ("😀 btc", [(2, 5)], 100, "😀 <u><b>btc</b></u>"),
        ("x" * 40, [], 10, "xxxxxxx…"),
        ("a" * 30 + "BAD" + "c" * 30, [(30, 33)], 15, "…aaa<u><b>BAD</b></u>cccccc…"),
        ("a" * 30 + "BAD", [(30, 33)], 15, "…aaaaaaaaa<u><b>BAD</b></u>"),
        ("BAD" + "c" * 50, [(0, 3)], 15, "<u><b>BAD</b></u>ccccccccc…"),
        ("B" * 50, [(0, 50)], 10, "<u><b>BBBBBBB</b></u>…"),
        ("btc", [(2, 2), (5, 9), (-3, 0)], 100, "btc"),
    ],
)
def test_excerpts(text: str, spans: list[Span], room: int, html: str) -> None:
    assert excerpt(text, spans, room) == html


def test_evidence_far_apart_is_all_shown() -> None:
    text = "BAD" + "x" * 500 + "BAD" + "x" * 500 + "BAD"
    shown = excerpt(text, [(0, 3), (503, 506), (1006, 1009)], 100)
    assert marked(shown) == ["BAD"] * 3
    assert shown.count(" … ") == 2


@given(st.text(max_size=300), SPANS)
def test_an_excerpt_of_all_reads_as_the_text(text: str, spans: list[Span]) -> None:
    assert visible(excerpt(text, spans, 1000)) == text


@given(st.text(max_size=300), SPANS, st.integers(30, 200))
def test_an_excerpt_stays_in_its_room(text: str, spans: list[Span], room: int) -> None:
    html = excerpt(text, spans, room)
    assert units(visible(html)) <= room
    pieces = visible(html).strip("…").split(" … ")
    assert "…" in text or all(piece in text for piece in pieces)


@given(st.text("ab😀", min_size=100, max_size=300), st.integers(0, 99), st.integers(1, 5))
def test_the_first_evidence_is_always_shown(text: str, start: int, length: int) -> None:
    assert text[start : start + length] in marked(excerpt(text, [(start, start + length)], 40))


@given(SPANS, st.integers(0, 300))
def test_merged_spans_are_in_order_apart_and_cover_the_same(spans: list[Span], length: int) -> None:
    result = merged(spans, length)
    assert all(end < start for (_, end), (start, _) in pairwise(result))
    covered = {place for start, end in spans for place in range(max(start, 0), min(end, length))}
    assert {place for start, end in result for place in range(start, end)} == covered
