"""What opening a case costs, and what it does to the log at once."""

import sqlite3
from pathlib import Path

import pytest

from bot.core.case import State
from bot.core.errors import RefTaken, StorageError
from bot.core.log import Settlement
from bot.core.meter import Meter
from bot.core.outcome import DONE, Outcome, Status
from bot.storage import Store, open_store
from bot.storage.case_keys import CaseVault
from bot.storage.case_opening import LATEST, LATEST_OF_ALBUM, open_case
from bot.storage.statement import Statement
from bot.storage.vault import PlainVault
from tests.storage.makers import CHAT, case, entry, post

SKIPPED = Outcome(Status.SKIPPED, "told for others lately")


@pytest.mark.parametrize("latest", [LATEST, LATEST_OF_ALBUM])
async def test_no_other_case_of_the_chat_is_looked_at(latest: Statement, url: str, file: Path) -> None:
    await (await open_store(url)).close()
    connection = sqlite3.connect(file)
    parameters = latest.parameters({"chat_id": CHAT, "message_id": 7, "album": "a"})
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {latest.sql}", parameters)]
    connection.close()
    of_cases = [step for step in plan if " cases" in step]
    assert of_cases
    assert all(step.startswith("SEARCH cases") and not step.endswith("(chat_id=?)") for step in of_cases), plan


async def test_a_ref_that_is_taken_changes_nothing(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.open_case(case("C-1"), post())
    await store.close()
    connection = sqlite3.connect(file, isolation_level=None)
    before = list(connection.iterdump())
    new = case("C-1", message_id=8)
    assert open_case(CaseVault(PlainVault()), new, post(message_id=8), None, connection) is None
    assert list(connection.iterdump()) == before
    connection.close()


async def test_a_new_case_settles_the_log_and_says_what_it_has_to(store: Store) -> None:
    await store.intend([entry("a"), entry("b")])
    said = entry("s", action="statement", outcome=SKIPPED.status, detail=SKIPPED.detail, case="C-1")
    settlements = [Settlement("a", DONE), Settlement("b", Outcome(Status.FAILED, "no right"), "C-9")]
    assert await store.open_case(case("C-1"), post(), settlements=settlements, entries=[said]) == (case("C-1"), True)
    rows = [(row.key, row.outcome, row.detail) for row in await store.case_entries("C-1")]
    assert rows == [("a", Status.DONE, ""), ("b", Status.FAILED, "no right"), ("s", *_parts(SKIPPED))]


async def test_a_case_that_is_known_takes_the_settlements_alone(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    await store.intend([entry("a")])
    said = entry("s", action="statement", case="C-2")
    known, new = await store.open_case(case("C-2"), post(), settlements=[Settlement("a", DONE)], entries=[said])
    assert (known.ref, new) == ("C-1", False)
    assert [row.key for row in await store.case_entries("C-1")] == ["a"]
    assert await store.case_entries("C-2") == []


async def test_where_the_ref_is_taken_the_log_stays_as_it_is(store: Store) -> None:
    await store.open_case(case("C-1", message_id=8), post(message_id=8))
    await store.intend([entry("a")])
    with pytest.raises(RefTaken):
        await store.open_case(
            case("C-1"), post(), settlements=[Settlement("a", DONE)], entries=[entry("s", case="C-1")]
        )
    assert await store.case_entries("C-1") == []
    assert [row.outcome async for row in store.entries()] == [Status.PENDING]


async def test_what_was_never_intended_opens_no_case(store: Store) -> None:
    with pytest.raises(StorageError, match="intend it first"):
        await store.open_case(case("C-1"), post(), settlements=[Settlement("a", DONE)])
    assert await store.case("C-1") is None


async def test_a_new_case_is_returned_as_it_is_read(store: Store) -> None:
    odd = case("C-1", rule="scams/\udfff", state=State.ENFORCED, reports=3, posts=5, authors=4)
    opened, _ = await store.open_case(odd, post())
    assert opened == await store.case("C-1")
    assert (opened.reports, opened.posts, opened.authors) == (0, 1, 1)


async def test_what_is_settled_with_a_case_counts(url: str) -> None:
    meter = Meter()
    store = await open_store(url, meter=meter)
    await store.intend([entry("a")])
    said = entry("s", action="statement", outcome=SKIPPED.status, case="C-1")
    await store.open_case(case("C-1"), post(), settlements=[Settlement("a", DONE)], entries=[said])
    await store.close()
    assert meter.actions == {("delete", "done"): 1, ("statement", "skipped"): 1}


def _parts(outcome: Outcome) -> tuple[Status, str]:
    return outcome.status, outcome.detail
