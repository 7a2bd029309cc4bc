"""Where the bot is and what it lacks, in every kind of store."""

from bot.core.outcome import Status
from bot.storage import Store
from tests.storage.makers import CHAT, entry

AT = int(entry().at)


async def test_a_right_is_lacked_once_and_again_after_it_came_back(store: Store) -> None:
    assert await store.lack(CHAT, "can_delete_messages", AT)
    assert not await store.lack(CHAT, "can_delete_messages", AT)
    assert await store.lack(CHAT, "can_restrict_members", AT)
    assert await store.lack(CHAT - 1, "can_delete_messages", AT)
    assert set(await store.regain(CHAT, {"can_delete_messages", "can_pin_messages"})) == {"can_delete_messages"}
    assert await store.lack(CHAT, "can_delete_messages", AT)
    assert not await store.lack(CHAT, "can_restrict_members", AT)


async def test_what_waits_expires_when_the_bot_leaves(store: Store) -> None:
    await store.intend([entry("waits"), entry("done", outcome=Status.DONE), entry("elsewhere", chat_id=CHAT - 1)])
    await store.intend([entry("long ago", at=AT - 8 * 86_400)])
    assert await store.leave(CHAT, AT + 60) == 1
    assert await store.leave(CHAT, AT + 61) == 0
    outcomes = {found.key: found.outcome async for found in store.entries()}
    assert outcomes == {
        "waits": Status.EXPIRED,
        "done": Status.DONE,
        "elsewhere": Status.PENDING,
        "long ago": Status.PENDING,
    }
