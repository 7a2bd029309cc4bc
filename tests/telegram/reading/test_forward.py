from typing import Any

import pytest

from bot.core.post import Forward, Origin
from tests.telegram.reading.samples import BOB, CHANNEL, GROUP, post, shown

FORWARDS: list[tuple[str, dict[str, Any], Forward, list[str]]] = [
    (
        "a user",
        {"forward_origin": {"type": "user", "date": 1, "sender_user": BOB}},
        Forward(Origin.USER, 43, "Bob", "bob"),
        ["Bob", "bob"],
    ),
    (
        "a hidden user",
        {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Free BTC"}},
        Forward(Origin.HIDDEN, name="Free BTC"),
        ["Free BTC"],
    ),
    (
        "a chat",
        {"forward_origin": {"type": "chat", "date": 1, "sender_chat": GROUP, "author_signature": "Ed"}},
        Forward(Origin.CHAT, -100123, "Friends", "friends"),
        ["Friends", "friends", "Ed"],
    ),
    (
        "a channel",
        {"forward_origin": {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 9, "author_signature": "Ed"}},
        Forward(Origin.CHANNEL, -100777, "News", "news", 9),
        ["News", "news", "Ed"],
    ),
    ("a user, formerly", {"forward_from": BOB}, Forward(Origin.USER, 43, "Bob", "bob"), ["Bob", "bob"]),
    ("a hidden user, formerly", {"forward_sender_name": "Zed"}, Forward(Origin.HIDDEN, name="Zed"), ["Zed"]),
    (
        "a channel, formerly",
        {"forward_from_chat": CHANNEL, "forward_from_message_id": 9, "forward_signature": "Ed"},
        Forward(Origin.CHANNEL, -100777, "News", "news", 9),
        ["News", "news", "Ed"],
    ),
    ("a group, formerly", {"forward_from_chat": GROUP}, Forward(Origin.CHAT, -100123, "Friends", "friends"),
     ["Friends", "friends"]),
    (
        "both fields",
        {"forward_origin": {"type": "user", "sender_user": BOB}, "forward_from": BOB},
        Forward(Origin.USER, 43, "Bob", "bob"),
        ["Bob", "bob"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "forward", "texts"), FORWARDS, ids=[row[0] for row in FORWARDS])
def test_forward(name: str, fields: dict[str, Any], forward: Forward, texts: list[str]) -> None:
    read = post(**fields)
    assert read.forward == forward
    assert shown(read) == [("forward", text) for text in texts]


@pytest.mark.parametrize("origin", ["user", {"type": "future", "planet": "Mars"}, [], {"sender_user": "Bob"}])
def test_an_unknown_origin_is_no_forward(origin: Any) -> None:
    assert post(forward_origin=origin).forward is None


def test_an_unknown_origin_is_read_all_the_same() -> None:
    assert shown(post(forward_origin={"type": "future", "planet": "Mars"})) == [("other", "Mars")]
