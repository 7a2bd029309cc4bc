import asyncio

from bot.core.post import Chat
from bot.core.standing import Standing
from bot.storage import Store
from tests.storage.makers import CHAT


async def test_posts_are_counted(store: Store) -> None:
    assert await store.count_post(CHAT, 42, 10, 1_000) == Standing()
    assert await store.count_post(CHAT, 42, 11, 1_001) == Standing(1, 1, 1_000)
    assert await store.count_post(CHAT, 42, 15, 1_002) == Standing(2, 2, 1_000)


async def test_each_author_and_each_chat_apart(store: Store) -> None:
    await store.count_post(CHAT, 42, 10, 1_000)
    assert await store.count_post(CHAT, 43, 11, 1_000) == Standing()
    assert await store.count_post(5, 42, 10, 1_000) == Standing()


async def test_a_post_delivered_again_is_not_counted_again(store: Store) -> None:
    for message_id in (10, 11):
        await store.count_post(CHAT, 42, message_id, 1_000)
    assert await store.count_post(CHAT, 42, 11, 1_000) == Standing(1, 1, 1_000)
    assert await store.count_post(CHAT, 42, 10, 1_000) == Standing(1, 1, 1_000)
    assert await store.count_post(CHAT, 42, 12, 1_000) == Standing(2, 2, 1_000)


async def test_the_first_post_delivered_again_is_still_the_first(store: Store) -> None:
    for _ in range(2):
        assert await store.count_post(CHAT, 42, 10, 1_000) == Standing()


async def test_a_stain_starts_the_clean_posts_anew(store: Store) -> None:
    for message_id in (10, 11):
        await store.count_post(CHAT, 42, message_id, 1_000)
    await store.stain(CHAT, 42)
    await store.stain(CHAT, 42)
    assert await store.count_post(CHAT, 42, 12, 2_000) == Standing(2)
    assert await store.count_post(CHAT, 42, 13, 3_000) == Standing(3, 1, 2_000)


async def test_a_standing_can_be_looked_at_without_counting(store: Store) -> None:
    assert await store.standing(CHAT, 42) == Standing()
    await store.count_post(CHAT, 42, 10, 1_000)
    assert [await store.standing(CHAT, 42) for _ in range(2)] == [Standing(1, 1, 1_000)] * 2
    assert await store.standing(CHAT, 43) == Standing()


async def test_a_stain_on_somebody_unknown(store: Store) -> None:
    await store.stain(CHAT, 42)
    assert await store.count_post(CHAT, 42, 10, 1_000) == Standing()


async def test_posts_counted_at_once_are_all_counted(store: Store) -> None:
    standings = await asyncio.gather(*(store.count_post(CHAT, 42, number, 1_000) for number in range(1, 51)))
    assert [standing.posts for standing in standings] == list(range(50))


async def test_a_chat_is_met_once(store: Store) -> None:
    assert await store.meet_chat(Chat(CHAT, "supergroup", "Cats"), 1_000) == 1_000
    assert await store.meet_chat(Chat(CHAT, "supergroup", "Cats"), 2_000) == 1_000
    assert await store.meet_chat(Chat(CHAT, "supergroup", "Dogs \0\ud800"), 3_000) == 1_000
    assert await store.meet_chat(Chat(5, "private"), 3_000) == 3_000
