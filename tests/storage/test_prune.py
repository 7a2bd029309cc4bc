"""Retention: each thing a second before its time is over, and when it is."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.core.case import CaseOrigin, State
from bot.core.measure import Decision
from bot.core.strikes import StrikeEntry
from bot.storage import DurableStore, open_store, prune
from bot.storage.viewing import opened_for_reading
from tests.storage.makers import case, entry, match, post, report, stepped

DAY = 86_400
NOW = 1_900_000_000
STRUCK = "k"


@pytest.fixture
async def durable(url: str) -> AsyncIterator[DurableStore]:
    store = await open_store(url)
    yield store
    await store.close()


def ask(file: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


async def decided(
    store: DurableStore, ref: str, at: int, *, message_id: int = 7, state: State = State.CLOSED_NO_ACTION
) -> None:
    """A case with a report, opened long before it was decided."""
    opened, _ = await store.open_case(case(ref, message_id=message_id, opened_at=at - DAY), post())
    await store.add_report(report(ref, 5, at - DAY, "look at this"))
    if state is not State.OPEN:
        await stepped(store, opened, state, decision=Decision.KEEP, decided_by=1, decided_at=at)


async def test_texts_of_posts_that_matched_are_kept_for_44_days(durable: DurableStore, file: Path) -> None:
    old, young = NOW - 44 * DAY, NOW - 44 * DAY + 1
    await durable.intend([], post("old", date=old, message_id=1), [match()])
    await durable.intend([], post("young", date=young, message_id=2), [match()])
    dropped = await durable.prune(NOW)
    assert dropped["texts of posts that matched"] == 1
    assert ask(file, "SELECT message_id FROM matched_posts") == [(2,)]
    assert ask(file, "SELECT count(*) FROM matches") == [(1,)]


async def test_but_as_long_as_a_case_about_the_post_has_its_text(durable: DurableStore, file: Path) -> None:
    await durable.intend([], post(date=NOW - 60 * DAY, message_id=7), [match()])
    await decided(durable, "C-1", NOW - 44 * DAY + 1)
    assert not any((await durable.prune(NOW)).values())
    await durable.prune(NOW + 1)
    await durable.prune(NOW + 1)
    assert ask(file, "SELECT count(*) FROM matched_posts") == [(0,)]


@pytest.mark.parametrize(("late", "kept"), [(0, False), (1, True)])
async def test_texts_of_a_case_go_44_days_after_it_was_decided(
    durable: DurableStore, file: Path, late: int, kept: bool
) -> None:
    await decided(durable, "C-1", NOW - 44 * DAY + late)
    await durable.prune(NOW)
    assert (await durable.case_post("C-1") is not None) is kept
    assert ask(file, "SELECT length(words) > 0 FROM reports") == [(kept,)]
    found = await durable.case("C-1")
    assert found is not None
    assert found.reports == 1


@pytest.mark.parametrize("state", [State.OPEN, State.DECIDED])
async def test_a_case_that_waits_for_people_keeps_its_text(durable: DurableStore, state: State) -> None:
    await decided(durable, "C-1", NOW - 300 * DAY, state=state)
    await durable.prune(NOW)
    assert await durable.case_post("C-1") is not None


@pytest.mark.parametrize(("late", "kept"), [(0, 0), (1, 1)])
async def test_who_reported_is_forgotten_90_days_after_the_decision(
    durable: DurableStore, file: Path, late: int, kept: int
) -> None:
    await decided(durable, "C-1", NOW - 90 * DAY + late)
    await durable.prune(NOW)
    assert ask(file, "SELECT count(*) FROM reports") == [(kept,)]
    assert await durable.case("C-1") is not None


@pytest.mark.parametrize(("late", "kept"), [(0, 0), (1, 1)])
async def test_strikes_are_kept_for_a_year(durable: DurableStore, file: Path, late: int, kept: int) -> None:
    at = NOW - 365 * DAY + late
    await durable.add_strike(StrikeEntry(STRUCK, 1, 2, "a/b", "0a1b2c3d", at, at + 90 * DAY))
    assert (await durable.prune(NOW))["strikes"] == 1 - kept
    assert ask(file, "SELECT count(*) FROM strikes") == [(kept,)]


@pytest.mark.parametrize(("late", "kept"), [(0, 0), (1, 1)])
async def test_the_log_and_cases_are_kept_for_two_years(
    durable: DurableStore, file: Path, late: int, kept: int
) -> None:
    at = NOW - 730 * DAY + late
    await durable.intend([entry("a", at=at)])
    await decided(durable, "C-1", at)
    await durable.prune(NOW)
    assert ask(file, "SELECT count(*) FROM action_log") == [(kept,)]
    assert (await durable.case("C-1") is not None) == bool(kept)


async def test_a_case_that_nobody_ever_decided_goes_too(durable: DurableStore) -> None:
    await decided(durable, "C-1", NOW - 729 * DAY, state=State.OPEN)
    await durable.prune(NOW)
    assert await durable.case("C-1") is None


@pytest.mark.parametrize(("late", "kept"), [(0, 0), (1, 1)])
async def test_a_missing_right_may_be_told_of_again_after_a_year(durable: DurableStore, late: int, kept: int) -> None:
    await durable.lack(-1, "can_delete_messages", NOW - 365 * DAY + late)
    assert (await durable.prune(NOW))["missing rights"] == 1 - kept
    assert await durable.lack(-1, "can_delete_messages", NOW) == (not kept)


@pytest.mark.parametrize(("late", "kept"), [(0, False), (1, True)])
async def test_former_ids_of_chats_are_kept_for_two_years(durable: DurableStore, late: int, kept: bool) -> None:
    await durable.move_chat(-5, -1005, NOW - 730 * DAY + late)
    await durable.prune(NOW)
    assert (await durable.former_chats() == {-5: -1005}) is kept


async def test_and_as_long_as_the_log_has_rows_by_them(durable: DurableStore) -> None:
    await durable.intend([entry("a", chat_id=-5, at=NOW - 729 * DAY)])
    await durable.move_chat(-5, -1005, NOW - 731 * DAY)
    await durable.prune(NOW)
    assert [found.key async for found in durable.entries(chat_id=-1005)] == ["a"]
    for _ in range(2):
        await durable.prune(NOW + 2 * DAY)
    assert await durable.former_chats() == {}


async def test_much_goes_in_slices_and_the_file_shrinks(
    durable: DurableStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prune, "SLICE", 10)
    await durable.intend([entry(f"{number}", at=NOW - 800 * DAY, detail="x" * 3_000) for number in range(95)])
    await durable.intend([entry("young", at=NOW)])
    (before,) = ask(file, "PRAGMA page_count")[0]
    assert (await durable.prune(NOW))["rows of the log"] == 95
    assert ask(file, "SELECT key FROM action_log") == [("young",)]
    assert ask(file, "PRAGMA freelist_count") == [(0,)]
    assert ask(file, "PRAGMA page_count")[0][0] < before


async def test_a_dry_run_counts_the_same_and_changes_nothing(durable: DurableStore, url: str, file: Path) -> None:
    await durable.intend([entry("a", at=NOW - 800 * DAY)], post(date=NOW - 800 * DAY, message_id=9), [match()])
    await decided(durable, "C-1", NOW - 100 * DAY)
    async with opened_for_reading(url) as database:
        foreseen = await prune.prunable(database, NOW)
    assert ask(file, "SELECT count(*) FROM action_log") == [(1,)]
    dropped = await durable.prune(NOW)
    assert {name: count for name, count in foreseen.items() if count} == {
        "texts of posts that matched": 1,
        "texts of posts in cases": 1,
        "keys of cases": 1,
        "words of reporters": 1,
        "reports": 1,
        "rows of the log": 1,
    }
    assert dropped == foreseen


async def test_origins_make_no_difference(durable: DurableStore) -> None:
    await durable.open_case(case("C-9", origin=CaseOrigin.REPORT, opened_at=NOW - 731 * DAY), post())
    assert (await durable.prune(NOW))["cases"] == 1
