"""Posts that are no messages: requests to join, reactions."""

from typing import Any

import pytest

from bot.core.post import Entity, Post, Role
from bot.telegram.read import read
from tests.telegram.reading.samples import ANNA, CHANNEL, GROUP, named, shown

EMOJI = {"type": "emoji", "emoji": "🔥"}
CUSTOM = {"type": "custom_emoji", "custom_emoji_id": "531"}


def join_request(**fields: Any) -> Post:
    request = {"chat": GROUP, "from": ANNA, "user_chat_id": 42, "date": 99, **fields}
    post = read({"update_id": 5, "chat_join_request": request})
    assert post is not None
    return post


def reaction(new: Any, old: Any = (), **fields: Any) -> Post | None:
    event = {"chat": GROUP, "message_id": 8, "user": ANNA, "date": 99, "new_reaction": new, "old_reaction": [*old]}
    return read({"update_id": 5, "message_reaction": {**event, **fields}})


def test_a_join_request_shows_who_asks() -> None:
    post = join_request(bio="free btc", query_id="q", invite_link={"invite_link": "https://t.me/+a", "creator": ANNA})
    assert (post.id, post.kind, post.date, post.message_id, post.chat.id) == (5, "join_request", 99, None, -100123)
    assert shown(post) == [("bio", "free btc")]
    assert named(post) == [("sender_name", "Anna Petrova"), ("username", "anna")]
    assert (post.author.id, post.author.known(Role.MEMBER), post.author.known(Role.ADMIN)) == (42, False, None)


def test_join_requests_have_keys_of_their_own() -> None:
    assert join_request().key == "-100123:join_request-5:0"


def test_a_field_of_the_future_in_a_join_request() -> None:
    assert shown(join_request(answer={"words": "free"})) == [("other", "free")]


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ([EMOJI], [], ["🔥"]),
        ([EMOJI, CUSTOM], [EMOJI], ["531"]),
        ([CUSTOM], [], ["531"]),
        ([{"type": "future", "words": "free"}], [], ["free"]),
        (["free"], [], ["free"]),
        ("free", [], ["free"]),
    ],
)
def test_added_reactions_are_shown(new: Any, old: list[Any], expected: list[str]) -> None:
    post = reaction(new, old)
    assert post is not None
    assert shown(post) == [("other", text) for text in expected]
    assert (post.kind, post.reply_to, post.message_id) == ("reaction", 8, None)
    assert post.author.id == 42


@pytest.mark.parametrize(("new", "old"), [([], [EMOJI]), ([EMOJI], [EMOJI, CUSTOM]), (None, [])])
def test_a_reaction_taken_back_is_no_post(new: Any, old: list[Any]) -> None:
    assert reaction(new, old) is None


def test_a_custom_emoji_keeps_its_id() -> None:
    post = reaction([CUSTOM])
    assert post is not None
    assert post.entities == (Entity("custom_emoji", 0, 0, 3, "531"),)


@pytest.mark.parametrize(("actor", "anonymous", "channel"), [(GROUP, True, False), (CHANNEL, False, True)])
def test_a_chat_may_react(actor: dict[str, Any], anonymous: bool, channel: bool) -> None:
    post = reaction([EMOJI], user=None, actor_chat=actor)
    assert post is not None
    assert post.author.id == actor["id"]
    assert (post.author.known(Role.ANONYMOUS), post.author.known(Role.CHANNEL)) == (anonymous, channel)
