from typing import Any

import pytest

from bot.core.history import Scope
from bot.core.post import Author, Post, PostKind, Role
from bot.history import memory
from bot.history.memory import History
from bot.history.record import Join, Message
from tests.history.kit import alike, counts, joins, messages, post, posts

LONG = "join our channel today and earn two hundred dollars every single day without leaving your home"


def test_posts_of_an_author() -> None:
    given = [post(1), post(2), post(3, author=8), post(4, chat=-5), post(5)]
    assert counts(posts(), *given) == [1, 2, 1, 1, 3]


def test_posts_of_a_chat() -> None:
    given = [post(1), post(2), post(3, author=8), post(4, chat=-5), post(5)]
    assert counts(posts(scope=Scope.CHAT), *given) == [1, 2, 3, 1, 4]


@pytest.mark.parametrize("scope", [Scope.AUTHOR, Scope.CHAT])
def test_a_window_ends_just_before_its_length(scope: Scope) -> None:
    given = [post(1, date=1_000), post(2, date=1_059), post(3, date=1_060), post(4, date=1_200)]
    assert counts(posts(60, scope), *given) == [1, 2, 2, 1]


@pytest.mark.parametrize("scope", [Scope.AUTHOR, Scope.CHAT])
def test_a_post_that_comes_a_little_late_counts_where_it_belongs(scope: Scope) -> None:
    given = [post(1, date=1_000), post(2, date=1_050), post(3, date=1_020), post(4, date=1_060)]
    assert counts(posts(60, scope), *given) == [1, 2, 3, 3]


@pytest.mark.parametrize("need", [posts(), posts(scope=Scope.CHAT), alike(), alike(scope=Scope.CHAT)])
def test_a_post_delivered_again_is_counted_as_it_was_the_first_time(need: Any) -> None:
    given = [post(number, "hi") for number in (1, 2, 3, 4)]
    assert counts(need, *given, *given) == [1, 2, 3, 4] * 2


@pytest.mark.parametrize("need", [posts(), posts(scope=Scope.CHAT), alike(), alike(scope=Scope.CHATS)])
def test_an_album_is_one_post(need: Any) -> None:
    parts = [post(number, file="same", album="a") for number in (2, 3, 4)]
    assert counts(need, post(1, file="same"), *parts, post(5, file="same", album="b")) == [1, 2, 2, 2, 3]


def test_each_part_of_an_album_is_a_message() -> None:
    parts = [post(number, album="a") for number in (1, 2)]
    assert counts(messages(), *parts) == [1, 2]


@pytest.mark.parametrize("scope", [Scope.AUTHOR, Scope.CHAT])
def test_what_is_no_post_is_not_counted(scope: Scope) -> None:
    given = [
        post(1),
        post(2, kind=PostKind.SERVICE),
        post(None, kind=PostKind.REACTION),
        post(1, revision=1_010),
        post(3),
    ]
    assert counts(posts(60, scope), *given)[-1] == 2


def test_the_same_text_whatever_it_looks_like() -> None:
    given = [post(1, "Free  Money"), post(2, "frее mоneу"), post(3, "free money"), post(4, "no money")]
    assert counts(alike(), *given) == [1, 2, 3, 1]


def test_where_a_text_is_looked_for() -> None:
    given = [post(1, "hi"), post(2, "hi", author=8), post(3, "hi", chat=-5), post(4, "hi")]
    assert counts(alike(), *given) == [1, 1, 1, 2]
    assert counts(alike(scope=Scope.CHAT), *given) == [1, 2, 1, 3]
    assert counts(alike(scope=Scope.CHATS), *given) == [1, 2, 3, 4]


def test_without_text_the_files_are_compared() -> None:
    given = [post(1, file="a"), post(2, file="b"), post(3, file="a"), post(4, "hi", file="a"), post(5)]
    assert counts(alike(), *given) == [1, 1, 2, 1, 0]


@pytest.mark.parametrize("scope", list(Scope))
def test_nearly_the_same(scope: Scope) -> None:
    given = [post(1, LONG), post(2, f"{LONG} !!7"), post(3, LONG[:30]), post(4, LONG.replace("two", "five"))]
    assert counts(alike(60, scope, 0.8), *given) == [1, 2, 1, 3]
    assert counts(alike(60, scope), *given) == [1, 1, 1, 1]


@pytest.mark.parametrize("scope", list(Scope))
def test_an_edit_is_compared_with_other_posts_and_adds_nothing(scope: Scope) -> None:
    given = [
        post(1, "hi"),
        post(2, "hello"),
        post(2, "hi", revision=1_010),
        post(3, "hi"),
        post(3, "hi", revision=1_020),
    ]
    assert counts(alike(60, scope), *given) == [1, 1, 2, 2, 2]


def test_an_edit_looks_back_from_when_it_was_made() -> None:
    given = [post(1, "hello", date=1_000), post(2, "hi", date=9_000), post(1, "hi", date=1_000, revision=9_010)]
    assert counts(alike(), *given) == [1, 1, 2]


def test_a_channels_post_is_no_duplicate_of_itself_in_its_group() -> None:
    linked = Author(-5, roles={Role.LINKED_CHANNEL: True})
    given = [
        post(1, "news", author=-5, chat=-5, kind=PostKind.CHANNEL_POST),
        post(2, "news", author_record=linked),
        post(3, "news"),
    ]
    assert counts(alike(scope=Scope.CHATS), *given) == [1, 0, 2]


def test_authors_without_an_id_are_not_known() -> None:
    assert counts(posts(), post(1, author=None)) == [None]
    assert counts(posts(scope=Scope.CHAT), post(1, author=None), post(2, author=None)) == [1, 2]


def joined(*people: int, date: int = 1_000, kind: PostKind = PostKind.SERVICE, message_id: int | None = None) -> Post:
    return post(message_id, kind=kind, joiners=people, date=date)


def test_people_who_join_are_counted_once() -> None:
    given = [
        joined(1, 2, message_id=5),
        joined(1, kind=PostKind.JOIN),
        joined(3, kind=PostKind.JOIN_REQUEST, date=1_001),
        post(6, "hi", date=1_002),
        joined(1, kind=PostKind.JOIN, date=1_059),
        post(7, "hi", date=1_060),
    ]
    assert counts(joins(), *given) == [2, 1, 3, 3, 3, 2]  # a join told twice is counted as it was the first time


def test_joins_delivered_again_are_counted_as_they_were() -> None:
    given = [joined(number, message_id=number) for number in (1, 2, 3)]
    assert counts(joins(), *given, *given) == [1, 2, 3] * 2


def test_people_join_each_chat_apart() -> None:
    assert counts(joins(), joined(1), post(None, joiners=(2,), chat=-5)) == [1, 1]


def test_the_messages_of_an_author() -> None:
    history = History()
    given = [
        post(1, date=900),
        post(2, date=1_000),
        post(3, kind=PostKind.SERVICE),
        post(4, author=8),
        post(5, album="a"),
    ]
    counts(messages(), *given, history=history)
    assert history.messages(post(5, date=1_000), 60) == [2, 3, 5]
    assert history.messages(post(77, date=1_000), 60) == [2, 3, 5, 77]
    assert history.messages(post(None, date=1_000), 60) == [2, 3, 5]
    assert history.messages(post(4, author=None), 60) == [4]


def test_nothing_is_remembered_for_nobody() -> None:
    history = History()
    history.recall(post(1, "hi"), [])
    history.recall(joined(1, message_id=2), [])
    assert len(history) == 0


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    history = History()
    counts(posts(60), *(post(number, date=1_000 + number) for number in range(50)), history=history)
    assert len(history) == 50
    counts(posts(60), post(99, date=5_000), history=history)
    assert len(history) == 1


def test_a_flood_of_one_author_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_OF_AUTHOR", 5)
    history = History()
    needs = [posts(600), posts(600, Scope.CHAT), alike(600, Scope.CHATS, 0.8)]
    for item in [post(1, "hi", author=8), *(post(number, f"text {number}") for number in range(2, 50))]:
        history.recall(item, needs)
    assert len(history) == 6
    assert history.recall(post(99, "hi", author=8), needs) == {needs[0]: 2, needs[1]: 7, needs[2]: 2}


def test_there_is_a_bound_for_a_chat_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_IN_CHAT", 10)
    monkeypatch.setattr(memory, "MOST_IN_ALL", 15)
    history = History()
    for number in range(1, 40):
        history.recall(post(number, author=number), [posts(600)])
    assert len(history) == 10
    for number in range(1, 40):
        history.recall(post(1, chat=-number), [posts(600)])
    assert len(history) == 15


def test_what_is_new_is_told_once_and_can_be_restored() -> None:
    told: list[Any] = []
    history = History(lambda item, sketch: told.append((item, sketch)))
    needs = [posts(), alike(60, Scope.CHATS, 0.8), joins()]
    given = [post(1, LONG), post(2, "hi"), joined(5, message_id=3), post(4, LONG), post(4, LONG)]
    for item in given:
        history.recall(item, needs)
    assert [type(item) for item, _ in told] == [Message, Message, Message, Join, Message]
    again = History()
    again.restore(
        [(item, sketch) for item, sketch in told if isinstance(item, Message)],
        [item for item, _ in told if isinstance(item, Join)],
    )
    assert again.recall(post(4, LONG), needs) == history.recall(post(4, LONG), needs)
    assert again.recall(post(6, LONG + "!"), needs) == {needs[0]: 4, needs[1]: 3, needs[2]: 1}


def test_a_chat_that_asks_for_less_spoils_nothing() -> None:
    history = History()
    near, exact = alike(60, Scope.CHATS, 0.8), alike(60, Scope.CHATS)
    history.recall(post(1, LONG, chat=-1), [near])
    history.recall(post(1, LONG, chat=-2), [exact])
    history.recall(post(2, "later", chat=-2, date=1_060 + memory.SLACK), [exact])
    assert len(history) == 1
    assert history.recall(post(9, LONG, chat=-3, date=1_060 + memory.SLACK), [near]) == {near: 1}
