import pytest

from bot.actions.delete import Delete
from bot.actions.react import React
from bot.core.errors import ArgumentError
from tests.actions.kit import calls, message


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("👀", "👀"),
        ("\u2764\ufe0f", "\u2764"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\u200d\U0001f525"),
        ("\U0001f937\u200d\u2642\ufe0f", "\U0001f937\u200d\u2642"),
        ("\U0001f468\u200d\U0001f4bb", "\U0001f468\u200d\U0001f4bb"),
    ],
)
def test_a_reaction_is_spelled_as_telegram_does(written: str, sent: str) -> None:
    (call,) = calls(React(written), message())
    assert (call.method, call.key, call.idempotent) == ("setMessageReaction", "-1001:55:0:react", True)
    assert call.params == {"chat_id": -1001, "message_id": 55, "reaction": [{"type": "emoji", "emoji": sent}]}


@pytest.mark.parametrize("text", ["", "like", "👀👀", "🐌", "\u200d", "👍\U0001f3fd"])
def test_what_is_no_reaction(text: str) -> None:
    with pytest.raises(ArgumentError, match="is no reaction") as caught:
        React(text)
    assert caught.value.field == "emoji"


def test_what_is_no_message_cannot_be_reacted_to() -> None:
    assert React("👀").obstacle(message()) is None
    assert React("👀").obstacle(message(message_id=None)) == "there is no message to react to"


def test_deleting_makes_reacting_superfluous() -> None:
    assert Delete.supersedes == {"react"}
