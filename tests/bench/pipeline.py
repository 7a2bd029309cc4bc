"""The whole bot against the fake server: what a clean update costs, how fast a bad one goes, how much memory it takes.

Server and bot run in processes of their own, and talk over the loopback. The bot is the real one, from getUpdates to
SQLite, with the shipped rules and with a single one; beside it in the same run a plain one of python-telegram-bot, which knows the same bad
words and forgets everything when it ends. Many people write, each rarely, so that no rule against floods is in question.
`PIPELINE_CLEAN` sets how many clean posts wait when a bot starts.
"""

import asyncio
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.app.chats import ChatRules
from bot.app.rules import load_rules, shipped_rules
from bot.app.serve import serve
from bot.config import Config, Secret, Storage, Telegram
from bot.fakeapi import FakeApi

CLEAN = int(os.environ.get("PIPELINE_CLEAN", "50000"))
CHATS = 50
PEOPLE = 20_000
RATE = 300
SECONDS = 10
LATENCY = 0.05
ORDINARY = (
    "Good morning everybody, the meeting is moved to Thursday at ten; bring the printed agenda and tell Peter, please. "
    "Доброе утро всем, встреча переносится на четверг, на десять часов."
)
BAD = "CLAIM YOUR FREE AIRDROP now, send 0.1 ETH and get 1 ETH back: t.me/prize_drop_bot"
WORDS = r"(?i)\b(free airdrop|send 0\.1 eth|prize_drop_bot)\b"
RULE = """
rules:
  - {id: bad, if: {words: [free airdrop, send 0.1 ETH, prize_drop_bot]}, then: [delete], category: scams_and_fraud,
     reason: "No.", examples: {match: [free airdrop], ignore: [hello]}}
"""
Serve = Callable[[str, str], None]
"""A bot's process: the server's address and the token."""


class _Crowd:
    """Chats and people of a server."""

    def __init__(self, api: FakeApi) -> None:
        self.api = api
        self.people = [api.user(f"User {number}") for number in range(PEOPLE)]
        self.groups = [api.supergroup(f"Group {number}") for number in range(CHATS)]
        for group in self.groups:
            for person in self.people[:: len(self.groups)]:
                group.join(person, service=False)

    def clean(self) -> None:
        """Clean posts, at once."""
        for number in range(CLEAN):
            self.groups[number % CHATS].post(self.people[number % PEOPLE], f"{number} {ORDINARY}")

    async def hurry(self) -> list[float]:
        """Post at a steady rate, every tenth one bad; milliseconds from each bad post to its deleteMessage."""
        self.api.latency = LATENCY
        posted: dict[tuple[int, int], float] = {}
        started = time.perf_counter()
        for number in range(RATE * SECONDS):
            # Not the same chats again and again for what is bad.
            group = self.groups[(number + number // CHATS) % CHATS]
            bad = number % 10 == 0
            message = group.post(self.people[number % PEOPLE], BAD if bad else f"{number} {ORDINARY}")
            if bad:
                posted[group.id, message["message_id"]] = self.api.clock()
            await asyncio.sleep(max(0.0, started + number / RATE - time.perf_counter()))
        await self.api.received("deleteMessage", len(posted), within=60)
        deletes = {
            (c.params["chat_id"], c.params["message_id"]): c.at for c in self.api.calls if "message_id" in c.params
        }
        return [1000 * (deletes[place] - at) for place, at in posted.items() if place in deletes]


async def _play(pipe: Connection) -> None:
    async with FakeApi() as api:
        crowd = _Crowd(api)
        crowd.clean()
        pipe.send((api.url, api.token))
        await api.received("getUpdates", within=60)
        started = time.perf_counter()
        await api.drained(within=600)
        pipe.send(time.perf_counter() - started)
        await asyncio.to_thread(pipe.recv)
        pipe.send(await crowd.hurry())
        await asyncio.to_thread(pipe.recv)


def _server(pipe: Connection) -> None:
    asyncio.run(_play(pipe))


def shipped(url: str, token: str) -> None:
    """The real bot with the shipped rules, in this process, until it is killed."""
    _ombud(url, token, shipped_rules())


def single(url: str, token: str) -> None:
    """The same with a single rule."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.yaml"
        rules.write_text(RULE, encoding="utf-8")
        _ombud(url, token, rules)


def _ombud(url: str, token: str, rules: Path) -> None:
    loaded = load_rules([rules])
    with tempfile.TemporaryDirectory() as folder:
        config = Config(
            telegram=Telegram(Secret(token), api_url=url), storage=Storage(f"sqlite:///{Path(folder) / 'bench.db'}")
        )
        asyncio.run(serve(config, ChatRules(loaded, {}, lambda faults: None), asyncio.Event()))


def plain(url: str, token: str) -> None:
    """A bot as one writes it with python-telegram-bot alone, until it is killed."""
    from telegram.ext import ApplicationBuilder, MessageHandler, filters  # noqa: PLC0415 - its import is not the other's

    async def delete(update: Any, _: Any) -> None:
        await update.effective_message.delete()

    application = ApplicationBuilder().token(token).base_url(f"{url}/bot").concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.Regex(WORDS), delete))
    application.run_polling(drop_pending_updates=False)


def _measure(name: str, bot: Serve) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=_server, args=(there,), daemon=True)
    server.start()
    url, token = here.recv()
    process = context.Process(target=bot, args=(url, token), daemon=True)
    process.start()
    try:
        seconds = here.recv()
        assert process.pid is not None
        used, memory = _cpu(process.pid), _peak(process.pid)
        # What starting costs is not the updates' own.
        print(f"{name}: {CLEAN:,} clean updates that waited: {CLEAN / seconds:,.0f}/s,", end=" ")
        print(f"{1e6 * used / CLEAN:.0f} µs CPU each (start included), peak memory {memory:.0f} MB")
        time.sleep(1)
        here.send("hurry")
        waits: list[float] = here.recv()
        p50, p99 = statistics.median(waits), statistics.quantiles(waits, n=100)[98]
        print(f"{name}: posted to deleteMessage at {RATE}/s, {1000 * LATENCY:.0f} ms a call:", end=" ")
        print(f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, {len(waits)} deleted")
        here.send("end")
    finally:
        process.kill()
        server.join(5)
        server.kill()


def _cpu(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(pid: int) -> float:
    """The most memory that a process had, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def run() -> None:
    """Print the figures."""
    _measure("ombud, shipped rules", shipped)
    _measure("ombud, a single rule", single)
    _measure("plain python-telegram-bot", plain)
    _print_start()


def _print_start() -> None:
    """How long a process takes until the shipped rules are in force."""
    command = [sys.executable, "-c", "import bot.app.serve, bot.app.rules as r; r.load_rules([r.shipped_rules()])"]
    before, started = _children(), time.perf_counter()
    subprocess.run(command, check=True)
    print(
        f"start with the shipped rules: {time.perf_counter() - started:.1f} s, {_children() - before:.1f} s of it CPU"
    )


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
