import pytest

from tests.conditions.kit import answer, leaf
from tests.conditions.posts import having


@pytest.mark.parametrize(
    ("condition", "bot", "expected"),
    [
        ("{via_bot: true}", "gif", "true"),
        ("{via_bot: true}", None, "false"),
        ('{via_bot: "@GIF"}', "gif", "true"),
        ("{via_bot: [pic, gif]}", "Gif", "true"),
        ("{via_bot: pic}", "gif", "false"),
        ('{via_bot: "*casino*"}', "best_casino_bot", "true"),
        ("{via_bot: gif}", None, "false"),
    ],
)
def test_answers(condition: str, bot: str | None, expected: str) -> None:
    assert answer(condition, having(via_bot=bot)) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{via_bot: gif}").triggers() is None
