"""Updates that wait to be handled, in each kind of store."""

from bot.core.inbox import Kept
from bot.storage import Store, open_store


async def test_what_is_kept_waits_in_the_order_it_came(store: Store) -> None:
    first, second = await store.keep('[{"update_id": 1}]', 2), await store.keep('[{"update_id": 2}]', 3)
    assert await store.unhandled() == [Kept(first, '[{"update_id": 1}]'), Kept(second, '[{"update_id": 2}]')]
    assert await store.following() == 3


async def test_nothing_is_followed_before_the_first(store: Store) -> None:
    assert (await store.following(), await store.unhandled()) == (None, [])
    await store.keep("[]")
    assert await store.following() is None


async def test_what_is_handled_is_marked_and_what_is_finished_is_gone(store: Store) -> None:
    first, second, third = [await store.keep(f"[{number}]") for number in range(3)]
    await store.settle_updates({second: {7, 5}}, {first})
    await store.settle_updates({first: {1}}, ())
    assert await store.unhandled() == [Kept(second, "[1]", frozenset({5, 7})), Kept(third, "[2]")]


async def test_half_a_surrogate_pair_is_kept(store: Store) -> None:
    number = await store.keep('["\\ud800 \ud800"]')
    assert await store.unhandled() == [Kept(number, '["\\ud800 \ud800"]')]


async def test_it_survives_the_end_of_the_process(url: str) -> None:
    store = await open_store(url)
    number = await store.keep('["x"]', 10)
    await store.settle_updates({number: {4}}, ())
    await store.close()
    store = await open_store(url)
    assert (await store.unhandled(), await store.following()) == ([Kept(number, '["x"]', frozenset({4}))], 10)
    await store.close()


async def test_some_of_it_can_be_had_alone(store: Store) -> None:
    first, second, third = [await store.keep(f"[{number}]") for number in range(3)]
    assert await store.numbers() == [first, second, third]
    assert [kept.body for kept in await store.unhandled({third, first, 99})] == ["[0]", "[2]"]
    assert await store.unhandled(()) == []
    await store.settle_updates({}, [second])
    assert await store.numbers() == [first, third]
