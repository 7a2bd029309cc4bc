"""The whole bot against the fake server: what a clean update costs, how fast a bad one goes, how much memory it takes.

The server runs in a process of its own, so that its work does not count; both talk over the loopback. The bot is the
real one, from getUpdates to SQLite, with the shipped rules.
"""

import asyncio
import multiprocessing
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from bot.app.rules import load_rules, shipped_rules
from bot.app.serve import serve
from bot.config import Config, Secret, Storage, Telegram
from bot.core.judge import Judge
from bot.fakeapi import FakeApi

CLEAN = 20_000
CHATS = 50
RATE = 300
SECONDS = 10
LATENCY = 0.05
ORDINARY = (
    "Good morning everybody, the meeting is moved to Thursday at ten; bring the printed agenda and tell Peter, please. "
    "Доброе утро всем, встреча переносится на четверг, на десять часов."
)
BAD = "CLAIM YOUR FREE AIRDROP now, send 0.1 ETH and get 1 ETH back: t.me/prize_drop_bot"


async def _saturate(api: FakeApi) -> float:
    """Queue clean posts at once; seconds until all are confirmed."""
    people = [api.user(f"User {number}") for number in range(CHATS)]
    groups = [api.supergroup(f"Group {number}") for number in range(CHATS)]
    for number in range(CLEAN):
        groups[number % CHATS].post(people[number % CHATS], f"{number} {ORDINARY}")
    started = time.perf_counter()
    await api.drained(within=300)
    return time.perf_counter() - started


async def _hurry(api: FakeApi) -> list[float]:
    """Post at a steady rate, every tenth one bad; milliseconds from each bad post to its deleteMessage."""
    api.latency = LATENCY
    groups = [chat for chat in api.chats.values() if chat.kind == "supergroup"]
    stranger = api.user("Stranger")
    posted: dict[tuple[int, int], float] = {}
    started = time.perf_counter()
    for number in range(RATE * SECONDS):
        group = groups[number % len(groups)]
        message = group.post(stranger, BAD if number % 10 == 0 else f"{number} {ORDINARY}")
        if number % 10 == 0:
            posted[group.id, message["message_id"]] = api.clock()
        await asyncio.sleep(max(0.0, started + number / RATE - time.perf_counter()))
    await api.drained(within=60)
    deletes = {(c.params["chat_id"], c.params["message_id"]): c.at for c in api.calls if c.method == "deleteMessage"}
    return [1000 * (deletes[place] - at) for place, at in posted.items() if place in deletes]


async def _play(pipe: Connection) -> None:
    async with FakeApi() as api:
        pipe.send((api.url, api.token))
        for step in (_saturate, _hurry):
            await asyncio.to_thread(pipe.recv)
            pipe.send(await step(api))
        await asyncio.to_thread(pipe.recv)


def _server(pipe: Connection) -> None:
    asyncio.run(_play(pipe))


async def _measure(pipe: Connection, judge: Judge) -> None:
    url, token = await asyncio.to_thread(pipe.recv)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            telegram=Telegram(Secret(token), url), storage=Storage(f"sqlite:///{Path(folder) / 'bench.db'}")
        )
        stop = asyncio.Event()
        bot = asyncio.create_task(serve(config, judge, stop))
        await asyncio.sleep(1)
        cpu = time.process_time()
        pipe.send("saturate")
        seconds: float = await asyncio.to_thread(pipe.recv)
        cpu = time.process_time() - cpu
        print(f"clean updates: {CLEAN / seconds:8,.0f}/s, {1e6 * cpu / CLEAN:6.0f} µs CPU each")
        pipe.send("hurry")
        waits: list[float] = await asyncio.to_thread(pipe.recv)
        p50, p99 = statistics.median(waits), statistics.quantiles(waits, n=100)[98]
        print(f"posted to deleteMessage at {RATE}/s: p50 {p50:.1f} ms, p99 {p99:.1f} ms, {len(waits)} deleted")
        stop.set()
        await bot
        pipe.send("end")


def run() -> None:
    """Print the figures."""
    judge = load_rules([shipped_rules()]).judge
    if judge is None:
        print("the shipped rules are invalid, nothing is measured")
        return
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_server, args=(there,), daemon=True)
    server.start()
    try:
        asyncio.run(_measure(here, judge))
    finally:
        server.join(5)
        server.kill()
    print(f"peak memory of the bot: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    _print_start()


def _print_start() -> None:
    """How long a process takes until the shipped rules are in force."""
    command = [sys.executable, "-c", "import bot.app.serve, bot.app.rules as r; r.load_rules([r.shipped_rules()])"]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    print(f"start with the shipped rules: {time.perf_counter() - started:.1f} s")
