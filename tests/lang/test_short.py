from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errors import UnreadableUpdate
from bot.core.post import Chat, Forward, Media, MediaKind, Origin, Post, PostKind, Role, Target, TargetSource
from bot.lang.short import DEFAULT_AUTHOR, DEFAULT_CHAT, read_given, read_short

NOON = int(datetime(2026, 1, 2, 12, tzinfo=UTC).timestamp())


def surfaces(given: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(surface.name.value, surface.index, surface.text) for surface in read_short(given).surfaces]


def roles(given: dict[str, Any]) -> set[str]:
    return {role.value for role, held in read_short(given).author.roles.items() if held}


def test_the_least() -> None:
    post = read_short({})
    assert (post.id, post.kind, post.chat, post.date, post.message_id) == (
        0,
        PostKind.MESSAGE,
        Chat(DEFAULT_CHAT, "supergroup"),
        0,
        1,
    )
    assert (post.text, post.surfaces, post.author.id) == ("", (), DEFAULT_AUTHOR)
    assert post.author.roles == {role: role is Role.MEMBER for role in Role}
    assert (post.author.posts, post.author.joined, post.author.strikes) == (None, None, None)


def test_null_is_as_good_as_nothing() -> None:
    keys = (
        "id",
        "text",
        "author",
        "chat",
        "date",
        "kind",
        "quote",
        "links",
        "buttons",
        "media",
        "forward",
        "album",
        "joiners",
        "service",
    )
    assert read_short(dict.fromkeys(keys)) == read_short({})
    assert read_short(
        {"author": dict.fromkeys(("id", "name", "is", "posts", "joined")), "chat": {"id": None}}
    ) == read_short({})


def test_the_most() -> None:
    post = read_short(
        {
            "id": 77,
            "text": "hello",
            "author": {"id": 5, "name": "Ann", "username": "@ann", "language": "en", "posts": 3, "strikes": 1},
            "chat": {"id": -100, "type": "group", "title": "A group", "username": "agroup"},
            "date": NOON,
        }
    )
    assert (post.id, post.message_id, post.date) == (77, 77, NOON)
    assert post.chat == Chat(-100, "group", "A group", "agroup")
    assert (post.author.id, post.author.name, post.author.username, post.author.language) == (5, "Ann", "ann", "en")
    assert (post.author.posts, post.author.strikes) == (3, 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "a", "quote": "b"}, [("text", 0, "a"), ("quote", 0, "b")]),
        ({"author": {"name": "Ann", "username": "ann"}}, [("sender_name", 0, "Ann"), ("username", 0, "ann")]),
        ({"kind": "join_request", "author": {"bio": "casino"}}, [("bio", 0, "casino")]),
        ({"buttons": ["one", {"text": "two"}]}, [("button", 0, "one"), ("button", 1, "two")]),
        ({"buttons": {"text": "go", "url": "x.example"}}, [("button", 0, "go"), ("link", 0, "x.example")]),
        (
            {"links": ["x.example", {"url": "y.example", "text": "here"}]},
            [("link", 0, "x.example"), ("link", 1, "y.example")],
        ),
        ({"media": [{"file_name": "a.apk"}, "photo"]}, [("file_name", 0, "a.apk")]),
        ({"forward": {"name": "Bob"}}, [("forward", 0, "Bob")]),
    ],
)
def test_surfaces(given: dict[str, Any], expected: list[tuple[str, int, str]]) -> None:
    assert surfaces(given) == expected


def test_links_and_buttons_are_targets() -> None:
    post = read_short({"text": "x", "buttons": [{"text": "go", "url": "b.example"}], "links": ["l.example"]})
    assert post.targets == (
        Target("b.example", 2, TargetSource.BUTTON, "go"),
        Target("l.example", 3, TargetSource.ENTITY, None),
    )
    assert [post.surfaces[target.surface].text for target in post.targets] == ["b.example", "l.example"]


def test_media_and_forward() -> None:
    post = read_short({"media": {"kind": "video", "mime": "video/mp4", "size": 5}, "forward": "channel"})
    assert post.media == (Media(MediaKind.VIDEO, mime="video/mp4", size=5),)
    assert post.forward == Forward(Origin.CHANNEL)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"member"}),
        ({"author": {"is": []}}, set()),
        ({"author": {"is": "trusted"}}, {"trusted", "member"}),
        ({"author": {"is": ["admin", "premium"]}}, {"admin", "premium", "member"}),
        ({"author": {"is": ["channel"]}}, {"channel"}),
        ({"author": {"is": ["anonymous"]}}, {"anonymous", "admin"}),
        ({"author": {"is": ["linked_channel"]}}, {"linked_channel", "channel"}),
        ({"chat": {"type": "channel"}}, {"channel", "admin"}),
        ({"chat": {"type": "channel"}, "author": {}}, {"member"}),
    ],
)
def test_roles(given: dict[str, Any], expected: set[str]) -> None:
    assert roles(given) == expected


def test_a_channels_post_is_the_channels() -> None:
    post = read_short({"chat": {"id": -5, "type": "channel", "title": "News", "username": "news"}})
    assert (post.kind, post.author.id, post.author.name, post.author.username) == (
        PostKind.CHANNEL_POST,
        -5,
        "News",
        "news",
    )


@pytest.mark.parametrize(("id_", "message"), [(77, 77), ("77", 5), (-1, 5), (None, 5)])
def test_the_message_is_the_id_or_the_number(id_: object, message: int) -> None:
    given = {} if id_ is None else {"id": id_}
    assert read_short(given, 5).message_id == message


def test_the_kind_can_be_given() -> None:
    assert read_short({"kind": "comment"}).kind is PostKind.COMMENT


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (NOON, NOON),
        ("2026-01-02T12:00:00", NOON),
        ("2026-01-02T12:00:00Z", NOON),
        ("2026-01-02T14:00+02:00", NOON),
        ("2026-01-02", NOON - 43_200),
    ],
)
def test_dates(given: object, seconds: int) -> None:
    assert read_short({"date": given}).date == seconds


@pytest.mark.parametrize(("joined", "since"), [("2h", NOON - 7_200), (5, 5), ("2026-01-02", NOON - 43_200)])
def test_joined(joined: object, since: int) -> None:
    assert read_short({"date": NOON, "author": {"joined": joined}}).author.joined == since


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "a post must be an object"),
        ({"text": 5}, "`text` must be text"),
        ({"id": 1.5}, "`id` must be text or a whole number"),
        ({"id": True}, "`id` must be text or a whole number"),
        ({"author": "Ann"}, "`author` must be an object"),
        ({"author": {"id": "5"}}, "`author.id` must be a whole number"),
        ({"author": {"posts": -1}}, "`author.posts` must be a whole number, 0 or more"),
        ({"author": {"posts": True}}, "`author.posts` must be a whole number, 0 or more"),
        ({"author": {"is": 5}}, "`author.is` must be a list"),
        ({"author": {"is": ["king"]}}, "`author.is` must be one of admin, member"),
        ({"author": {"joined": "soon"}}, "`author.joined` must be seconds since 1970 or an ISO 8601 date"),
        ({"chat": {"type": "forum"}}, "`chat.type` must be one of private, group, supergroup, channel"),
        ({"chat": {"id": "x"}}, "`chat.id` must be a whole number"),
        ({"date": []}, "`date` must be seconds since 1970 or an ISO 8601 date"),
        ({"date": 1e99}, "`date` must be seconds"),
        ({"kind": "letter"}, "`kind` must be one of message"),
        ({"media": "hologram"}, "`media.kind` must be one of photo"),
        ({"links": [5]}, "`links` must be an object"),
        ({"forward": {"from": "space"}}, "`forward.from` must be one of user"),
    ],
)
def test_what_is_wrong_is_named(given: Any, message: str) -> None:
    with pytest.raises(UnreadableUpdate, match=f"^{message.replace('.', '[.]')}"):
        read_given(given)


def test_updates_and_messages_are_somebody_elses() -> None:
    def read_post(given: object) -> Post:
        return read_short({"text": f"read {given}"})

    assert read_given({"message_id": 5}, read_post).text == "read {'message_id': 5}"
    assert read_given({"update_id": 5}, read_post).text == "read {'update_id': 5}"
    assert read_given({"text": "mine"}, read_post).text == "mine"
    with pytest.raises(UnreadableUpdate, match="only short posts"):
        read_given({"message_id": 5})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "text", "is", "from", "url", "kind", "size", "type"]), values, max_size=3
        )
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["id", "text", "author", "chat", "date", "kind", "quote", "links", "buttons", "media", "forward", "other"]
)


@given(st.dictionaries(KEYS, JSON))
def test_it_is_read_or_refused(given: dict[str, Any]) -> None:
    with suppress(UnreadableUpdate):
        assert isinstance(read_given(given), Post)


@pytest.mark.parametrize(
    ("given", "kind", "joiners"),
    [
        ({"joiners": [11, 12]}, "service", (11, 12)),
        ({"joiners": 11}, "service", (11,)),
        ({"kind": "join", "author": {"id": 5}}, "join", (5,)),
        ({"kind": "join_request"}, "join_request", (DEFAULT_AUTHOR,)),
        ({"kind": "join", "joiners": [11, 12]}, "join", (11, 12)),
        ({"text": "hi"}, "message", ()),
    ],
)
def test_who_joins(given: dict[str, Any], kind: str, joiners: tuple[int, ...]) -> None:
    post = read_short(given)
    assert (post.kind, post.joiners) == (kind, joiners)


@pytest.mark.parametrize("joiners", ["x", [True], [{"id": 5}], {"id": 5}, 5.0])
def test_joiners_are_ids(joiners: Any) -> None:
    with pytest.raises(UnreadableUpdate, match="`joiners`"):
        read_short({"joiners": joiners})


def test_an_album_and_a_file() -> None:
    post = read_short({"album": "a", "media": {"kind": "photo", "file_unique_id": "AQAD"}})
    assert (post.album, post.media) == ("a", (Media(MediaKind.PHOTO, file_unique_id="AQAD"),))


def test_a_reaction_is_to_some_message() -> None:
    assert read_short({"kind": "reaction", "text": "👍", "id": 5}).reply_to == 5
    assert read_short({"text": "👍", "id": 5}).reply_to is None
