from typing import Any

import pytest

from bot.core.post import Author, Role
from tests.telegram.reading.samples import ANNA, CHANNEL, GROUP, named, post

ADMIN, MEMBER, ANONYMOUS, BOT = Role.ADMIN, Role.MEMBER, Role.ANONYMOUS, Role.BOT
ROLE_CHANNEL, LINKED, PREMIUM, TRUSTED = Role.CHANNEL, Role.LINKED_CHANNEL, Role.PREMIUM, Role.TRUSTED
IMPOSTOR = Role.IMPOSTOR

GROUP_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}

USER = {ROLE_CHANNEL: False, LINKED: False, ANONYMOUS: False, PREMIUM: False, BOT: False}
NO_USER = {BOT: False, PREMIUM: False, IMPOSTOR: False}
OF_CHAT = {**NO_USER, ADMIN: True, ROLE_CHANNEL: False, LINKED: False, ANONYMOUS: False}

AUTHORS: list[tuple[str, dict[str, Any], Author]] = [
    ("a user", {}, Author(42, "Anna Petrova", "anna", None, USER)),
    (
        "a premium user with a language",
        {"sender": {**ANNA, "is_premium": True, "language_code": "ru"}},
        Author(42, "Anna Petrova", "anna", "ru", {**USER, PREMIUM: True}),
    ),
    ("a bot", {"sender": {"id": 5, "is_bot": True}}, Author(5, roles={**USER, BOT: True})),
    (
        "nobody knows whether a bot",
        {"sender": {"id": 5}},
        Author(5, roles={role: known for role, known in USER.items() if role is not BOT}),
    ),
    (
        "a user in private",
        {"chat": {"id": 42, "type": "private", "first_name": "Anna"}},
        Author(42, "Anna Petrova", "anna", None, {**USER, ADMIN: False, IMPOSTOR: False}),
    ),
    ("nobody", {"sender": None}, Author()),
    (
        "an anonymous admin",
        {"sender": GROUP_BOT, "sender_chat": GROUP},
        Author(-100123, "Friends", "friends", roles={**OF_CHAT, ANONYMOUS: True}),
    ),
    (
        "an anonymous admin without a sender chat",
        {"sender": GROUP_BOT},
        Author(-100123, "Friends", "friends", roles={**OF_CHAT, ANONYMOUS: True}),
    ),
    (
        "the linked channel's automatic forward",
        {"sender": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True},
        Author(-100777, "News", "news", roles={**OF_CHAT, ROLE_CHANNEL: True, LINKED: True}),
    ),
    (
        "the same without its flag",
        {"sender": TELEGRAM, "sender_chat": CHANNEL},
        Author(-100777, "News", "news", roles={**OF_CHAT, ROLE_CHANNEL: True, LINKED: True}),
    ),
    (
        "a user speaking as a channel",
        {"sender": CHANNEL_BOT, "sender_chat": CHANNEL},
        Author(-100777, "News", "news", roles={**NO_USER, ADMIN: False, ROLE_CHANNEL: True, ANONYMOUS: False}),
    ),
    (
        "a channel that nobody names",
        {"sender": CHANNEL_BOT},
        Author(roles={**NO_USER, ADMIN: False, ROLE_CHANNEL: True, ANONYMOUS: False}),
    ),
    (
        "a channel in itself",
        {"sender": None, "sender_chat": CHANNEL, "chat": CHANNEL},
        Author(-100777, "News", "news", roles={**OF_CHAT, ROLE_CHANNEL: True}),
    ),
]


@pytest.mark.parametrize(("name", "fields", "author"), AUTHORS, ids=[row[0] for row in AUTHORS])
def test_author(name: str, fields: dict[str, Any], author: Author) -> None:
    assert post(text="x", **fields).author == author


@pytest.mark.parametrize("fields", [row[1] for row in AUTHORS], ids=[row[0] for row in AUTHORS])
def test_membership_and_trust_are_not_in_the_message(fields: dict[str, Any]) -> None:
    author = post(text="x", **fields).author
    assert (author.known(MEMBER), author.known(TRUSTED)) == (None, None)


NAMES: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("a user", {}, [("sender_name", "Anna Petrova"), ("username", "anna")]),
    (
        "with a tag and a signature",
        {"sender_tag": "Boss", "author_signature": "A. P."},
        [("sender_name", "Anna Petrova"), ("username", "anna"), ("sender_name", "A. P."), ("sender_name", "Boss")],
    ),
    (
        "an anonymous admin",
        {"sender": GROUP_BOT, "sender_chat": GROUP},
        [("sender_name", "Friends"), ("username", "friends")],
    ),
    (
        "a user beside the channel",
        {"sender": ANNA, "sender_chat": CHANNEL, "chat": CHANNEL},
        [("sender_name", "News"), ("username", "news"), ("sender_name", "Anna Petrova"), ("username", "anna")],
    ),
    ("a chat without an id", {"sender": None, "sender_chat": {"title": "Scam"}}, [("sender_name", "Scam")]),
    ("a user without an id", {"sender": {"first_name": "Scam"}}, [("sender_name", "Scam")]),
    ("a last name only", {"sender": {"id": 5, "last_name": "Doe"}}, [("sender_name", "Doe")]),
    (
        "who called a guest bot",
        {"sender": None, "guest_bot_caller_user": {"id": 8, "first_name": "Gus", "username": "gus"}},
        [("sender_name", "Gus"), ("username", "gus")],
    ),
]


@pytest.mark.parametrize(("name", "fields", "expected"), NAMES, ids=[row[0] for row in NAMES])
def test_names_of_the_sender(name: str, fields: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    read = post(text="x", **fields)
    assert named(read) == expected
    assert "other" not in {surface.name for surface in read.surfaces}


@pytest.mark.parametrize(
    "sender",
    ["Anna", ["Anna"], {"id": [42]}, {"id": "42", "first_name": ["Anna"]}, {"id": True, "username": {"a": "Anna"}}, 5],
)
def test_a_malformed_sender_is_nobody(sender: Any) -> None:
    read = post(text="x", sender=sender)
    assert read.author.id is None
    assert read.author.name is None


def test_a_future_field_of_a_sender_is_left_over() -> None:
    read = post(sender={**ANNA, "motto": "free btc"}, chat={**GROUP, "slogan": "best"})
    assert {surface.text for surface in read.surfaces if surface.name == "other"} == {"free btc", "best"}
