"""Rules about who somebody says he is: names and bios."""

from dataclasses import replace

import pytest

from bot.core.post import Post, Surface, SurfaceName
from bot.lang.short import read_short
from tests.rules.sets import judge


def request(bio: str) -> Post:
    """A request to join by somebody with this bio."""
    asked = read_short({"kind": "join_request", "author": {"name": "Kim"}})
    return replace(asked, surfaces=(*asked.surfaces, Surface(SurfaceName.BIO, bio)))


@pytest.mark.parametrize(
    "bio",
    [
        "💋 Hot girls, private nudes",
        "Пассивный доход от 100$ в день, пиши",
        "Vavada бонус новичкам",
        "Fundѕ Recovery 24/7",
    ],
)
def test_who_advertises_in_his_bio_is_not_let_in(bio: str) -> None:
    assert [step.action.name for step in judge(request(bio)).steps] == ["decline"]


@pytest.mark.parametrize(
    "bio", ["", "Mum of two, tea, books", "Trader, crypto since 2017", "Казино Рояль и другие фильмы", "Врач, нарколог"]
)
def test_who_does_not_is_not_turned_down(bio: str) -> None:
    assert judge(request(bio)).steps == ()


@pytest.mark.parametrize("role", ["admin", "linked_channel", "bot", "anonymous"])
def test_those_who_may_bear_an_official_name_are_left_alone(role: str) -> None:
    author = {"name": "Customer Support", "is": role, "posts": 0}
    assert judge(read_short({"text": "Please message me in private", "author": author})).steps == ()


@pytest.mark.parametrize("name", ["Ada Minster", "Moderato Cantabile", "Supporter of Leeds", "Админа Сергеевна"])
def test_a_name_that_only_begins_so_is_not_official(name: str) -> None:
    author = {"name": name, "posts": 0}
    assert judge(read_short({"text": "Please message me in private", "author": author})).steps == ()
