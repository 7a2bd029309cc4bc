"""From getUpdates to the lanes: updates a second, and what one costs this process.

The fake server runs in a process of its own, so that its work does not count; both talk over the loopback.
"""

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

from bot.core.ports import Inbox, RawUpdate
from bot.fakeapi import FakeApi
from bot.storage import open_store
from bot.telegram.api import Api, open_session
from bot.telegram.feed import PollingFeed
from bot.telegram.intake import Intake
from bot.telegram.lanes import Lanes
from bot.telegram.request import AiohttpRequest

UPDATES = 20_000
CHATS = 50
CALLS = 2_000


async def _serve(pipe: Connection) -> None:
    async with FakeApi() as server:
        people = [server.user(f"User {number}") for number in range(CHATS)]
        groups = [server.supergroup(f"Group {number}") for number in range(CHATS)]
        for number in range(UPDATES):
            place = number % CHATS
            groups[place].post(
                people[place], f"a clean post, number {number}, of an ordinary length and without a link"
            )
        pipe.send((server.url, server.token))
        await asyncio.to_thread(pipe.recv)


def _server(pipe: Connection) -> None:
    asyncio.run(_serve(pipe))


async def _through_lanes(url: str, token: str) -> tuple[float, float]:
    """Seconds on the wall and of this process, for all updates."""
    finished = asyncio.Event()
    count = 0

    async def handle(update: RawUpdate) -> None:
        nonlocal count
        count += 1
        if count == UPDATES:
            finished.set()

    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/bench.db")
        try:
            return await _timed(url, token, store, handle, finished)
        finally:
            await store.close()


async def _timed(
    url: str, token: str, inbox: Inbox, handle: Callable[[RawUpdate], Awaitable[None]], finished: asyncio.Event
) -> tuple[float, float]:
    async with open_session() as session:
        feed = PollingFeed(Api(url, token, session))
        intake = Intake(feed.batches, inbox)
        lanes = Lanes(handle, intake.done)

        async def read() -> None:
            async for update in intake.updates():
                await lanes.put(update)

        wall, cpu = time.perf_counter(), time.process_time()
        reader = asyncio.create_task(read())
        await finished.wait()
        spent = time.perf_counter() - wall, time.process_time() - cpu
        feed.stop()
        await reader
        await intake.close()
    return spent


async def _lanes_alone() -> float:
    """Seconds of this process, for as many updates out of memory."""

    async def nothing(update: RawUpdate) -> None:
        pass

    lanes = Lanes(nothing, nothing)
    updates = [{"update_id": number, "message": {"chat": {"id": number % CHATS}}} for number in range(UPDATES)]
    cpu = time.process_time()
    for update in updates:
        await lanes.put(update)
    await lanes.drain(60)
    return time.process_time() - cpu


async def _calls(url: str, token: str) -> tuple[float, float, float]:
    """Seconds of this process for as many calls: aiohttp bare, `Api`, python-telegram-bot's request on aiohttp."""
    address = f"{url}/bot{token}/getMe"
    async with open_session() as session:
        api, request = Api(url, token, session), AiohttpRequest(session)

        async def bare() -> None:
            async with session.post(address, data=b"{}", headers={"Content-Type": "application/json"}) as response:
                await response.read()

        async def raw() -> None:
            await api.invoke("getMe")

        async def library() -> None:
            await request.post(address)

        spent = []
        for call in (bare, raw, library):
            cpu = time.process_time()
            for _ in range(CALLS):
                await call()
            spent.append(time.process_time() - cpu)
    return spent[0], spent[1], spent[2]


def run() -> None:
    """Measure and print."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_server, args=(theirs,), daemon=True)
    server.start()
    url, token = ours.recv()
    try:
        wall, cpu = asyncio.run(_through_lanes(url, token))
        bare, raw, library = asyncio.run(_calls(url, token))
    finally:
        ours.send(None)
        server.join()
    lanes = asyncio.run(_lanes_alone())
    print(f"getUpdates to lanes: {UPDATES / wall:,.0f} updates/s, {cpu / UPDATES * 1e6:.1f} µs CPU each")
    print(f"of that the lanes: {lanes / UPDATES * 1e6:.1f} µs CPU each")
    per_call = [seconds / CALLS * 1e6 for seconds in (bare, raw, library)]
    print("a call: aiohttp {:.0f} µs CPU, Api {:.0f}, python-telegram-bot's request {:.0f}".format(*per_call))
