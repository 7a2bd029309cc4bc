from bot.core.ruleset import Mode
from bot.storage.memory import MemoryStore
from tests.storage.makers import entry, match, post


async def test_what_matched_can_be_looked_at() -> None:
    store = MemoryStore()
    enforced, shadow = match(), match(mode=Mode.SHADOW)
    await store.intend([entry()], post(), [enforced])
    await store.intend([entry()], post(), [enforced, shadow])
    await store.intend([entry("other")], post(message_id=8))
    assert store.matched == {post().key: (post(), [enforced, shadow])}
