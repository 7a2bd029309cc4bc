"""The order in which overridden text shows, and that patterns and links are found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.query import PatternKind
from bot.matching.bidi import display_order
from bot.matching.links import extract
from tests.matching.tools import found, make_post

RLO, LRO, PDF, RLI, PDI = "\u202e\u202d\u202c\u2067\u2069"

SHOWN = [
    ("plain", "plain"),
    (f"a {RLO}cba{PDF} d", "a abc d"),
    (f"{RLO}cba", "abc"),
    (f"{RLO}ba\ndc", "ab\ndc"),
    (f"{RLO}c{LRO}de{PDF}ba", "abdec"),
    (f"{RLO}c{RLO}de{PDF}ba", "abedc"),
    (f"{RLI}ab{PDI}c{PDF}", "abc"),
    (f"{RLO}e\u0301a", "ae\u0301"),
    (f"{RLO * 500}ba{PDF * 500}c", "abc"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_order(text: str, shown: str) -> None:
    assert "".join(text[place] for place in display_order(text)) == shown


@given(st.text(st.sampled_from(f"ab\u0301\n{RLO}{LRO}{PDF}{RLI}{PDI}"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert sorted(display_order(text)) == [place for place, char in enumerate(text) if char in "ab\u0301\n"]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (f"go {RLO}ctb eerf{PDF} now", [("ctb eerf", True)]),
        (f"free btc {RLO}ctb eerf", [("free btc", False), ("ctb eerf", True)]),
        (f"free {RLO}ctb{PDF}", [(f"free {RLO}ctb", True)]),
        (f"{RLO}free btc", [("free btc", False)]),
        ("ctb eerf", []),
        (f"{RLO}ctb\neerf", []),
    ],
)
def test_reversed_words_are_found(text: str, evidence: list[tuple[str, bool]]) -> None:
    assert found(PatternKind.WORD, "free btc", text) == evidence


def test_hebrew_stays_in_order() -> None:
    assert found(PatternKind.WORD, "שלום", f"{RLO}שלום") == [("שלום", False)]


def test_reversed_links_are_found() -> None:
    text = f"see {RLO}x/moc.live//:sptth{PDF} ok"
    (link,) = extract(make_post(text))
    assert (link.host, link.path, text[link.hit.start : link.hit.end]) == ("evil.com", "/x", "x/moc.live//:sptth")
