"""Clean posts that were lost, and count again once it turns out that no rule was broken."""

from bot.core.standing import Standing
from bot.storage import Store, open_store

CHAT, EVE = -100, 42


async def counted(store: Store, *numbers: int) -> None:
    for number in numbers:
        await store.count_post(CHAT, EVE, number, 1_000 + number)


async def test_what_was_lost_comes_back(store: Store) -> None:
    await counted(store, 1, 2, 3)
    await store.stain(CHAT, EVE, 3, 1_003)
    await counted(store, 4)
    assert await store.standing(CHAT, EVE) == Standing(4, 1, 1_004)
    assert await store.unstain(CHAT, EVE, 3)
    assert await store.standing(CHAT, EVE) == Standing(4, 4, 1_001)


async def test_it_comes_back_once(store: Store) -> None:
    await counted(store, 1, 2)
    await store.stain(CHAT, EVE, 2, 1_002)
    assert [await store.unstain(CHAT, EVE, 2) for _ in range(2)] == [True, False]
    assert (await store.standing(CHAT, EVE)).clean_posts == 2


async def test_where_nothing_was_lost_nothing_comes_back(store: Store) -> None:
    assert not await store.unstain(CHAT, EVE, 1)
    await counted(store, 1)
    await store.stain(CHAT, EVE)
    assert not await store.unstain(CHAT, EVE, 1)


async def test_a_later_post_that_broke_a_rule_still_did(store: Store) -> None:
    await counted(store, 1, 2)
    await store.stain(CHAT, EVE, 2, 1_002)
    await counted(store, 3, 4)
    await store.stain(CHAT, EVE, 4, 1_004)
    assert await store.unstain(CHAT, EVE, 2)
    assert (await store.standing(CHAT, EVE)).clean_posts == 0
    assert await store.unstain(CHAT, EVE, 4)
    assert await store.standing(CHAT, EVE) == Standing(4, 4, 1_001)


async def test_the_same_post_again_loses_nothing_more(store: Store) -> None:
    await counted(store, 1, 2)
    for _ in range(2):
        await counted(store, 2)
        await store.stain(CHAT, EVE, 2, 1_002)
    assert await store.unstain(CHAT, EVE, 2)
    assert (await store.standing(CHAT, EVE)).clean_posts == 2


async def test_it_outlives_the_process(url: str) -> None:
    store = await open_store(url)
    await counted(store, 1, 2)
    await store.stain(CHAT, EVE, 2, 1_002)
    await store.close()
    store = await open_store(url)
    assert await store.unstain(CHAT, EVE, 2)
    await store.close()
    store = await open_store(url)
    assert await store.standing(CHAT, EVE) == Standing(2, 2, 1_001)
    await store.close()


async def test_nobody_can_ask_for_them_back_for_ever(url: str) -> None:
    store = await open_store(url)
    await counted(store, 1, 2)
    await store.stain(CHAT, EVE, 2, 1_002)
    await counted(store, 3)
    await store.close()
    store = await open_store(url)
    day = 86_400
    assert (await store.prune(1_002 + 44 * day - 1))["clean posts that could be given back"] == 0
    assert (await store.prune(1_002 + 44 * day))["clean posts that could be given back"] == 1
    assert not await store.unstain(CHAT, EVE, 2)
    await store.close()
