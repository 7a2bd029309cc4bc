"""What is paused, in every kind of store; and from the command line's side, beside a bot at work."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.errors import StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.pause import ALL_CHATS, Pause
from bot.storage import Store, open_store
from bot.storage.viewing import opened_pauses
from tests.storage.makers import CHAT, entry

AT = 1_700_000_000
PANIC = Pause(CHAT, since=AT, until=AT + 60, actor="7", why="by 7: \ud800raid")
KEPT = replace(PANIC, why="by 7: \ufffdraid")
RULE = Pause(CHAT, "house/rule", "0a1b2c3d", since=AT, why="too much")
OTHER = Pause(ALL_CHATS, since=AT)


async def rows(store: Store) -> list[tuple[str, str, str | None]]:
    return [(row.action, row.actor, row.rule) async for row in store.entries()]


async def test_a_pause_is_kept_and_logged(store: Store) -> None:
    assert await store.pause(PANIC, PANIC.entry("a"))
    assert [replace(pause, why=KEPT.why) for pause in await store.pauses()] == [KEPT]
    assert await rows(store) == [("pause", "7", None)]


async def test_the_same_order_again_changes_nothing(store: Store) -> None:
    await store.pause(RULE, RULE.entry("a"))
    assert not await store.pause(replace(RULE, why="other"), RULE.entry("a"))
    assert await store.pauses() == [RULE]
    assert await store.resume(CHAT, None, RULE.ending("b", "7", AT)) == [RULE]
    assert await store.resume(CHAT, None, RULE.ending("b", "7", AT)) == []
    await store.pause(RULE, RULE.entry("c"))
    assert await store.resume(CHAT, None, RULE.ending("b", "7", AT)) == []
    assert await store.pauses() == [RULE]
    assert [row[0] for row in await rows(store)] == ["pause", "resume", "pause"]


async def test_one_of_a_kind_and_what_is_over_goes(store: Store) -> None:
    await store.pause(OTHER, OTHER.entry("a"))
    await store.pause(RULE, RULE.entry("b"))
    longer = replace(RULE, until=AT + 90)
    await store.pause(longer, None)
    assert await store.pauses() == [longer, OTHER]
    await store.pause(replace(OTHER, since=AT + 90), None)
    assert await store.pauses() == [replace(OTHER, since=AT + 90)]


async def test_resuming_names_what_it_ends(store: Store) -> None:
    for number, pause in enumerate((OTHER, RULE, replace(PANIC, why=""))):
        await store.pause(pause, pause.entry(str(number)))
    assert await store.resume(CHAT, "house/rule", RULE.ending("x", "bot", AT)) == [RULE]
    assert await store.resume(-5, None, OTHER.ending("y", "bot", AT)) == []
    assert [row[0] for row in await rows(store)] == ["pause", "pause", "pause", "resume"]
    assert len(await store.pauses()) == 2


async def test_what_rules_did_by_the_hour(store: Store) -> None:
    def acted(key: str, **fields: Any) -> LogEntry:
        return entry(key, **{"at": AT, "rule": "a/b"} | fields)

    entries = [acted("1"), acted("2", action="ban"), acted("3", message_id=8), acted("4", message_id=9, at=AT + 3_600)]
    others = [
        acted("5", action="escalate", message_id=20),
        acted("6", actor="7", message_id=21),
        acted("7", message_id=22),
        acted("8", at=AT - 7_200, message_id=23),
        entry("9", at=AT, rule=None, message_id=24),
    ]
    await store.intend([*entries, *others])
    await store.settle([Settlement(key, DONE) for key in "12345689"])
    await store.settle([Settlement("7", Outcome(Status.FAILED))])
    assert await store.acted_by_hour(AT - 3_600) == {(CHAT, "a/b"): {AT // 3_600: 2, AT // 3_600 + 1: 1}}


async def test_the_command_line_pauses_a_bot_at_work(url: str) -> None:
    store = await open_store(url)
    async with opened_pauses(url) as pauses:
        assert await pauses.pause(OTHER, OTHER.entry("cli"))
    assert await store.pauses() == [OTHER]
    assert await rows(store) == [("pause", "bot", None)]
    await store.close()


async def test_a_database_that_is_not_there_is_not_made(url: str) -> None:
    with pytest.raises(StorageError, match="there is no database"):
        async with opened_pauses(url):
            pass


async def test_a_pause_follows_a_group_that_becomes_a_supergroup(store: Store) -> None:
    await store.pause(RULE, None)
    await store.pause(OTHER, None)
    await store.move_chat(CHAT, -1_009, AT)
    assert await store.pauses() == [replace(RULE, chat_id=-1_009), OTHER]
