import pytest

from bot.actions.warn import Warn
from bot.core.action import Strike
from bot.core.errors import ArgumentError
from bot.core.post import Author, Chat, Post, Role
from bot.fakeapi.entities import width
from bot.fakeapi.html import parse
from tests.actions.kit import CHANNEL, calls, join_request, message, reaction

MALLORY = Author(7, "Mallory <b>&", "mal")


def said(action: Warn, post: Post) -> str:
    """What a reader sees of the warning."""
    (call,) = calls(action, post)
    return parse(call.params["text"])[0]


def test_a_warning_is_a_strike_and_then_a_message_that_is_sent_at_most_once() -> None:
    strike, _ = Warn("Be kind.").effects(message(author=MALLORY), 0)
    assert strike == Strike()
    (call,) = calls(Warn("Be kind."), message(author=MALLORY))
    assert (call.method, call.key, call.idempotent) == ("sendMessage", "-1001:55:0:warn", False)
    text = '<a href="tg://user?id=7">Mallory &lt;b&gt;&amp;</a>, this is a warning: Be kind.'
    assert call.params == {
        "chat_id": -1001,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_parameters": {"message_id": 55, "allow_sending_without_reply": True},
    }


@pytest.mark.parametrize(
    ("action", "reason", "expected"),
    [
        (Warn(), "No <ads> & links.", "this is a warning: No <ads> & links."),
        (Warn("Stop."), "No ads.", "this is a warning: Stop."),
        (Warn(), None, "this is a warning: please keep to the rules of this chat."),
        (Warn(), "  ", "this is a warning: please keep to the rules of this chat."),
    ],
)
def test_it_says_its_own_text_or_the_reason(action: Warn, reason: str | None, expected: str) -> None:
    assert said(action.with_reason(reason), message(author=Author(7, "Mallory"))) == f"Mallory, {expected}"


@pytest.mark.parametrize(
    ("author", "begins"),
    [
        (Author(7, username="mal"), "mal, "),
        (Author(7), "Member, "),
        (Author(-1009, "Ads", "ads", roles={Role.CHANNEL: True}), "Ads, "),
        (Author(-1009, "Ads", roles={Role.CHANNEL: True}), "Ads, "),
    ],
)
def test_the_author_is_named(author: Author, begins: str) -> None:
    assert said(Warn("Stop."), message(author=author)).startswith(begins)


def test_the_longest_warning_fits_into_a_message() -> None:
    author = Author(7, "😀" * 200)
    for action in (Warn("&" * 3_500), Warn("😀" * 1_750), Warn().with_reason("<" * 10_000)):
        assert 3_500 < width(said(action, message(author=author))) <= 4_096


def test_in_a_forum_the_warning_stands_in_the_topic_of_the_post() -> None:
    (call,) = calls(Warn("Stop."), message(topic=12, thread=12))
    assert call.params["message_thread_id"] == 12
    (call,) = calls(Warn("Stop."), message(thread=12))
    assert "message_thread_id" not in call.params


def test_who_is_warned_for_a_reaction_is_told_below_the_message() -> None:
    (call,) = calls(Warn("Stop."), reaction(reply_to=54))
    assert call.params["reply_parameters"]["message_id"] == 54


@pytest.mark.parametrize(
    ("post", "obstacle"),
    [
        (message(), None),
        (message(author=CHANNEL), None),
        (reaction(), None),
        (join_request(), "who only asks to join cannot be warned in the chat"),
        (message(author=Author(777000)), "it was posted by the chat's linked channel"),
        (message(author=Author(-1001)), "it was posted in the name of the chat itself"),
        (message(chat=Chat(-5, "group")), None),
    ],
)
def test_whom_a_warning_cannot_reach(post: Post, obstacle: str | None) -> None:
    assert Warn().obstacle(post) == obstacle


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "needs a text"), (" \n", "needs a text"), ("x" * 3_501, "at most 3,500"), ("😀" * 1_751, "at most")],
)
def test_what_it_does_not_take(text: str, fault: str) -> None:
    with pytest.raises(ArgumentError, match=fault) as caught:
        Warn(text)
    assert caught.value.field == "text"


def test_of_two_warnings_the_first_is_given() -> None:
    assert Warn("first").stricter(Warn("second")) == Warn("first")


def test_a_warning_is_a_sanction_that_comes_before_the_others() -> None:
    assert (Warn.sanction, Warn.rank) == (True, 30)
