from bot.storage import Store


async def test_who_wrote_can_be_written_to(store: Store) -> None:
    assert not await store.reachable(5)
    await store.met(5, "de", 100)
    await store.met(6, None, 100)
    await store.met(5, "pt-br", 200)
    assert await store.reachable(5)
    assert (await store.language_of(5), await store.language_of(6), await store.language_of(7)) == ("pt-br", None, None)
    await store.lost(5)
    assert not await store.reachable(5)
    assert await store.reachable(6)
