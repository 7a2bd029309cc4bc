import asyncio
from dataclasses import replace

from bot.core.strikes import IN_EFFECT, StrikeEntry
from bot.storage import Store, open_store
from tests.storage.makers import CHAT

USER = 42
DATE = 1_700_000_000


def strike(key: str = "a", at: int = DATE, **fields: int) -> StrikeEntry:
    given = {"chat_id": CHAT, "user_id": USER} | fields
    return StrikeEntry(key, rule="set/rule", rule_version="12345678", at=at, expires=at + IN_EFFECT, **given)


async def test_a_strike_counts_once_however_often_it_is_added(store: Store) -> None:
    assert await store.add_strike(strike()) is True
    assert await store.add_strike(replace(strike(), at=DATE + 5)) is False
    assert await store.strikes(CHAT, USER, DATE) == 1


async def test_of_many_that_add_the_same_at_once_one_is_first(store: Store) -> None:
    added = await asyncio.gather(*(store.add_strike(strike()) for _ in range(20)))
    assert sorted(added) == [False] * 19 + [True]
    assert await store.strikes(CHAT, USER, DATE) == 1


async def test_strikes_are_of_one_user_in_one_chat(store: Store) -> None:
    await store.add_strike(strike("a"))
    await store.add_strike(strike("b", user_id=43))
    await store.add_strike(strike("c", chat_id=5))
    assert [await store.strikes(CHAT, user, DATE) for user in (42, 43, 44)] == [1, 1, 0]
    assert await store.strikes(5, USER, DATE) == 1


async def test_a_strike_counts_from_its_post_on_until_it_expires(store: Store) -> None:
    await store.add_strike(strike())
    moments = (DATE - 1, DATE, DATE + IN_EFFECT - 1, DATE + IN_EFFECT)
    assert [await store.strikes(CHAT, USER, at) for at in moments] == [0, 1, 1, 0]


async def test_the_strike_that_a_post_itself_brought_can_be_left_out(store: Store) -> None:
    await store.add_strike(strike("a"))
    await store.add_strike(strike("b"))
    assert await store.strikes(CHAT, USER, DATE) == 2
    assert await store.strikes(CHAT, USER, DATE, besides="a") == 1


async def test_strikes_outlast_the_process(url: str) -> None:
    first = await open_store(url)
    await first.add_strike(strike())
    await first.close()
    second = await open_store(url)
    assert await second.strikes(CHAT, USER, DATE) == 1
    assert await second.add_strike(strike()) is False
    await second.close()
