"""Waiting until a bot has dealt with everything that happened."""

import asyncio

from bot.fakeapi import FakeApi
from bot.storage import open_log


async def handled(api: FakeApi, url: str, within: float = 20.0) -> None:
    """Wait until the bot at the database of that URL has taken all updates of the server and handled them."""
    await api.drained(within)
    async with asyncio.timeout(within), open_log(url) as log:
        while not await log.idle():  # noqa: ASYNC110 - the bot may be another process
            await asyncio.sleep(0.02)
