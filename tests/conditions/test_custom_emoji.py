import pytest

from bot.core.post import SurfaceName
from tests.conditions.kit import answer, find, leaf
from tests.conditions.posts import marked

POST = marked("🎉 ab 💎", ("custom_emoji", "🎉"), ("custom_emoji", "💎"), ("bold", "ab"))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{custom_emoji: true}", "true"),
        ("{custom_emoji: 2}", "false"),
        ("{custom_emoji: {at_least: 2}}", "true"),
        ("{custom_emoji: {ratio: 0.5}}", "true"),
        ("{custom_emoji: {ratio: {above: 0.5}}}", "false"),
        ("{custom_emoji: {in: [quote]}}", "false"),
    ],
)
def test_answers(condition: str, expected: str) -> None:
    assert answer(condition, POST) == expected


def test_emoji_of_telegrams_are_none() -> None:
    assert answer("{custom_emoji: true}", {"text": "🎉"}) == "false"


def test_a_quote_is_looked_at_only_on_request() -> None:
    quote = marked("🎉", ("custom_emoji", "🎉"), in_=SurfaceName.QUOTE)
    assert answer("{custom_emoji: true}", quote) == "false"
    assert answer("{custom_emoji: {in: quote}}", quote) == "true"


def test_evidence() -> None:
    assert [item.text for item in find("{custom_emoji: true}", POST).evidence] == ["🎉", "💎"]


def test_nothing_calls_it() -> None:
    assert leaf("{custom_emoji: true}").triggers() is None
