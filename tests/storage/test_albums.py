"""Parts of albums, in every kind of store."""

from bot.core.album import Album, Doom
from bot.storage import Store, open_store
from tests.storage.makers import CHAT, case, post

DATE = post().date
DOOM = Doom("set/rule", "12345678")


async def test_an_album_is_made_of_its_parts(store: Store) -> None:
    assert await store.album(CHAT, "a") == Album()
    for message_id, album in ((1, "a"), (2, "a"), (3, "b")):
        await store.keep_part(post(message_id=message_id, album=album), None)
    assert await store.album(CHAT, "a") == Album(frozenset({1, 2}))
    assert await store.album(CHAT - 1, "a") == Album()


async def test_a_doom_stays(store: Store) -> None:
    await store.keep_part(post(message_id=1, album="a"), None)
    await store.keep_part(post(message_id=1, album="a"), DOOM)
    await store.keep_part(post(message_id=1, album="a"), None)
    assert await store.album(CHAT, "a") == Album(frozenset({1}), DOOM)


async def test_parts_are_forgotten_once_nobody_could_delete_them(url: str) -> None:
    store = await open_store(url)
    await store.keep_part(post(message_id=1, album="a"), DOOM)
    await store.keep_part(post(message_id=2, album="a", date=DATE + 60), None)
    await store.forget_outdated(DATE + 48 * 3_600)
    assert await store.album(CHAT, "a") == Album(frozenset({2}))
    await store.close()


async def test_the_parts_of_an_album_share_a_case(store: Store) -> None:
    first, new = await store.open_case(case("C-1"), post(message_id=7, album="a"))
    assert new
    assert await store.open_case(case("C-2", message_id=8), post(message_id=8, album="a")) == (first, False)
    assert (await store.open_case(case("C-3", message_id=9), post(message_id=9, album="b")))[1]
    assert (await store.open_case(case("C-4", message_id=None), post(message_id=None)))[1]
    assert (await store.open_case(case("C-5", message_id=None), post(message_id=None)))[1]
