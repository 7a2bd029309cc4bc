from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.appeal import Appeal
from bot.core.case import CaseOrigin, State
from bot.core.strikes import StrikeEntry
from bot.core.transitions import Party
from bot.storage import DurableStore, open_store
from tests.storage.makers import CHAT, RotatingVault, case, entry, match, post, report

PERSON, OTHER = 42, 43
AT = 1_795_356_243


@pytest.fixture
async def store(url: str) -> AsyncIterator[DurableStore]:
    """A store that knows something of everybody."""
    opened = await open_store(url, RotatingVault())
    for person, message_id in ((PERSON, 7), (OTHER, 8)):
        mine = post(f"words of {person}", message_id=message_id, author=replace(post().author, id=person))
        await opened.intend([entry(f"k{person}", user_id=person, message_id=message_id)], mine, [match()])
        await opened.open_case(case(f"C-{person}", author_id=person, message_id=message_id), mine)
        await opened.count_post(CHAT, person, message_id, AT)
        await opened.met(person, "de", AT)
        await opened.add_strike(StrikeEntry(f"s{person}", CHAT, person, "scams/money", "0a1b", AT, AT + 10))
    await opened.add_report(report("C-43", PERSON, AT, "{ look"))
    await opened.add_report(report("C-42", OTHER, AT, "a secret report"))
    await opened.add_appeal(Appeal("C-42", AT, PERSON, Party.AUTHOR, AT, "please"))
    yield opened
    await opened.close()


async def close_cases(store: DurableStore) -> None:
    for ref in ("C-42", "C-43"):
        opened = await store.case(ref)
        assert opened is not None
        await store.save_case(opened, replace(opened, state=State.ENFORCED, decided_at=AT))


async def test_everything_about_somebody_and_nothing_about_others(store: DurableStore) -> None:
    found = await store.data_of(PERSON)
    assert {kind: len(rows) for kind, rows in found.items()} == {
        "private chat with the bot": 1,
        "counts of your posts": 1,
        "actions about you": 1,
        "your posts that matched a rule": 1,
        "cases about your posts": 1,
        "your strikes": 1,
        "your reports": 1,
        "your appeals": 1,
        "chats that trust you": 0,
    }
    assert found["your reports"][0]["words"] == "{ look"
    assert found["your appeals"][0]["at"] == "2026-11-22T14:04:03Z"
    assert "words of 42" in str(found["cases about your posts"][0]["content"])
    assert not any(other in str(found) for other in ("secret", "words of 43", "'reporter_id'"))


async def test_of_an_open_case_everything_stays(store: DurableStore) -> None:
    erased = await store.erase(PERSON)
    assert erased == {
        "texts of posts": 0,
        "texts of posts in cases": 0,
        "reports": 0,
        "texts of appeals": 0,
        "counts of posts": 1,
        "private chats": 1,
    }
    assert await store.case_post("C-42") is not None
    assert not await store.reachable(PERSON)
    assert await store.reachable(OTHER)


async def test_once_cases_are_closed_no_text_is_left(store: DurableStore) -> None:
    await close_cases(store)
    await store.erase(PERSON)
    assert await store.case_post("C-42") is None
    assert await store.case_post("C-43") is not None
    assert [found.words for found in await store.appeals_about("C-42")] == [""]
    assert [found.reporter_id for found in await store.reports_about("C-42")] == [OTHER]
    assert await store.reports_about("C-43") == []
    left = await store.data_of(PERSON)
    assert {kind for kind, rows in left.items() if rows} == {
        "actions about you",
        "cases about your posts",
        "your strikes",
        "your appeals",
    }


async def test_a_count_in_memory_goes_as_well(store: DurableStore) -> None:
    await store.count_post(CHAT, PERSON, 100, AT)
    await store.erase(PERSON)
    assert (await store.standing(CHAT, PERSON)).posts == 0
    assert (await store.count_post(CHAT, PERSON, 101, AT)).posts == 0
    assert (await store.standing(CHAT, OTHER)).posts == 1


async def test_nobody_learns_that_they_were_reported(store: DurableStore) -> None:
    await store.intend([entry("r", user_id=PERSON, action="report", actor=str(OTHER))])
    await store.intend([entry("a", user_id=PERSON, action="appeal", actor=str(OTHER))])
    await store.intend([entry("own", user_id=PERSON, action="appeal", actor=str(PERSON))])
    reported = case("C-R", author_id=PERSON, message_id=90, origin=CaseOrigin.REPORT, rule=None, rule_version=None)
    await store.open_case(reported, post(message_id=90))
    found = await store.data_of(PERSON)
    assert [row["action"] for row in found["actions about you"]] == ["delete", "appeal"]
    assert [row["ref"] for row in found["cases about your posts"]] == ["C-42"]
