from dataclasses import replace

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.storage import Store, open_store
from tests.storage.makers import CHAT

AT = 1_700_000_000


def entry(key: str, action: str = "trust") -> LogEntry:
    return LogEntry(key, AT, CHAT, None, 42, action, outcome=Status.DONE, actor="7")


async def test_who_is_trusted_is_so_there_and_nowhere_else(store: Store) -> None:
    assert await store.trust(CHAT, 42, entry("a"))
    assert [await store.is_trusted(CHAT, user) for user in (42, 43)] == [True, False]
    assert not await store.is_trusted(-5, 42)
    assert (await store.standing(CHAT, 42)).trusted(AT)
    assert (await store.count_post(CHAT, 42, 1, AT)).trusted(AT)
    assert not (await store.count_post(CHAT, 43, 2, AT)).trusted(AT)


async def test_a_post_that_broke_a_rule_does_not_end_it(store: Store) -> None:
    await store.trust(CHAT, 42, entry("a"))
    await store.count_post(CHAT, 42, 1, AT)
    await store.stain(CHAT, 42)
    assert (await store.standing(CHAT, 42)).trusted(AT)


async def test_it_ends_when_somebody_says_so(store: Store) -> None:
    await store.trust(CHAT, 42, entry("a"))
    assert await store.untrust(CHAT, 42, entry("b", "untrust"))
    assert not (await store.standing(CHAT, 42)).trusted(AT)


async def test_the_same_order_again_changes_nothing(store: Store) -> None:
    await store.trust(CHAT, 42, entry("a"))
    await store.untrust(CHAT, 42, entry("b", "untrust"))
    assert not await store.trust(CHAT, 42, replace(entry("a"), at=AT + 5))
    assert not await store.is_trusted(CHAT, 42)
    assert [row.action async for row in store.entries()] == ["trust", "untrust"]


async def test_it_outlasts_the_process(url: str) -> None:
    first = await open_store(url)
    await first.trust(CHAT, 42, entry("a"))
    await first.close()
    second = await open_store(url)
    assert (await second.standing(CHAT, 42)).trusted(AT)
    await second.close()


async def test_it_moves_with_the_chat(store: Store) -> None:
    assert not await store.is_trusted(CHAT, 42)
    await store.trust(CHAT, 42, entry("a"))
    await store.move_chat(CHAT, -100777, AT)
    assert (await store.standing(-100777, 42)).trusted(AT)
    assert not await store.is_trusted(CHAT, 42)
