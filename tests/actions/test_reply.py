import pytest

from bot.actions.reply import Reply
from bot.core.errors import ArgumentError
from tests.actions.kit import calls, message


def test_a_reply_is_sent_at_most_once_and_though_the_post_is_gone() -> None:
    (call,) = calls(Reply("Be kind, *please*."), message())
    assert (call.method, call.key, call.idempotent) == ("sendMessage", "-1001:55:0:reply", False)
    assert call.params == {
        "chat_id": -1001,
        "text": "Be kind, *please*.",
        "reply_parameters": {"message_id": 55, "allow_sending_without_reply": True},
    }


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048, "$list"])
def test_what_telegram_takes(text: str) -> None:
    assert Reply(text).text == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "a reply needs a text"),
        (" \n", "a reply needs a text"),
        ("x" * 4097, "at most 4,096 characters"),
        ("😀" * 2049, "at most 4,096 characters"),
    ],
)
def test_what_it_does_not_take(text: str, fault: str) -> None:
    with pytest.raises(ArgumentError, match=fault) as caught:
        Reply(text)
    assert caught.value.field == "text"


def test_the_first_reply_is_the_one_that_is_sent() -> None:
    assert Reply("first").stricter(Reply("second")) == Reply("first")


def test_what_is_no_message_cannot_be_answered() -> None:
    assert Reply("hi").obstacle(message()) is None
    assert Reply("hi").obstacle(message(message_id=None)) == "there is no message to reply to"


def test_admins_are_answered_too() -> None:
    assert not Reply.sanction


def test_in_a_forum_the_reply_stands_in_the_topic_of_the_post_though_it_is_gone() -> None:
    (call,) = calls(Reply("hi"), message(topic=12, thread=12))
    assert call.params["message_thread_id"] == 12
    (call,) = calls(Reply("hi"), message(thread=12))
    assert "message_thread_id" not in call.params
