import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.case import CardRef, State
from bot.core.errors import StorageError
from bot.core.log import Settlement
from bot.core.measure import Decision
from bot.core.outcome import DONE, Status
from bot.core.post import Chat
from bot.core.ruleset import Mode
from bot.core.standing import Standing
from bot.storage import open_store
from bot.storage.posts import load
from tests.storage.makers import CHAT, RotatingVault, case, content, entry, match, post, report, stepped


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


async def test_everything_is_still_there(url: str) -> None:
    store = await open_store(url)
    await store.intend([entry("a", case="C-7K2M"), entry("b")])
    await store.settle([Settlement("a", DONE)])
    opened, _ = await store.open_case(case(), post())
    await store.add_report(report("C-7K2M", 1, 100, "scam"))
    await store.place_card("C-7K2M", CardRef(-5, 6))
    await stepped(store, opened, State.DECIDED, decision=Decision.DELETE, decided_by=9, decided_at=2_000)
    await store.meet_chat(Chat(CHAT, "supergroup"), 1_000)
    await store.close()

    store = await open_store(url)
    assert [item async for item in store.entries()] == [
        entry("a", case="C-7K2M", outcome=Status.DONE),
        entry("b"),
    ]
    assert await store.case("C-7K2M") == case(
        state=State.DECIDED,
        version=1,
        reports=1,
        card=CardRef(-5, 6),
        decision=Decision.DELETE,
        decided_by=9,
        decided_at=2_000,
    )
    assert await store.case_post("C-7K2M") == post()
    assert await store.meet_chat(Chat(CHAT, "supergroup"), 5_000) == 1_000
    await store.close()


async def test_counts_are_exact_after_closing(url: str) -> None:
    store = await open_store(url)
    for message_id in range(1, 31):
        await store.count_post(CHAT, message_id % 3, message_id, 1_000 + message_id)
    await store.stain(CHAT, 1)
    await store.close()
    store = await open_store(url)
    assert await store.count_post(CHAT, 0, 31, 2_000) == Standing(10, 10, 1_003)
    assert await store.count_post(CHAT, 1, 32, 2_000) == Standing(10)
    await store.close()


@pytest.mark.parametrize("moment", range(0, 12, 2))
async def test_a_crash_never_counts_a_post_twice(url: str, file: Path, moment: int) -> None:
    """Whatever had reached the disk when the process ended, delivering everything again leads to the true count."""
    store = await open_store(url)
    for message_id in range(1, 11):
        await store.count_post(CHAT, 42, message_id, 1_000)
        await asyncio.sleep(0.005 if message_id == moment else 0)
    after_crash = file.with_name("after-crash.db")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(after_crash)) as copy:
        source.backup(copy)
    await store.close()

    store = await open_store(f"sqlite:///{after_crash}")
    for message_id in range(1, 11):
        await store.count_post(CHAT, 42, message_id, 1_000)
    assert await store.count_post(CHAT, 42, 11, 2_000) == Standing(10, 10, 1_000)
    await store.close()


async def test_what_has_been_intended_is_on_disk_at_once(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.intend([entry()])
    assert rows(file, "SELECT key FROM action_log") == [("k",)]
    await store.close()


async def test_a_thousand_at_once_one_of_them_impossible(url: str, file: Path) -> None:
    store = await open_store(url)
    intents = [store.intend([entry(str(number), message_id=number)]) for number in range(999)]
    impossible = store.intend([entry("half"), entry("impossible", message_id=2**70)])
    results = await asyncio.gather(*intents[:500], impossible, *intents[500:], return_exceptions=True)
    assert isinstance(results.pop(500), OverflowError)
    assert results == [{}] * 999
    assert rows(file, "SELECT count(*), count(DISTINCT key), max(message_id) FROM action_log") == [(999, 999, 998)]
    await store.close()


async def test_closing_waits_for_what_is_being_written(url: str, file: Path) -> None:
    store = await open_store(url)
    waiting = [asyncio.create_task(store.intend([entry(str(number))])) for number in range(100)]
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    assert await asyncio.gather(*waiting) == [{}] * 100
    assert rows(file, "SELECT count(*) FROM action_log") == [(100,)]
    assert not list(file.parent.glob("*-wal"))


async def test_a_closed_store_says_so(url: str) -> None:
    store = await open_store(url)
    await store.close()
    with pytest.raises(StorageError, match="closed"):
        await store.intend([entry()])
    with pytest.raises(StorageError, match="closed"):
        await store.case("C-1")


async def test_a_full_disk_is_said_and_got_over(url: str) -> None:
    store = await open_store(url)
    writer = store._database._writer  # type: ignore[attr-defined]
    (pages,) = await writer.write(lambda connection: connection.execute("PRAGMA page_count").fetchone())
    await writer.write(lambda connection: connection.execute(f"PRAGMA max_page_count={pages + 2}").fetchone())
    with pytest.raises(StorageError, match=r"ombud\.db cannot grow, the disk is full: make room"):
        await store.intend([entry(str(number)) for number in range(1_000)])
    await store.intend([entry("small")])
    await writer.write(lambda connection: connection.execute("PRAGMA max_page_count=100000").fetchone())
    await store.intend([entry(str(number)) for number in range(1_000)])
    assert len([item async for item in store.entries()]) == 1_001
    await store.close()


async def test_counts_that_a_full_disk_kept_back_are_saved_later(url: str, caplog: pytest.LogCaptureFixture) -> None:
    store = await open_store(url)
    writer = store._database._writer  # type: ignore[attr-defined]
    (pages,) = await writer.write(lambda connection: connection.execute("PRAGMA page_count").fetchone())
    await writer.write(lambda connection: connection.execute(f"PRAGMA max_page_count={pages}").fetchone())
    for author in range(1, 501):
        assert await store.count_post(CHAT, author, author, 1_000) == Standing()
    await asyncio.wait([store._tallies._saving])  # type: ignore[attr-defined]
    assert "not saved yet: " in caplog.text
    await writer.write(lambda connection: connection.execute("PRAGMA max_page_count=100000").fetchone())
    await store.close()
    store = await open_store(url)
    assert [(await store.count_post(CHAT, author, 1_000, 1_000)).posts for author in range(1, 501)] == [1] * 500
    await store.close()


async def test_texts_of_posts_and_reports_lie_sealed(url: str, file: Path) -> None:
    store = await open_store(url, RotatingVault())
    hostile = post("the secret \0\ud800 words")
    await store.intend([entry()], hostile, [match()])
    await store.open_case(case(), hostile)
    await store.add_report(report("C-7K2M", 1, 100, "the secret words"))
    assert await store.case_post("C-7K2M") == hostile
    await store.close()
    on_disk = content(file)
    assert b"secret" not in on_disk
    assert b"money" not in on_disk.replace(b"scams/money", b"")
    ((sealed,),) = rows(file, "SELECT content FROM matched_posts")
    assert isinstance(sealed, bytes)
    assert load(RotatingVault().unseal(sealed)) == hostile


async def test_matches_are_kept_once_with_places_but_no_text(url: str, file: Path) -> None:
    store = await open_store(url)
    for _ in range(2):
        await store.intend([entry()], post(revision=1_800_000_000), [match("a/b"), match("c/d", mode=Mode.SHADOW)])
    await store.close()
    evidence = (
        '[{"surface":"text","index":0,"start":5,"end":10,"folded":false},'
        '{"surface":"button","index":1,"start":0,"end":4,"folded":true}]'
    )
    assert rows(file, "SELECT post_key, rule, rule_version, mode, evidence FROM matches ORDER BY rule") == [
        (f"{CHAT}:7:1800000000", "a/b", "0a1b2c3d", "enforce", evidence),
        (f"{CHAT}:7:1800000000", "c/d", "0a1b2c3d", "shadow", evidence),
    ]
    assert rows(file, "SELECT chat_id, message_id, revision, at FROM matched_posts") == [
        (CHAT, 7, 1_800_000_000, 1_800_000_000_000_000)
    ]


async def test_the_post_of_a_case_may_go_before_the_case(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.open_case(case(), post())
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE cases SET content = NULL")
    assert await store.case_post("C-7K2M") is None
    assert await store.case("C-7K2M") == case()
    await store.close()


async def test_a_chat_keeps_its_first_date_and_its_last_title(url: str, file: Path) -> None:
    store = await open_store(url)
    for at, title in enumerate(["Cats", "Dogs", "Owls \0"]):
        assert await store.meet_chat(Chat(CHAT, "supergroup", title), at + 5) == 5
    await store.close()
    assert rows(file, "SELECT * FROM chats") == [(CHAT, "supergroup", b"Owls \0", 5_000_000)]


async def test_a_post_that_matched_nothing_is_not_kept(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.intend([entry()], post())
    await store.close()
    assert rows(file, "SELECT count(*) FROM matched_posts") == [(0,)]


async def test_an_entry_and_its_post_are_there_together_or_not_at_all(url: str, file: Path) -> None:
    store = await open_store(url)
    with pytest.raises(OverflowError):
        await store.intend([entry()], post(message_id=2**70), [match()])
    await store.close()
    assert rows(file, "SELECT count(*) FROM action_log") == [(0,)]
