import pytest

import bot.storage.tallies
from bot.core.standing import Standing
from bot.storage import open_store
from tests.storage.makers import CHAT


@pytest.mark.parametrize("capacity", [1, 7])
async def test_authors_who_were_forgotten_are_looked_up_again(
    url: str, capacity: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.storage.tallies, "REMEMBERED_AUTHORS", capacity)
    monkeypatch.setattr(bot.storage.tallies, "SAVING_PAUSE", 0)
    store = await open_store(url)
    for number in range(200):
        author = number % 10
        assert await store.count_post(CHAT, author, number + 1, 1_000) == Standing(
            number // 10, number // 10, 1_000 if number >= 10 else None
        )
    await store.close()
