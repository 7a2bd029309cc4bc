"""When earlier posts make an author trusted, and what a post learns from them."""

from dataclasses import fields
from typing import Any

import pytest

from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.core.standing import TRUSTED_AGE, TRUSTED_POSTS, Standing, with_standing

NOW = 1_700_000_000


@pytest.mark.parametrize(
    ("clean_posts", "age", "trusted"),
    [
        (TRUSTED_POSTS, TRUSTED_AGE, True),
        (TRUSTED_POSTS - 1, TRUSTED_AGE, False),
        (TRUSTED_POSTS, TRUSTED_AGE - 1, False),
        (0, TRUSTED_AGE, False),
    ],
)
def test_twenty_clean_posts_over_seven_days_make_trust(clean_posts: int, age: int, trusted: bool) -> None:
    assert Standing(clean_posts, clean_posts, NOW - age).trusted(NOW) is trusted


def test_nobody_is_trusted_before_the_first_post() -> None:
    assert not Standing().trusted(NOW)


def test_a_post_that_breaks_a_rule_starts_the_count_of_clean_ones_anew() -> None:
    standing = Standing()
    for day in range(30):
        standing = standing.next(NOW + day * 86_400)
    later = NOW + 30 * 86_400
    assert standing.trusted(later)
    assert standing.stained() == Standing(posts=30)
    assert standing.stained().next(later) == Standing(31, 1, later)


def test_what_a_post_says_of_its_author_stays() -> None:
    author = Author(1, roles={Role.TRUSTED: True}, posts=3)
    post = Post(1, PostKind.MESSAGE, Chat(2, "supergroup"), author, NOW)
    assert with_standing(post, Standing(posts=9)).author == author


def test_a_post_learns_what_it_does_not_say() -> None:
    post = Post(1, PostKind.MESSAGE, Chat(2, "supergroup"), Author(1), NOW)
    learned = with_standing(post, Standing(9, 9, NOW)).author
    assert (learned.posts, learned.known(Role.TRUSTED)) == (9, False)


def test_a_post_loses_nothing_by_learning() -> None:
    """Each field has a value of its own, so that none can stand in another's place."""
    names = [field.name for field in fields(Post) if field.name != "author"]
    values: dict[str, Any] = {name: object() for name in names} | {"date": NOW}
    learned = with_standing(Post(author=Author(1, "Ann", "ann", "en", {}, None, NOW, 2), **values), Standing(9, 9, NOW))
    assert {name: getattr(learned, name) for name in names} == values
    assert learned.author == Author(1, "Ann", "ann", "en", {Role.TRUSTED: False}, 9, NOW, 2)
