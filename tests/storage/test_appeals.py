from dataclasses import replace

from bot.core.appeal import Appeal
from bot.core.case import State
from bot.core.transitions import Party
from bot.storage import Store
from tests.storage.makers import case, post

FIRST = Appeal("C-1", 1_000, 42, Party.AUTHOR, 2_000, "it was \0\ud800 irony")


async def test_one_appeal_for_each_decision(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    second = replace(FIRST, decided_at=3_000, at=4_000, by=43, party=Party.REPORTER)
    assert await store.add_appeal(FIRST)
    assert not await store.add_appeal(replace(FIRST, words="once more"))
    assert await store.add_appeal(second)
    assert await store.appeals_about("C-1") == [FIRST, second]
    assert await store.appeals_about("C-2") == []


async def test_what_a_reviewer_decided_is_kept(store: Store) -> None:
    await store.open_case(case("C-1"), post())
    await store.add_appeal(FIRST)
    await store.close_appeal(FIRST, State.REVERSED, 7, 5_000, same_person=True)
    (closed,) = await store.appeals_about("C-1")
    assert closed == replace(FIRST, outcome=State.REVERSED, reviewer=7, reviewed_at=5_000, same_person=True)
