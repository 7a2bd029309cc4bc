"""Text on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.source.cells import cells, cut, underlined, visible


@pytest.mark.parametrize(
    ("text", "parts", "lines"),
    [
        ("a free it", [(2, 6)], [("a free it", "  ^^^^")]),
        ("one\ntwo", [(2, 5)], [("one", "  ^"), ("two", "^")]),
        ("空気 ab", [(0, 2), (3, 4)], [("空気 ab", "^^^^ ^")]),
        ("a\u200bb", [(0, 3)], [("a<U+200B>b", "^" * 10)]),
        ("e\u0301x", [(2, 3)], [("e\u0301x", " ^")]),
        ("0123456789abc", [(9, 11)], [("0123456789", " " * 9 + "^"), ("abc", "^")]),
        ("plain", [], [("plain", "")]),
        ("", [], [("", "")]),
        ("a\n\nb", [], [("a", ""), ("", ""), ("b", "")]),
    ],
)
def test_carets_stand_under_the_parts(text: str, parts: list[tuple[int, int]], lines: list[tuple[str, str]]) -> None:
    assert list(underlined(text, parts, 10)) == lines


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_every_piece_fits_and_nothing_is_lost(text: str, parts: list[tuple[int, int]]) -> None:
    pieces = list(underlined(text, parts, 12))
    assert all(cells(line) <= 12 and cells(carets) <= cells(line) for line, carets in pieces)
    assert "".join(line for line, _ in pieces) == visible(text.replace("\n", ""))


@given(st.text())
def test_a_cut_text_fits(text: str) -> None:
    assert cells(cut(text, 10)) <= 11
    assert cut(text, 10**6) == visible(text)
