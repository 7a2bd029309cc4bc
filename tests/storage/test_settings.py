import asyncio

from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.storage import Store, open_store
from tests.storage.makers import CHAT

AT = 1_700_000_000


def entry(key: str) -> LogEntry:
    return LogEntry(key, AT, CHAT, None, None, "setting", outcome=Status.DONE, actor="7")


async def test_what_is_set_is_kept_by_name_and_chat(store: Store) -> None:
    assert await store.settings_of(CHAT) == {}
    assert await store.keep_setting(CHAT, "language", '"de"', entry("a"))
    await store.keep_setting(CHAT, "report_button", "true", entry("b"))
    await store.keep_setting(CHAT, "language", '"ru"', entry("c"))
    assert await store.settings_of(CHAT) == {"language": '"ru"', "report_button": "true"}
    assert await store.settings_of(-5) == {}


async def test_what_is_dropped_is_gone(store: Store) -> None:
    await store.keep_setting(CHAT, "language", '"de"', entry("a"))
    await store.keep_setting(CHAT, "language", None, entry("b"))
    assert await store.settings_of(CHAT) == {}


async def test_the_same_change_again_changes_nothing(store: Store) -> None:
    await store.keep_setting(CHAT, "language", '"de"', entry("a"))
    await store.keep_setting(CHAT, "language", '"ru"', entry("b"))
    assert not await store.keep_setting(CHAT, "language", '"de"', entry("a"))
    assert await store.settings_of(CHAT) == {"language": '"ru"'}


async def test_settings_outlast_the_process_and_move_with_the_chat(url: str) -> None:
    first = await open_store(url)
    await asyncio.gather(
        first.keep_setting(CHAT, "language", '"de"', entry("a")),
        first.keep_setting(CHAT, "ladder", '"off"', entry("b")),
    )
    await first.close()
    second = await open_store(url)
    assert await second.settings_of(CHAT) == {"language": '"de"', "ladder": '"off"'}
    await second.move_chat(CHAT, -100777, AT)
    assert await second.settings_of(-100777) == {"language": '"de"', "ladder": '"off"'}
    assert await second.settings_of(CHAT) == {}
    await second.close()


async def test_the_values_of_a_name_are_those_of_all_chats(store: Store) -> None:
    assert await store.values_of("escalation_chat") == frozenset()
    await store.keep_setting(CHAT, "escalation_chat", "-7", entry("a"))
    await store.keep_setting(-5, "escalation_chat", "-8", entry("b"))
    await store.keep_setting(-5, "language", '"de"', entry("c"))
    assert await store.values_of("escalation_chat") == {"-7", "-8"}
    await store.keep_setting(CHAT, "escalation_chat", None, entry("d"))
    assert await store.values_of("escalation_chat") == {"-8"}


async def test_a_chat_that_was_named_for_cards_is_so_under_its_new_id(url: str) -> None:
    store = await open_store(url)
    await store.keep_setting(CHAT, "escalation_chat", "-7", entry("a"))
    await store.move_chat(-7, -100777, AT)
    assert await store.values_of("escalation_chat") == {"-100777"}
    assert await store.settings_of(CHAT) == {"escalation_chat": "-100777"}
    await store.close()
