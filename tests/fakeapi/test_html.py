import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fakeapi.entities import detect, width
from bot.fakeapi.html import parse
from bot.fakeapi.refusals import Refusal


@settings(deadline=None)
@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse(html.escape(text, quote=False)) == (text, [])


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='x'>", "</a>", "😀", "x", "&lt;", "&#0;", "<"]))
)
def test_anything_is_read_or_refused(tokens: list[str]) -> None:
    try:
        text, entities = parse("".join(tokens))
    except Refusal:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= width(text)
    assert entities == sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


@settings(deadline=None)
@given(st.text())
def test_detected_marks_stand_within_the_text(text: str) -> None:
    for entity in detect(f"{text} https://a.example {text}"):
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= width(text) * 2 + 19


@pytest.mark.parametrize("source", ["&#xD800;", "&#99999999999;", "&#0;", "&nbsp;", "&"])
def test_references_to_nothing_stay(source: str) -> None:
    assert parse(source) == (source, [])


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("abc", 3), ("é", 1), ("😀", 2), ("a😀b", 4)])
def test_width_counts_utf_16_units(text: str, expected: int) -> None:
    assert width(text) == expected
