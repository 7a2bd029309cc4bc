"""What an operator has to do with the program beside moderating: health, metrics, logs, backups, retention."""

import asyncio
import json
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.fakeapi import FakeApi
from tests.acceptance.process import TOKEN, ombud, running
from tests.handled import handled

RULES = """
rules:
  - {id: bad, if: {words: drainkit}, then: [delete], category: scams_and_fraud, reason: "No.",
     examples: {match: [drainkit], ignore: [hello]}}
"""
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.yaml").write_text(RULES)
    return tmp_path


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    async with FakeApi(TOKEN) as server:
        yield server


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settings_for(api: FakeApi, **changes: str) -> dict[str, str]:
    return {
        "OMBUD_TELEGRAM__TOKEN": TOKEN,
        "OMBUD_TELEGRAM__API_URL": api.url,
        "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
        "OMBUD_RULES__PATHS": "bad.yaml",
        **changes,
    }


class Monitor:
    """Whoever asks the program how it is."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session, self._url = session, f"http://127.0.0.1:{port}"

    async def page(self, name: str) -> tuple[int, str]:
        async with self._session.get(f"{self._url}/{name}") as response:
            return response.status, await response.text()

    async def metrics(self, having: str, within: float = 10) -> str:
        """The metrics, once they have that in them."""
        async with asyncio.timeout(within):
            while True:
                _, numbers = await self.page("metrics")
                if having in numbers:
                    return numbers
                await asyncio.sleep(0.02)

    async def ready(self) -> dict[str, Any]:
        status, text = await self.page("readyz")
        parts: dict[str, Any] = json.loads(text)
        assert status == (200 if parts["ready"] else 503)
        return parts


async def deletes_one(api: FakeApi) -> None:
    member = api.user("Max")
    group = api.supergroup("Group", owner=api.user("Olga"), members=[member])
    group.post(member, "drainkit")
    await api.received("deleteMessage", within=20)
    await api.drained()


async def test_health_and_metrics(folder: Path, api: FakeApi) -> None:
    port = free_port()
    settings = settings_for(api, OMBUD_OPERATIONS__LISTEN=f"127.0.0.1:{port}", OMBUD_OPERATIONS__LOG_FORMAT="json")
    async with running(folder, settings=settings) as bot, aiohttp.ClientSession() as session:
        await bot.says("is at work")
        await bot.while_running(deletes_one(api))
        await bot.while_running(handled(api, f"sqlite:///{folder / 'ombud.db'}"))
        monitor = Monitor(session, port)
        assert await monitor.page("healthz") == (200, '{"alive": true}')
        assert await monitor.ready() == {"ready": True, "database": "ok", "updates": "ok"}
        _, numbers = await monitor.page("metrics")
        assert await bot.stop() == 0
    lines = [json.loads(line) for line in bot.stderr.splitlines()]
    assert {"timestamp", "level", "logger", "event"} <= lines[0].keys()
    for expected in (
        'ombud_actions_total{action="delete",outcome="done"} 1.0',
        'ombud_bot_api_calls_total{code="ok",method="deleteMessage"} 1.0',
        'ombud_rules{mode="enforce"} 1.0',
        "ombud_updates_waiting 0.0",
        "ombud_lanes_busy 0.0",
        "process_start_time_seconds ",
    ):
        assert expected in numbers
    assert SECRET not in numbers + bot.stderr + bot.stdout
    assert "drainkit" not in numbers + bot.stderr


async def test_it_is_alive_but_not_ready_while_telegram_cannot_be_reached(folder: Path, api: FakeApi) -> None:
    port = free_port()
    settings = settings_for(api, OMBUD_OPERATIONS__LISTEN=f"127.0.0.1:{port}")
    settings["OMBUD_TELEGRAM__API_URL"] = "http://127.0.0.1:1"
    async with running(folder, settings=settings) as bot, aiohttp.ClientSession() as session:
        await bot.says("cannot be reached")
        monitor = Monitor(session, port)
        assert (await monitor.page("healthz"))[0] == 200
        parts = await monitor.ready()
    assert parts == {"ready": False, "database": "ok", "updates": "no poll for updates has succeeded yet"}


async def test_a_port_that_is_taken(folder: Path, api: FakeApi) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        async with running(folder, settings=settings_for(api, OMBUD_OPERATIONS__LISTEN=address)) as bot:
            assert await bot.ended() == 2
    assert f"`operations.listen`: nobody can listen at `{address}` (" in bot.stderr
    assert "end the program that does, or choose another address" in bot.stderr
    assert "Traceback" not in bot.stderr


async def test_a_database_is_backed_up_while_the_bot_runs_and_restored_when_it_does_not(
    folder: Path, api: FakeApi
) -> None:
    settings = settings_for(api)
    async with running(folder, settings=settings) as bot:
        await bot.says("is at work")
        await bot.while_running(deletes_one(api))
        backed_up = await asyncio.to_thread(ombud, folder, "db", "backup", "copy.db", settings=settings)
        refused = await asyncio.to_thread(ombud, folder, "db", "restore", "copy.db", settings=settings)
        assert await bot.stop() == 0
    assert (backed_up.returncode, backed_up.stderr) == (0, "")
    assert refused.returncode == 2
    assert "is in use by another program (a running `ombud run`?): end that one" in refused.stderr
    with closing(sqlite3.connect(folder / "ombud.db")) as database, database:
        database.execute("DELETE FROM action_log")
    restored = ombud(folder, "db", "restore", "copy.db", settings=settings)
    assert (restored.returncode, restored.stderr) == (0, "")
    with closing(sqlite3.connect(folder / "ombud.db")) as database:
        assert database.execute("SELECT action, outcome FROM actions").fetchall() == [
            ("delete", "done"),
            ("statement", "done"),
        ]


async def test_two_bots_on_one_database(folder: Path, api: FakeApi) -> None:
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.says("is at work")
        second = await asyncio.to_thread(ombud, folder, "run", settings=settings_for(api))
        assert await bot.stop() == 0
    assert second.returncode == 2
    assert "is in use by another program" in second.stderr


async def test_a_damaged_database_says_what_to_do(folder: Path, api: FakeApi) -> None:
    file = folder / "ombud.db"
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.says("is at work")
        assert await bot.stop() == 0
    whole = file.read_bytes()
    file.write_bytes(whole[:-8_192] + b"\xff" * 8_192)
    async with running(folder, settings=settings_for(api)) as bot:
        assert await bot.ended() == 2
    assert "ombud db restore" in bot.stderr
    assert "Traceback" not in bot.stderr


async def test_a_token_in_a_file(folder: Path, api: FakeApi) -> None:
    (folder / "bot.token").write_text(TOKEN + "\n")
    settings = settings_for(api, OMBUD_TELEGRAM__TOKEN_FILE="bot.token")
    del settings["OMBUD_TELEGRAM__TOKEN"]
    async with running(folder, settings=settings) as bot:
        await bot.says("is at work")
        assert await bot.stop() == 0
    assert SECRET not in bot.stderr
