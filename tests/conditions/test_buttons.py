import pytest

from tests.conditions.kit import answer, leaf

TWO = ["Join", {"text": "Win", "url": "https://example.com"}]


@pytest.mark.parametrize(
    ("condition", "buttons", "expected"),
    [
        ("{buttons: true}", TWO, "true"),
        ("{buttons: true}", [], "false"),
        ("{buttons: 2}", TWO, "true"),
        ("{buttons: {count: {above: 2}}}", TWO, "false"),
        ("{buttons: {count: {below: 1}}}", [], "true"),
    ],
)
def test_answers(condition: str, buttons: list[object], expected: str) -> None:
    assert answer(condition, {"text": "hi", "buttons": buttons}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{buttons: true}").triggers() is None


def test_a_button_without_a_text_is_a_button() -> None:
    assert answer("{buttons: 1}", {"text": "hi", "buttons": [{"url": "https://example.com"}]}) == "true"
