import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.post import (
    Author,
    Chat,
    Entity,
    Forward,
    Media,
    MediaKind,
    Origin,
    Post,
    PostKind,
    Role,
    ServiceKind,
    Surface,
    SurfaceName,
    Target,
    TargetSource,
)
from bot.storage.posts import dump, load
from bot.storage.vault import PlainVault
from tests.storage.makers import post

hostile = st.text(st.characters(exclude_categories=()), max_size=20)
numbers = st.integers(-(2**63), 2**63)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


authors = st.builds(
    Author,
    id=maybe(numbers),
    name=maybe(hostile),
    username=maybe(hostile),
    language=maybe(hostile),
    roles=st.dictionaries(st.sampled_from(Role), st.booleans()),
    posts=maybe(numbers),
    joined=maybe(numbers),
    strikes=maybe(numbers),
)
posts = st.builds(
    Post,
    id=numbers | hostile,
    kind=st.sampled_from(PostKind),
    chat=st.builds(Chat, numbers, hostile, maybe(hostile), maybe(hostile)),
    author=authors,
    date=numbers,
    message_id=maybe(numbers),
    revision=numbers,
    surfaces=several(st.builds(Surface, st.sampled_from(SurfaceName), hostile, numbers)),
    entities=several(st.builds(Entity, hostile, numbers, numbers, numbers, maybe(hostile))),
    targets=several(st.builds(Target, hostile, numbers, st.sampled_from(TargetSource), maybe(hostile))),
    media=several(st.builds(Media, st.sampled_from(MediaKind), maybe(hostile), size=maybe(numbers))),
    forward=maybe(st.builds(Forward, st.sampled_from(Origin), maybe(numbers), maybe(hostile))),
    album=maybe(hostile),
    reply_to=maybe(numbers),
    thread=maybe(numbers),
    via_bot=maybe(hostile),
    service=maybe(st.sampled_from(ServiceKind)),
)


@given(posts)
def test_a_post_comes_back_as_it_was(original: Post) -> None:
    assert load(dump(original)) == original


@given(posts)
def test_it_comes_back_out_of_a_vault_too(original: Post) -> None:
    vault = PlainVault()
    assert load(vault.unseal(vault.seal(dump(original)))) == original


def test_types_come_back_too() -> None:
    original = replace(post(), media=(Media(MediaKind.PHOTO),), author=Author(roles={Role.ADMIN: True}))
    back = load(dump(original))
    assert isinstance(back.kind, PostKind)
    assert isinstance(back.surfaces[0].name, SurfaceName)
    assert isinstance(back.media[0].kind, MediaKind)
    assert [type(role) for role in back.author.roles] == [Role]


def test_what_says_nothing_is_left_out() -> None:
    assert json.loads(dump(post("hi"))) == {
        "id": 900,
        "kind": "message",
        "chat": {"id": -1_001_234_567_890, "type": "supergroup", "title": "Cats"},
        "author": {"id": 42, "name": "Ann"},
        "date": 1_795_356_243,
        "message_id": 7,
        "surfaces": [{"name": "text", "text": "hi"}],
    }


def test_fields_of_a_newer_version_are_passed_over() -> None:
    newer = json.loads(dump(post())) | {"mood": "bad"}
    newer["chat"]["colour"] = "red"
    assert load(json.dumps(newer)) == post()


@pytest.mark.parametrize(
    ("text", "error"),
    [("", ValueError), ("{}", TypeError), (dump(post()).replace('"message"', '"massage"'), ValueError)],
)
def test_what_is_no_post_is_an_error(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        load(text)
