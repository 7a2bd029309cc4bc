"""A group becomes a supergroup: what is kept of it follows, in every kind of store."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.core.case import CardRef
from bot.core.history import Need, Scope, Trace
from bot.core.post import Chat
from bot.core.standing import Standing
from bot.core.strikes import StrikeEntry
from bot.storage import Store, open_store
from tests.storage.makers import CHAT, case, entry, post, report

OLD, NEW = -500, CHAT
AT = post().date
GROUP = Chat(OLD, "group", "Cats")
MINE = Need(Trace.MESSAGES, 3_600, Scope.AUTHOR)
POSTS = Need(Trace.POSTS, 3_600, Scope.AUTHOR)


async def test_a_move_is_made_once(store: Store) -> None:
    assert await store.former_chats() == {}
    assert await store.move_chat(OLD, NEW, AT)
    assert not await store.move_chat(OLD, NEW, AT)
    assert await store.former_chats() == {OLD: NEW}
    assert await store.move_chat(NEW, -1009, AT)
    assert await store.former_chats() == {OLD: -1009, NEW: -1009}


async def test_cases_follow_without_their_message(store: Store) -> None:
    await store.open_case(case("C-1", chat_id=OLD), post(chat=GROUP))
    await store.place_card("C-1", CardRef(-9, 4))
    await store.open_case(case("C-2", chat_id=-7), post(chat=Chat(-7, "supergroup")))
    await store.place_card("C-2", CardRef(OLD, 4))
    await store.add_report(report("C-1", 8, AT, "look"))
    await store.move_chat(OLD, NEW, AT)
    first, second = await store.case("C-1"), await store.case("C-2")
    assert first is not None
    assert second is not None
    assert (first.chat_id, first.message_id, first.card, first.reports) == (NEW, None, CardRef(-9, 4), 1)
    assert (second.chat_id, second.message_id, second.card) == (-7, 7, None)
    _, new = await store.open_case(case("C-3"), post())
    assert new, "another message has that number in the supergroup"


async def test_strikes_follow(store: Store) -> None:
    strike = StrikeEntry("k", OLD, 42, "set/rule", "12345678", AT, AT + 100)
    await store.add_strike(strike)
    await store.move_chat(OLD, NEW, AT)
    assert await store.strikes(NEW, 42, AT) == 1
    assert await store.strikes(OLD, 42, AT) == 0
    assert not await store.add_strike(strike)


async def test_counts_follow_and_go_on(store: Store) -> None:
    for message_id in (100, 101):
        await store.count_post(OLD, 42, message_id, AT)
    await store.count_post(NEW, 42, 1, AT + 5)
    await store.count_post(OLD, 43, 102, AT)
    await store.move_chat(OLD, NEW, AT)
    assert await store.standing(NEW, 42) == Standing(3, 3, AT)
    assert await store.standing(OLD, 42) == Standing()
    await store.count_post(NEW, 43, 2, AT + 6)
    assert await store.standing(NEW, 43) == Standing(2, 2, AT)


async def test_the_trial_does_not_begin_anew(store: Store) -> None:
    await store.meet_chat(GROUP, AT - 1_000)
    await store.move_chat(OLD, NEW, AT)
    assert await store.meet_chat(Chat(NEW, "supergroup", "Cats"), AT) == AT - 1_000


async def test_the_log_is_read_across(store: Store) -> None:
    await store.intend([entry("a", chat_id=OLD), entry("b", chat_id=-7)])
    await store.move_chat(OLD, NEW, AT)
    await store.intend([entry("c", chat_id=NEW)])
    assert [found.key async for found in store.entries(chat_id=NEW)] == ["a", "c"]
    assert [found.key async for found in store.entries(chat_id=OLD)] == ["a"]
    assert [found.chat_id async for found in store.entries()] == [OLD, -7, NEW]


async def test_what_is_lacked_follows(store: Store) -> None:
    await store.lack(OLD, "can_delete_messages", AT)
    await store.move_chat(OLD, NEW, AT)
    assert not await store.lack(NEW, "can_delete_messages", AT)


async def test_what_is_remembered_counts_and_is_never_deleted_by_its_number(url: str) -> None:
    store = await open_store(url)
    for message_id in (5, 6):
        await store.recall(post(chat=GROUP, message_id=message_id), [MINE, POSTS])
    await store.recall(post(message_id=6), [MINE, POSTS])
    await store.move_chat(OLD, NEW, AT)
    past = await store.recall(post(message_id=7), [MINE, POSTS])
    assert past[POSTS] == 4
    assert list(await store.messages(post(message_id=7), 3_600)) == [6, 7]
    await store.close()


async def test_nothing_is_left_of_the_old_chat_but_its_log(url: str, file: Path) -> None:
    store = await open_store(url)
    await store.open_case(case("C-1", chat_id=OLD), post(chat=GROUP))
    await store.meet_chat(GROUP, AT)
    await store.count_post(OLD, 42, 100, AT)
    await store.recall(post(chat=GROUP, message_id=5), [POSTS])
    await store.lack(OLD, "can_delete_messages", AT)
    await store.move_chat(OLD, NEW, AT)
    await store.close()
    with closing(sqlite3.connect(file)) as connection:
        dump = [line for line in connection.iterdump() if f"({OLD}," in line or f",{OLD}," in line]
    assert [line.split('"')[1] for line in dump] == ["former_chats"]
