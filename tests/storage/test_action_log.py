import asyncio
from dataclasses import replace

import pytest

from bot.core.errors import StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ruleset import Mode
from bot.storage import Store
from tests.storage.makers import CHAT, entry, match, post


async def listed(store: Store, chat_id: int | None = None, since: float | None = None) -> list[LogEntry]:
    return [item async for item in store.entries(chat_id=chat_id, since=since)]


async def keys(store: Store, chat_id: int | None = None, since: float | None = None) -> str:
    return " ".join(item.key for item in await listed(store, chat_id, since))


async def test_what_is_intended_is_in_the_log(store: Store) -> None:
    full = entry("full", rule="scams/money", rule_version="0a1b2c3d", detail="because", actor="77", case="C-1")
    bare = entry("bare", message_id=None, user_id=None)
    assert await store.intend([full, bare]) == {}
    assert await listed(store) == [full, bare]
    assert [item.id for item in await listed(store)] == [1, 2]


async def test_nothing_intended_is_nothing_known(store: Store) -> None:
    assert await store.intend([]) == {}
    assert await listed(store) == []


async def test_a_key_that_is_there_comes_back_as_it_is(store: Store) -> None:
    first = entry("a", detail="first")
    await store.intend([first])
    await store.settle([Settlement("a", DONE)])
    known = await store.intend([entry("a", detail="second", action="ban"), entry("b")])
    assert known == {"a": replace(first, outcome=Status.DONE, detail="")}
    assert await keys(store) == "a b"


async def test_one_key_intended_by_many_at_once_is_new_to_one(store: Store) -> None:
    answers = await asyncio.gather(*(store.intend([entry("a", detail=str(number))]) for number in range(20)))
    assert sorted(len(answer) for answer in answers) == [0] + [1] * 19
    assert len(await listed(store)) == 1


@pytest.mark.parametrize(
    ("before", "settlement", "after"),
    [
        (entry(), Settlement("k", DONE), entry(outcome=Status.DONE)),
        (
            entry(detail="old"),
            Settlement("k", Outcome(Status.FAILED, "not enough rights")),
            entry(outcome=Status.FAILED, detail="not enough rights"),
        ),
        (entry(), Settlement("k", DONE, case="C-1"), entry(outcome=Status.DONE, case="C-1")),
        (entry(case="C-1"), Settlement("k", DONE), entry(outcome=Status.DONE, case="C-1")),
    ],
)
async def test_settling(store: Store, before: LogEntry, settlement: Settlement, after: LogEntry) -> None:
    await store.intend([before])
    await store.settle([settlement])
    assert await listed(store) == [after]


async def test_settling_an_unknown_key_settles_nothing(store: Store) -> None:
    await store.intend([entry("a")])
    with pytest.raises(StorageError, match="`b`"):
        await store.settle([Settlement("a", DONE), Settlement("b", DONE)])
    assert [item.outcome for item in await listed(store)] == [Status.PENDING]


async def test_settling_nothing(store: Store) -> None:
    await store.settle([])


async def test_the_log_is_read_by_chat_and_time_oldest_first(store: Store) -> None:
    await store.intend(
        [
            entry("late", at=30.5),
            entry("elsewhere", at=20, chat_id=5),
            entry("early", at=10),
            entry("same", at=10),
        ]
    )
    assert await keys(store) == "early same elsewhere late"
    assert await keys(store, chat_id=CHAT) == "early same late"
    assert await keys(store, since=20) == "elsewhere late"
    assert await keys(store, since=30.500001) == ""
    assert await keys(store, chat_id=5, since=20) == "elsewhere"
    assert await keys(store, chat_id=6) == ""


async def test_a_log_of_many_pages_is_read_whole(store: Store) -> None:
    # Many entries of the same moment, so that pages end in the middle of one.
    await store.intend([entry(f"{number}", at=number // 700) for number in range(1_800)])
    assert [item.key for item in await listed(store, chat_id=CHAT)] == [str(number) for number in range(1_800)]
    assert [item.key for item in await listed(store)] == [str(number) for number in range(1_800)]


async def test_the_log_may_grow_while_it_is_read(store: Store) -> None:
    await store.intend([entry("a", at=1), entry("b", at=2)])
    seen = []
    async for item in store.entries():
        seen.append(item.key)
        await store.intend([entry(f"{item.key}{number}", at=1) for number in range(3)])
    assert seen[0] == "a"
    assert "b" in seen


async def test_a_post_may_be_kept_without_an_entry_and_more_than_once(store: Store) -> None:
    assert await store.intend([], post(), [match(mode=Mode.SHADOW)]) == {}
    assert await store.intend([entry()], post(), [match(), match(mode=Mode.SHADOW)]) == {}
    assert await store.intend([entry()], post(), [match()]) == {"k": entry()}


@pytest.mark.parametrize("text", ["nul \0 inside", "lone \ud800 surrogate", "\udfff", "\U0001f600 нет", ""])
async def test_no_text_is_too_hostile(store: Store, text: str) -> None:
    await store.intend([entry("a", detail=text)], post(text), [match()])
    await store.settle([Settlement("a", Outcome(Status.FAILED, text), case="C-1")])
    (found,) = await listed(store)
    assert found.detail == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")


async def test_microseconds_survive(store: Store) -> None:
    await store.intend([entry(at=1_795_356_243.123456)])
    assert [item.at for item in await listed(store)] == [1_795_356_243.123456]
