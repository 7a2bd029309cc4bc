import pytest

from tests.conditions.kit import answer, leaf


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{lines: {at_least: 3}}", "a\n\nb", "true"),
        ("{lines: 2}", "a\n\nb", "true"),
        ("{lines: 3}", "a\n\nb", "false"),
        ("{lines: {at_most: 1}}", "a", "true"),
        ("{lines: {below: 1}}", "", "true"),
        ("{lines: {below: 1}}", "a", "false"),
    ],
)
def test_empty_lines_count(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text, "quote": "not\ncounted"}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{lines: 3}").triggers() is None
