import pytest

from tests.conditions.kit import answer, leaf

CHANNEL = {"from": "channel", "id": -1001, "name": "Casino", "username": "Casino_News"}


@pytest.mark.parametrize(
    ("condition", "forward", "expected"),
    [
        ("{forwarded: true}", CHANNEL, "true"),
        ("{forwarded: true}", None, "false"),
        ("{forwarded: channel}", CHANNEL, "true"),
        ("{forwarded: [user, hidden]}", CHANNEL, "false"),
        ("{forwarded: hidden}", "hidden", "true"),
        ("{forwarded: {chats: -1001}}", CHANNEL, "true"),
        ("{forwarded: {chats: -1002}}", CHANNEL, "false"),
        ('{forwarded: {chats: ["@other", "@casino_NEWS"]}}', CHANNEL, "true"),
        ("{forwarded: {from: user, chats: -1001}}", CHANNEL, "false"),
        ('{forwarded: {chats: ["@casino_news"]}}', "hidden", "false"),
    ],
)
def test_answers(condition: str, forward: object, expected: str) -> None:
    assert answer(condition, {"text": "x", "forward": forward}) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{forwarded: true}").triggers() is None
