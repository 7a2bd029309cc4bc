import pytest

from tests.conditions.kit import answer, leaf


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{length: 3}", "abcd", "true"),
        ("{length: 3}", "abc", "false"),
        ("{length: {above: 3}}", "😀😀😀", "false"),
        ("{length: {below: 1}}", "", "true"),
        ("{length: {at_least: 2, at_most: 3}}", "ab", "true"),
        ("{length: {at_least: 2, at_most: 3}}", "abcd", "false"),
    ],
)
def test_characters_are_code_points_of_the_text(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text, "quote": "not counted"}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{length: 3}").triggers() is None
