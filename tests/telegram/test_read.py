"""Updates in, posts out: which carry one, what it is, and that nothing in them stops the reader."""

from string import ascii_letters
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import UnreadableUpdate
from bot.core.post import Post
from bot.telegram.read import POST_UPDATES, read, read_message
from bot.telegram.reading.message import MESSAGE
from tests.telegram.reading.samples import ANNA, CHANNEL, GROUP, message, patient, shown

FORWARDED = message(message_id=3, sender={"id": 777000}, sender_chat=CHANNEL, is_automatic_forward=True, text="post")


def posted(kind: str, content: Any) -> Post:
    post = read({"update_id": 70, kind: content})
    assert post is not None
    return post


def test_a_message_as_a_post() -> None:
    post = posted("message", message(text="hi", message_thread_id=3, reply_to_message=message(message_id=4)))
    assert (post.id, post.message_id, post.date, post.revision) == (70, 7, 1795314595, 0)
    assert (post.chat.id, post.chat.type, post.chat.title, post.chat.username) == (
        -100123,
        "supergroup",
        "Friends",
        "friends",
    )
    assert (post.reply_to, post.thread, post.album, post.via_bot) == (4, 3, None, None)
    assert post.text == "hi"
    assert post.key == "-100123:7:0"


def test_an_edited_message_is_a_new_revision() -> None:
    post = posted("edited_message", message(text="hi", edit_date=1795314600))
    assert (post.revision, post.key) == (1795314600, "-100123:7:1795314600")


def test_an_album_and_a_bot_are_named() -> None:
    post = posted("message", message(media_group_id="139", via_bot={"id": 9, "username": "gif_bot"}))
    assert (post.album, post.via_bot) == ("139", "gif_bot")


def test_a_lone_message_has_its_own_id() -> None:
    assert read_message(message(text="hi")).id == 7


@pytest.mark.parametrize(
    ("update", "content", "kind"),
    [
        ("message", message(text="x"), "message"),
        ("message", message(new_chat_title="x"), "service"),
        ("message", message(migrate_to_chat_id=-100), "service"),
        ("message", message(poll_option_added={"option_text": "t.me/scam"}), "message"),
        ("message", message(checklist_tasks_added={"tasks": [{"id": 1, "text": "t.me/scam"}]}), "message"),
        ("message", message(gift={"text": "t.me/scam"}), "message"),
        ("message", FORWARDED, "message"),
        ("message", message(text="x", message_thread_id=3, reply_to_message=FORWARDED), "comment"),
        ("edited_message", message(text="x", message_thread_id=3, reply_to_message=FORWARDED), "comment"),
        ("message", message(text="x", message_thread_id=3, reply_to_message=message()), "message"),
        ("message", message(text="x", reply_to_message="odd"), "message"),
        ("channel_post", message(text="x", chat=CHANNEL, sender=None), "channel_post"),
        ("edited_channel_post", message(text="x", chat=CHANNEL, sender=None), "channel_post"),
        ("channel_post", message(text="x", chat={"id": -1}), "channel_post"),
        ("channel_post", message(pinned_message={}, chat=CHANNEL), "service"),
        ("chat_join_request", {"chat": GROUP, "from": ANNA}, "join_request"),
        ("chat_member", {"chat": GROUP, "new_chat_member": {"user": ANNA, "status": "member"}}, "join"),
        ("message_reaction", {"chat": GROUP, "new_reaction": [{"emoji": "🔥"}]}, "reaction"),
    ],
)
def test_kinds_of_post(update: str, content: dict[str, Any], kind: str) -> None:
    assert posted(update, content).kind == kind


def test_a_lone_message_of_a_channel_is_a_channel_post() -> None:
    assert read_message(message(chat=CHANNEL, text="x")).kind == "channel_post"


@pytest.mark.parametrize(
    "kind",
    ["callback_query", "my_chat_member", "message_reaction_count", "business_message", "hologram"],
)
def test_other_updates_carry_no_post(kind: str) -> None:
    assert read({"update_id": 1, kind: message(text="x")}) is None
    assert kind not in POST_UPDATES


@pytest.mark.parametrize("kind", sorted(POST_UPDATES))
@pytest.mark.parametrize("content", [None, "x", [], {}, {"chat": None}, {"chat": {}}, {"chat": {"id": "1"}}])
def test_a_post_without_a_chat_cannot_be_read(kind: str, content: Any) -> None:
    with pytest.raises(UnreadableUpdate, match=r"is not an object|chat\.id"):
        read({"update_id": 1, kind: content})


def test_an_update_is_an_object() -> None:
    with pytest.raises(UnreadableUpdate):
        read([])  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [5, None, True, [], {}])
def test_a_malformed_part_costs_only_itself(text: Any) -> None:
    post = posted("message", {**message(caption="c", date=0.5, message_id="7"), "text": text, "edit_date": []})
    assert shown(post) == [("text", "c")]
    assert (post.date, post.message_id, post.revision) == (0, None, 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*MESSAGE, "id", "url", "blocks", "options", "type"]) | st.text(), inner)
    ),
    max_leaves=25,
)


@patient
@given(st.dictionaries(st.sampled_from([*MESSAGE, "date", "message_id", "edit_date"]), JSON, max_size=6))
def test_no_message_is_too_odd(fields: dict[str, Any]) -> None:
    post = read_message({**message(), **fields, "chat": GROUP})
    for entity in post.entities:
        assert 0 <= entity.start < entity.end <= len(post.surfaces[entity.surface].text)
    for target in post.targets:
        assert post.surfaces[target.surface].text == target.url


@patient
@given(JSON)
def test_no_update_is_too_odd(value: Any) -> None:
    for kind in POST_UPDATES:
        try:
            read({"update_id": 1, kind: value})
        except UnreadableUpdate:
            continue


WORDS = st.text(ascii_letters + "яßж中😀 ", min_size=1)
UNKNOWN = st.text(ascii_letters, min_size=1).map(lambda name: f"{name}_x")


NOT_THE_POSTS = {"reply_to_message", "pinned_message", "passport_data", "receiver_user", "chat"}
FIELDS = [*sorted(MESSAGE.keys() - NOT_THE_POSTS), "hologram"]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value]


@patient
@given(
    st.sampled_from(FIELDS),
    st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(UNKNOWN, inner, max_size=3)),
    UNKNOWN,
)
def test_every_text_under_an_unknown_key_is_found(field: str, value: Any, key: str) -> None:
    read = read_message({**message(), field: {key: value}})
    found = "\n".join(surface.text for surface in read.surfaces)
    assert all(text in found for text in _texts(value))


def test_in_a_forum_what_begins_the_topic_is_not_answered() -> None:
    topic = {"message_thread_id": 3, "is_topic_message": True}
    first = message(message_id=3, forum_topic_created={"name": "Offers", "icon_color": 0})
    plain = posted("message", message(text="hi", **topic, reply_to_message=first))
    assert (plain.reply_to, plain.topic, plain.thread) == (None, 3, 3)
    answer = posted("message", message(text="hi", **topic, reply_to_message=message(message_id=4)))
    assert (answer.reply_to, answer.topic) == (4, 3)
    # Elsewhere a thread begins with the message that is answered.
    thread = posted("message", message(text="hi", message_thread_id=4, reply_to_message=message(message_id=4)))
    assert (thread.reply_to, thread.topic) == (4, None)
