import pytest

from bot.core.post import Post, PostKind, Surface, SurfaceName
from tests.conditions.kit import answer, leaf
from tests.conditions.posts import having


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (having(), "false"),
        (having(reply_to=4), "true"),
        (having(surfaces=(Surface(SurfaceName.QUOTE, "as you said"),)), "true"),
        (having(surfaces=(Surface(SurfaceName.REPLY, "Another chat"),)), "true"),
        (having(reply_to=4, kind=PostKind.COMMENT), "true"),
        (having(reply_to=4, kind=PostKind.REACTION), "false"),
    ],
)
def test_answers(post: Post, expected: str) -> None:
    assert answer("{replied: true}", post) == expected


def test_nothing_calls_it() -> None:
    assert leaf("{replied: true}").triggers() is None
