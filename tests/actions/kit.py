"""Posts to act on."""

from dataclasses import replace

from bot.core.action import Action, Call
from bot.core.post import Author, Post, Role
from bot.lang.short import read_short
from tests.botapi import assert_valid_call

CHANNEL = Author(-1009, roles={Role.CHANNEL: True})
DAY = 86_400


def message(**more: object) -> Post:
    """A member's message 55 in the supergroup -1001, but for what is given."""
    post = read_short({"text": "x", "chat": {"id": -1001}, "author": {"id": 7}})
    return replace(post, **{"message_id": 55, **more})  # type: ignore[arg-type]


def calls(action: Action, post: Post, now: int = 1_000) -> list[Call]:
    """The calls that an action makes, each of which the Bot API must take."""
    made = [effect for effect in action.effects(post, now) if isinstance(effect, Call)]
    for call in made:
        assert_valid_call(call.method, call.params)
    return made
