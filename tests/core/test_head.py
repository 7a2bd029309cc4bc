"""Heads as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.chain import Tip
from bot.core.head import Head, head_of

HEAD = Head(Tip(1_234, bytes(range(32))), 1_795_356_243, "0123456789abcdef", bytes(64))
LINE = (
    "ombud-head v1 1234 2026-11-22T14:04:03Z AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8 0123456789abcdef " + "A" * 86
)


def test_a_head_is_a_short_line() -> None:
    assert HEAD.line == LINE
    assert HEAD.signed.decode() == LINE[:-87]


@pytest.mark.parametrize(
    "text", [LINE, f"  {LINE}\n", f"State of the log:\n<code>{LINE}</code>", LINE.replace(" ", "  ")]
)
def test_it_is_found_in_what_was_pasted(text: str) -> None:
    assert head_of(text) == HEAD


@pytest.mark.parametrize(
    "text",
    ["", "ombud-head v1", LINE[:-1], LINE + "A", LINE.replace("v1", "v2"), LINE.replace("11-22", "13-22"), LINE[5:]],
)
def test_what_is_no_head(text: str) -> None:
    assert head_of(text) is None


@given(
    st.integers(0, 10**18 - 1),
    st.integers(0, 4_000_000_000),
    st.binary(min_size=32, max_size=32),
    st.binary(min_size=64, max_size=64),
)
def test_every_head_comes_back(number: int, at: int, link: bytes, signature: bytes) -> None:
    head = Head(Tip(number, link), at, "00ff00ff00ff00ff", signature)
    assert head_of(head.line) == head
    assert len(head.line) < 220


@given(st.text())
def test_no_text_makes_reading_raise(text: str) -> None:
    assert head_of(text) is None
    assert head_of("ombud-head v1 " + text) is None
