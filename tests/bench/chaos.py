"""The real program, killed over and over in the middle of its work: what is lost, doubled or wrong then.

For another run than the usual set `CHAOS_SEED`, `CHAOS_ROUNDS` and `CHAOS_UPDATES`.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from bot.fakeapi import FakeApi
from tests.acceptance.process import TOKEN, running
from tests.handled import handled
from tests.havoc import Town, furnish

ROUNDS, UPDATES, GROUPS, LATENCY = 50, 10_000, 40, 0.02
SHOWN = 10


async def _rounds(town: Town, folder: Path, rounds: int, updates: int) -> float:
    """Kill it so often, each time after some calls more or some moments; seconds until the last one was done."""
    started = time.perf_counter()
    for _ in range(rounds):
        town.chatter(updates // rounds, warnings=2, doubts=1)
        async with running(folder, settings=town.settings()) as bot:
            if town.chance.random() < 1 / 2:
                calls = len(town.api.calls) + town.chance.randrange(2, 80)
                await bot.while_running(town.api.until(lambda: len(town.api.calls) >= calls, 60))  # noqa: B023
            else:
                polls = len(town.api.polls) + 1
                await bot.while_running(town.api.received("getUpdates", polls, within=60))
                await asyncio.sleep(town.chance.random())
    async with running(folder, settings=town.settings()) as bot:
        await bot.while_running(handled(town.api, f"sqlite:///{folder / 'ombud.db'}", within=300))
        await bot.stop()
    return time.perf_counter() - started


async def _measure(seed: int, rounds: int, updates: int) -> None:
    async with FakeApi(TOKEN, latency=LATENCY) as api:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            database = furnish(folder)
            town = Town(api, GROUPS, seed)
            seconds = await _rounds(town, folder, rounds, updates)
            toll = town.toll(database)
    print(f"{rounds} SIGKILLs over {len(town.posts):,} updates, {seconds:.0f} s, seed {seed}:", end=" ")
    print(f"{len(toll.lost)} lost, {len(toll.doubled)} doubled, {len(toll.wrong)} wrong")
    for what in [*toll.lost, *toll.doubled, *toll.wrong][:SHOWN]:
        print(f"  {what}")


def run() -> None:
    """Print the figures."""
    settings = {"CHAOS_SEED": int(time.time()), "CHAOS_ROUNDS": ROUNDS, "CHAOS_UPDATES": UPDATES}
    asyncio.run(_measure(*(int(os.environ.get(name, usual)) for name, usual in settings.items())))
