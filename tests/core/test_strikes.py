from dataclasses import replace

from bot.core.post import Author, Post
from bot.core.strikes import IN_EFFECT, entry, said_at, strike_key
from bot.lang.short import read_short


def post(**fields: object) -> Post:
    given = {"id": 7, "text": "x", "date": 1_000, "chat": {"id": -1001}, "author": {"id": 42}}
    return replace(read_short(given), **fields)  # type: ignore[arg-type]


def test_a_strike_is_dated_by_its_post_and_lasts_for_90_days() -> None:
    strike = entry(post(), "set/rule", "12345678")
    assert strike is not None
    assert (strike.key, strike.chat_id, strike.user_id) == ("-1001:7:0:warn", -1001, 42)
    assert (strike.at, strike.expires) == (1_000, 1_000 + 90 * 86_400)
    assert [strike.counts_at(at) for at in (999, 1_000, 999 + IN_EFFECT, 1_000 + IN_EFFECT)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_edit_is_dated_by_the_edit_and_brings_a_strike_of_its_own() -> None:
    edited = post(revision=2_000)
    assert (said_at(edited), strike_key(edited)) == (2_000, "-1001:7:2000:warn")


def test_the_parts_of_an_album_bring_one_strike() -> None:
    assert strike_key(post(album="a")) == strike_key(post(album="a", message_id=8)) != strike_key(post(album="b"))


def test_nobody_gets_no_strike() -> None:
    assert entry(post(author=Author()), "set/rule", "12345678") is None
