from dataclasses import replace

import pytest

from bot.core.post import Author, Post
from bot.core.query import PatternKind
from bot.lang.short import read_short
from tests.conditions.kit import answer, leaf

KNOWN = {
    "id": 42,
    "name": "Casino Support",
    "username": "best_casino",
    "language": "pt-BR",
    "is": ["trusted"],
    "posts": 2,
    "joined": "2h",
    "strikes": 1,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{author: trusted}", "true"),
        ("{author: [admin, member]}", "true"),
        ("{author: {is: [admin, channel, bot]}}", "false"),
        ("{author: {posts: {below: 3}}}", "true"),
        ("{author: {posts: 3}}", "false"),
        ("{author: {joined: {below: 1d}}}", "true"),
        ("{author: {joined: {above: 3h}}}", "false"),
        ("{author: {joined: {at_least: 2h, at_most: 2h}}}", "true"),
        ("{author: {strikes: {at_least: 1}}}", "true"),
        ("{author: {strikes: 0}}", "false"),
        ("{author: {name: support}}", "true"),
        ("{author: {name: [admin, supp]}}", "true"),
        ("{author: {username: casino}}", "true"),
        ("{author: {username: support}}", "false"),
        ("{author: {language: [ru, pt]}}", "true"),
        ("{author: {language: pt-br}}", "true"),
        ("{author: {language: p}}", "false"),
        ("{author: {id: [1, 42]}}", "true"),
        ("{author: {id: 43}}", "false"),
        ("{author: {is: trusted, posts: 2, name: casino, username: best}}", "true"),
        ("{author: {is: trusted, posts: 2, name: casino, username: worst}}", "false"),
    ],
)
def test_what_is_known(condition: str, expected: str) -> None:
    assert answer(condition, {"text": "hi", "author": KNOWN, "date": 1_700_000_000}) == expected


def stranger() -> Post:
    return replace(read_short({"text": "hi"}), author=Author())


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{author: admin}", "unknown: admin"),
        ("{author: [admin, member, trusted]}", "unknown: admin, member, trusted"),
        ("{author: {is: impostor}}", "unknown: impostor"),
        ("{author: bot}", "unknown"),
        ("{author: {posts: 3}}", "unknown: posts"),
        ("{author: {joined: {below: 1d}}}", "unknown: joined"),
        ("{author: {strikes: {above: 1}}}", "unknown: strikes"),
        ("{author: {language: en}}", "unknown"),
        ("{author: {id: 3}}", "unknown"),
        ("{author: {name: ann}}", "false"),
        ("{author: {name: ann, posts: 3}}", "false"),
        ("{author: {is: admin, posts: 3}}", "unknown: admin, posts"),
    ],
)
def test_what_is_not_known(condition: str, expected: str) -> None:
    assert answer(condition, stranger()) == expected


def test_one_role_that_is_known_is_enough() -> None:
    assert answer("{author: [admin, member]}", {"author": {"is": "member"}}) == "true"


def test_whoever_joined_after_the_post_is_new() -> None:
    assert answer("{author: {joined: {below: 1d}}}", {"date": 100, "author": {"joined": 500}}) == "true"


@pytest.mark.parametrize(
    ("condition", "counts"),
    [
        ("{author: {posts: 1}}", True),
        ("{author: [admin, trusted]}", True),
        ("{author: admin}", False),
        ("{author: {name: x1}}", False),
    ],
)
def test_counting_posts(condition: str, counts: bool) -> None:
    assert leaf(condition).counts_posts is counts


def test_names_call_the_rule_and_nothing_else_does() -> None:
    named = leaf("{author: {name: ann, username: ann, posts: 1}}")
    assert named.triggers() == frozenset(named.queries())
    assert {query.kind for query in named.queries()} == {PatternKind.SUBSTRING}
    assert leaf("{author: {posts: 1}}").triggers() is None


@pytest.mark.parametrize(
    ("given", "expected"), [("impostor", "true"), (["impostor", "premium"], "true"), ("admin", "false")]
)
def test_examples_may_say_who_is_an_impostor(given: object, expected: str) -> None:
    assert answer("{author: {is: [impostor]}}", {"text": "hi", "author": {"is": given}}) == expected


def test_an_impostor_is_a_member_unless_it_is_said_otherwise() -> None:
    assert answer("{author: member}", {"text": "hi", "author": {"is": "impostor"}}) == "true"
