"""Group commit against a commit each: 64 tasks that record actions."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.core.log import LogEntry
from bot.storage import Store, open_store

TASKS = 64
Record = Callable[[LogEntry], Awaitable[object]]


class Measured(NamedTuple):
    """Events a second of wall time, and microseconds of processor time for each."""

    rate: float
    cost: float


def run() -> None:
    """Print both rates and their ratio."""
    grouped = asyncio.run(_measure(20_000, together=True))
    single = asyncio.run(_measure(2_000, together=False))
    print(
        f"storage: group commit {grouped.rate:,.0f} events/s at {grouped.cost:.0f} us CPU, "
        f"a commit each {single.rate:,.0f} events/s at {single.cost:.0f} us CPU: "
        f"{grouped.rate / single.rate:.1f} times as fast"
    )


async def _measure(events: int, *, together: bool) -> Measured:
    with TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        try:
            wall, processor = time.perf_counter(), time.process_time()
            await _record(store, events, together=together)
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
        finally:
            await store.close()
    return Measured(events / wall, processor / events * 1_000_000)


async def _record(store: Store, events: int, *, together: bool) -> None:
    numbers = count(1)
    turn = nullcontext() if together else asyncio.Lock()

    async def work() -> None:
        while (number := next(numbers)) <= events:
            async with turn:
                await store.intend([_entry(number)])

    await asyncio.gather(*(work() for _ in range(TASKS)))


def _entry(number: int) -> LogEntry:
    chat = -1_000_000_000_000 - number % 500
    return LogEntry(
        key=f"{chat}:{number}:0:delete",
        at=1_790_000_000 + number / 1000,
        chat_id=chat,
        message_id=number,
        user_id=number % 5_000,
        action="delete",
        rule="scams/wallet",
        rule_version="0a1b2c3d",
    )
