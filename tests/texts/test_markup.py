import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.markup import Html, bold, code, escape, fill, join, link, shorten, units, visible


def test_what_is_foreign_is_escaped_and_what_is_finished_is_not() -> None:
    assert fill("{a} & {b}", a="<&>", b=bold("<")) == "&lt;&amp;&gt; & <b>&lt;</b>"
    assert fill("{a}", a="{b}") == "{b}"
    assert code(-7) == "<code>-7</code>"
    assert link('https://x.y/?a="b"&c', "<x>") == '<a href="https://x.y/?a=&quot;b&quot;&amp;c">&lt;x&gt;</a>'
    assert join(" · ", [Html(), Html("a"), Html("b")]) == "a · b"


@given(st.text())
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    assert visible(escape(text)) == text
    assert visible(bold(text)) == text
    assert visible(link(text, text)) == text


def test_half_pairs_are_replaced_in_place() -> None:
    assert escape("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("hello", 5, "hello"),
        ("hello", 4, "hel…"),
        ("😀😀", 4, "😀😀"),
        ("😀😀", 3, "😀…"),
        ("😀😀", 2, "…"),
        ("", 1, ""),
    ],
)
def test_shortening(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


@given(st.text(max_size=50), st.integers(1, 60))
def test_a_short_text_fits(text: str, most: int) -> None:
    assert units(shorten(text, most)) <= most


@given(st.text())
def test_units_are_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2
