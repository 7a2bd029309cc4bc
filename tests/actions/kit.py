"""Posts to act on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.action import Action, Call, Inquiry
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Post, PostKind, Role
from bot.lang.short import read_short
from tests.botapi import assert_valid_call

CHANNEL = Author(-1009, roles={Role.CHANNEL: True})
DAY = 86_400


def message(**more: object) -> Post:
    """A member's message 55 in the supergroup -1001, but for what is given."""
    post = read_short({"text": "x", "chat": {"id": -1001}, "author": {"id": 7}})
    return replace(post, **{"message_id": 55, **more})  # type: ignore[arg-type]


def calls(action: Action, post: Post, now: int = 1_000, member: Mapping[str, Any] | None = None) -> list[Call]:
    """The calls that an action makes, each of which the Bot API must take.

    `member` is what Telegram says of the author to an action that asks; without it, it says nothing.
    """
    made: list[Call] = []
    for effect in action.effects(post, now):
        found = _asked(effect, member) if isinstance(effect, Inquiry) else effect
        assert not isinstance(found, Outcome), found
        made += found if isinstance(found, tuple) else [found] if isinstance(found, Call) else []
    for call in made:
        assert_valid_call(call.method, call.params)
    return made


def answer(action: Action, post: Post, member: Mapping[str, Any], now: int = 1_000) -> Outcome:
    """What an action comes to that asks and then calls nothing."""
    (effect,) = action.effects(post, now)
    assert isinstance(effect, Inquiry)
    found = _asked(effect, member)
    assert isinstance(found, Outcome)
    return found


def _asked(inquiry: Inquiry, member: Mapping[str, Any] | None) -> tuple[Call, ...] | Outcome:
    question = inquiry.question
    assert_valid_call(question.method, question.params)
    assert question.idempotent
    found = inquiry.follow(Outcome(Status.FAILED, "?") if member is None else Outcome(Status.DONE, result=member))
    assert isinstance(found, Outcome) or all(call.idempotent for call in found)
    return found


def join_request(**more: object) -> Post:
    """User 7 asks to join the supergroup -1001."""
    return message(kind=PostKind.JOIN_REQUEST, message_id=None, id=9, **more)


def reaction(**more: object) -> Post:
    """User 7 reacts to message 55 of the supergroup -1001."""
    return message(kind=PostKind.REACTION, message_id=None, id=9, **{"reply_to": 55, **more})
