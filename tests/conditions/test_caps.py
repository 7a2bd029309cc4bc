import pytest

from tests.conditions.kit import answer, leaf


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("{caps: 5}", "ABCDEF", "true"),
        ("{caps: 5}", "ABCDE fgh", "false"),
        ("{caps: {at_least: 5, ratio: 0.5}}", "ABCDE fgh", "true"),
        ("{caps: {at_least: 5, ratio: {above: 0.7}}}", "ABCDE fgh", "false"),
        ("{caps: {ratio: 0.7}}", "СРОЧНО!!! 100 500", "true"),
        ("{caps: {ratio: 0.7}}", "VIP 免费下载软件应用", "false"),
        ("{caps: {ratio: 1}}", "\U0001d5d9\U0001d5e5\U0001d5d8\U0001d5d8", "true"),
        ("{caps: {ratio: 1}}", "\u24b6\u24b7", "true"),
        ("{caps: {ratio: {below: 0.1}}}", "12345", "true"),
        ("{caps: {ratio: {above: 0}}}", "12345", "false"),
        ("{caps: {ratio: 0.7, in: quote}}", "ABCDE", "false"),
    ],
)
def test_capitals_are_counted_among_all_letters(condition: str, text: str, expected: str) -> None:
    assert answer(condition, {"text": text}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{caps: 3}").triggers() is None
