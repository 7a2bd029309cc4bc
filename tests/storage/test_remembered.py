import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.core.errors import StorageError
from bot.core.history import Scope
from bot.core.post import Post, PostKind
from bot.history.memory import SLACK
from bot.storage import Store, open_store, remembered
from tests.history.kit import alike, joins, messages, post, posts

TEXT = "join our channel today and earn two hundred dollars every single day without leaving your home"
NEEDS = [posts(), posts(60, Scope.CHAT), alike(60, Scope.CHATS, 0.8), joins(), messages()]


@asynccontextmanager
async def at_work(url: str) -> AsyncIterator[Store]:
    store = await open_store(url)
    try:
        yield store
    finally:
        await store.close()


async def counted(store: Store, *given: Post) -> list[int]:
    """The counts for the last post, in the order of `NEEDS`."""
    for item in given:
        past = await store.recall(item, NEEDS)
    await store.saved()
    return [past[need] for need in NEEDS]


def rows(file: Path, table: str = "remembered_messages") -> int:
    connection = sqlite3.connect(file)
    try:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        return int(number)
    finally:
        connection.close()


async def test_posts_are_counted(store: Store) -> None:
    joined = post(4, kind=PostKind.SERVICE, joiners=(5, 6))
    assert await counted(store, post(1, TEXT), post(2, f"{TEXT}!"), post(3, "hi"), joined, post(5, TEXT)) == [
        4,
        4,
        3,
        2,
        5,
    ]
    assert await store.messages(post(5), 60) == [1, 2, 3, 4, 5]


async def test_what_was_saved_outlives_the_process(url: str) -> None:
    async with at_work(url) as store:
        joined = post(3, kind=PostKind.JOIN, joiners=(5,))
        await counted(store, post(1, TEXT), post(2, album="a"), post(4, album="a"), joined)
    async with at_work(url) as store:
        assert await counted(store, post(9, f"{TEXT}!", date=1_010)) == [3, 3, 2, 1, 5]
        assert await store.messages(post(9, date=1_010), 60) == [1, 2, 4, 3, 9]


async def test_a_post_delivered_again_after_a_restart_is_counted_as_it_was(url: str) -> None:
    given = [post(number, TEXT) for number in (1, 2, 3)]
    async with at_work(url) as store:
        before = [await counted(store, item) for item in given]
    async with at_work(url) as store:
        assert [await counted(store, item) for item in given] == before


async def test_a_window_over_a_restart_ends_where_it_ends(url: str) -> None:
    async with at_work(url) as store:
        await counted(store, post(1, date=1_000), post(2, date=1_030))
    async with at_work(url) as store:
        assert (await counted(store, post(3, date=1_060)))[:2] == [2, 2]


async def test_posts_of_many_chats_at_once_are_all_saved(url: str, file: Path) -> None:
    async def one(store: Store, chat: int) -> None:
        for number in range(1, 6):
            await store.recall(post(number, chat=chat), NEEDS)
            await store.saved()

    async with at_work(url) as store:
        await asyncio.gather(*(one(store, -chat) for chat in range(1, 41)))
        assert rows(file) == 200


async def test_saved_means_on_disk(url: str, file: Path) -> None:
    async with at_work(url) as store:
        await store.recall(post(1, "hi"), NEEDS)
        await store.saved()
        assert rows(file) == 1


async def test_no_text_is_stored(url: str, file: Path) -> None:
    async with at_work(url) as store:
        await counted(store, post(1, "xylophone zeppelin quartz"))
    assert b"xylophone" not in await asyncio.to_thread(file.read_bytes)


async def test_outdated_rows_go_by_themselves(url: str, file: Path) -> None:
    async with at_work(url) as store:
        await counted(store, *(post(number) for number in range(1, 6)), post(6, kind=PostKind.JOIN, joiners=(5,)))
        await counted(store, post(9, date=1_061 + SLACK))
        assert (rows(file), rows(file, "remembered_joins")) == (1, 0)


async def test_what_no_rule_asks_for_any_more_goes_at_the_start(
    url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "SLICE", 2)
    async with at_work(url) as store:
        await counted(store, *(post(number) for number in range(1, 6)), post(7, date=2_000))
        await store.forget_outdated(1_060 + SLACK)
        assert rows(file) == 1


async def test_there_are_only_so_many_rows(url: str, file: Path) -> None:
    async with at_work(url) as store:
        await counted(store, *(post(number) for number in range(1, 9)))
    connection = sqlite3.connect(file)
    connection.execute(f"UPDATE remembered_messages SET id = id + {remembered.MOST_ROWS} WHERE message_id = 8")
    connection.commit()
    connection.close()
    async with at_work(url) as store:
        await counted(store, post(10))
        assert rows(file) == 2


async def test_what_could_not_be_saved_is_saved_later(
    url: str, file: Path, break_disk: Callable[[Store, bool], None]
) -> None:
    async with at_work(url) as store:
        await counted(store, post(1))
        break_disk(store, True)
        await store.recall(post(2), NEEDS)
        with pytest.raises(StorageError):
            await store.saved()
        break_disk(store, False)
        assert (await counted(store, post(3)))[0] == 3
        assert rows(file) == 3


@pytest.fixture
def break_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store, bool], None]:
    """Let every write of a store fail, or none."""

    async def fail(_work: object) -> None:
        raise StorageError("the disk is full")

    def switch(store: Store, broken: bool) -> None:
        database = store._database  # type: ignore[attr-defined]
        if broken:
            monkeypatch.setattr(database, "write", fail)
        else:
            monkeypatch.undo()

    return switch
