"""Posts that are no messages: requests to join, joins, reactions."""

from typing import Any

import pytest

from bot.core.post import Entity, Post, Role
from bot.telegram.read import read, read_message
from tests.telegram.reading.samples import ANNA, BOB, CHANNEL, GROUP, message, named, shown

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


def test_who_asks_to_join_is_known() -> None:
    assert join_request().joiners == (42,)


def join(new: Any, old: Any = None, **fields: Any) -> Post | None:
    event = {"chat": GROUP, "from": BOB, "date": 99, "old_chat_member": old or {"user": ANNA, "status": "left"}}
    return read({"update_id": 5, "chat_member": {**event, "new_chat_member": {"user": ANNA, **new}, **fields}})


def test_a_join_is_who_joined_whoever_let_them_in() -> None:
    post = join({"status": "member"}, via_join_request=True, invite_link={"invite_link": "https://t.me/+a"})
    assert post is not None
    assert (post.id, post.kind, post.date, post.message_id, post.joiners) == (5, "join", 99, None, (42,))
    assert (post.author.id, post.author.known(Role.MEMBER), post.author.joined) == (42, True, 99)
    assert named(post) == [("sender_name", "Anna Petrova"), ("username", "anna")]
    assert shown(post) == []


@pytest.mark.parametrize(
    ("old", "new", "joined"),
    [
        ({"status": "left"}, {"status": "member"}, True),
        ({"status": "kicked"}, {"status": "restricted", "is_member": True}, True),
        ({"status": "restricted", "is_member": False}, {"status": "member"}, True),
        ({"status": "left"}, {"status": "restricted", "is_member": False}, False),
        ({"status": "member"}, {"status": "administrator"}, False),
        ({"status": "restricted", "is_member": True}, {"status": "member"}, False),
        ({"status": "member"}, {"status": "left"}, False),
        ({"status": "left"}, {}, False),
        ({"status": {}}, {"status": "member"}, True),
        ({"status": "left"}, {"status": ["member"]}, False),
    ],
)
def test_only_who_was_out_and_is_in_joins(old: Any, new: Any, joined: bool) -> None:
    assert (join(new, old) is not None) is joined


def test_a_field_of_the_future_in_a_join() -> None:
    post = join({"status": "member", "motto": "free btc"})
    assert post is not None
    assert shown(post) == [("other", "free btc")]


def test_a_service_message_says_who_joined() -> None:
    given = message(new_chat_members=[ANNA, BOB, {"id": "x"}, None])
    assert read_message(given).joiners == (42, 43)
    assert read_message(message(new_chat_members="x")).joiners == ()
    assert read_message(message(text="hi")).joiners == ()


def test_a_field_of_the_future_in_a_join_request() -> None:
    assert shown(join_request(answer={"words": "free"})) == [("other", "free")]


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ([EMOJI], [], [("text", "🔥")]),
        ([EMOJI, CUSTOM], [EMOJI], [("text", "531")]),
        ([EMOJI, CUSTOM], [], [("text", "🔥"), ("text", "531")]),
        ([CUSTOM, {"type": "paid"}], [], [("text", "531")]),
        ([{"type": "future", "words": "free"}], [], [("other", "free")]),
        (["free"], [], [("other", "free")]),
        ("free", [], [("other", "free")]),
    ],
)
def test_added_reactions_are_shown(new: Any, old: list[Any], expected: list[tuple[str, str]]) -> None:
    post = reaction(new, old)
    assert post is not None
    assert shown(post) == expected
    assert (post.kind, post.reply_to, post.message_id) == ("reaction", 8, None)
    assert post.author.id == 42


@pytest.mark.parametrize(
    ("new", "old"), [([], [EMOJI]), ([EMOJI], [EMOJI, CUSTOM]), (None, []), ([{"type": "paid"}], [])]
)
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


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"new_chat_members": [{"id": 5}]}, "joined"),
        ({"left_chat_member": {"id": 5}}, "left"),
        ({"pinned_message": {}}, "pinned"),
        ({"delete_chat_photo": True}, "photo"),
        ({"forum_topic_closed": {}}, "topic"),
        ({"giveaway_completed": {}}, "other"),
        ({"text": "hi"}, None),
    ],
)
def test_what_a_service_message_tells_of(fields: dict[str, Any], told: str | None) -> None:
    post = read_message(message(**fields))
    assert (post.service, post.kind == "service") == (told, told is not None)
