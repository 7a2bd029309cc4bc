import asyncio
from dataclasses import replace
from typing import Any

from bot.core.strikes import IN_EFFECT, StrikeEntry
from bot.storage import Store, open_store
from tests.storage.makers import CHAT

USER = 42
DATE = 1_700_000_000


def strike(key: str = "a", at: int = DATE, **fields: Any) -> StrikeEntry:
    given: dict[str, Any] = {"chat_id": CHAT, "user_id": USER} | fields
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


async def test_strikes_are_numbered_as_they_are_given(store: Store) -> None:
    for key, at in (("a", DATE), ("b", DATE - 50), ("c", DATE + IN_EFFECT), ("d", DATE + 5)):
        await store.add_strike(strike(key, at))
    numbers = {given.key: given.number for given in await store.strikes_of(USER)}
    # What was given before counts, whatever its date, unless it is over by the date of the new one.
    assert numbers == {"a": 1, "b": 2, "c": 1, "d": 4}


async def test_of_two_at_once_one_is_the_second(store: Store) -> None:
    await asyncio.gather(*(store.add_strike(strike(str(number))) for number in range(10)))
    assert sorted(given.number for given in await store.strikes_of(USER)) == list(range(1, 11))


async def test_what_is_taken_back_counts_no_more(store: Store) -> None:
    await store.add_strike(strike("a", case="C-1"))
    await store.add_strike(strike("b", case="C-2"))
    assert await store.take_back("C-1", DATE + 9) == 1
    assert await store.take_back("C-1", DATE + 10) == 0
    assert await store.strikes(CHAT, USER, DATE + 20) == 1
    kept = await store.strike("a")
    assert kept is not None
    assert (kept.taken_back_at, kept.counts_at(DATE + 1)) == (DATE + 9, False)
    await store.add_strike(strike("c"))
    assert (await store.strike("c") or strike()).number == 2


async def test_a_strike_belongs_to_the_first_case_that_claims_it(store: Store) -> None:
    await store.add_strike(strike("a"))
    await store.link_strike("a", "C-1")
    await store.link_strike("a", "C-2")
    await store.link_strike("nothing", "C-2")
    assert [given.case for given in await store.strikes_of(USER)] == ["C-1"]
    assert await store.take_back("C-2", DATE) == 0
