"""The automaton finds every literal, however they nest."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.automaton import Automaton


def build(literals: list[str], *, places: bool) -> Automaton[str]:
    automaton = Automaton[str]()
    for literal in literals:
        automaton.add(literal, (literal,), places=places)
    automaton.build()
    return automaton


@given(st.lists(st.text("ab", min_size=1, max_size=9), unique=True, max_size=30), st.text("ab", max_size=40))
def test_every_literal_is_found_in_every_place(literals: list[str], text: str) -> None:
    expected = {
        literal: [start for start in range(len(text)) if text.startswith(literal, start)]
        for literal in literals
        if literal in text
    }
    assert build(literals, places=True).candidates(text) == expected
    assert build(literals, places=False).candidates(text) == {key: starts[:1] for key, starts in expected.items()}


def test_literals_that_nest_without_end() -> None:
    literals = ["a" * length for length in range(1, 300)]
    found = build(literals, places=True).candidates("a" * 4_096)
    assert set(found) == set(literals)
    assert max(map(len, found.values())) == 4_096
    assert sum(map(len, found.values())) < 50_000


def test_nothing_to_find() -> None:
    automaton = build([], places=True)
    assert not automaton
    assert automaton.candidates("text") == {}
