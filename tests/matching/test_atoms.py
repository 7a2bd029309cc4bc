"""The literals by which an expression is found: which they are, and that nothing is missed for them."""

import pytest

from bot.core.query import PatternKind
from bot.matching.expressions.expression import expression
from tests.matching.tools import found


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("free btc", {"free btc"}),
        ("days?|hours?|day off", {"day", "hour"}),
        (r"give\s?away", {"give away", "giveaway"}),
        (r"(?:[a-z]+\s){1,3}(?:street|st|lane)", {" st", " lane"}),
        ("(?:ab)+c", {"abc"}),
        ("x(?:ab){1,2}", {"xab"}),
        ("(?:do|re)+mi", {"domi", "remi"}),
        ("qu(?:ab)*zoo", {"zoo"}),
    ],
)
def test_the_literals_of_an_expression(text: str, atoms: set[str]) -> None:
    assert set(expression(text, original=False).atoms or ()) == atoms


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("12 old mill lane", "12 old mill lane"),
        ("12 old mill,\n\tst.", None),
        ("at 12 old mill \n st.", "12 old mill \n st"),
        ("at 12 old mill\u00a0l\u0430ne", "12 old mill\u00a0l\u0430ne"),
        ("at 12 old mill l a n e !", "12 old mill l a n e"),
        ("12 old millst", None),
    ],
)
def test_white_space_at_the_end_of_a_literal_hides_nothing(text: str, evidence: str | None) -> None:
    matches = [part for part, _ in found(PatternKind.REGEX, r"\d\d (?:[a-z]+\s){1,3}(?:st|lane)", text)]
    assert matches == ([] if evidence is None else [evidence])


@pytest.mark.parametrize("text", ["12 old mill\nst", "12 old\tmill st"])
def test_nor_does_it_in_the_original(text: str) -> None:
    pattern = r"\d\d (?:[a-z]+\s){1,3}(?:st|lane)"
    assert found(PatternKind.REGEX, pattern, text, original=True) == [(text, False)]
