"""What tests of Telegram's adapters share: a time that passes when somebody sleeps, and a client of a fake server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.fakeapi import FakeApi
from bot.telegram.api import Api, open_session
from bot.telegram.backoff import Backoff
from bot.telegram.feed import Batch

STEADY = Backoff(chance=lambda: 0.0)
"""Back-off without chance: 0.5, 1, 2, 4, 8, 16, 30, 30 …"""


class FakeTime:
    """A clock and a sleep that belong together; nobody really waits."""

    def __init__(self, start: float = 1_000.0) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)


async def following(batches: AsyncIterator[Batch]) -> Batch:
    """The next batch, as something that can be made a task."""
    return await anext(batches)


@asynccontextmanager
async def client(server: FakeApi, *, token: str | None = None, url: str | None = None) -> AsyncIterator[Api]:
    """An `Api` of the server, closed afterwards."""
    async with open_session() as session:
        yield Api(url or server.url, token or server.token, session)
