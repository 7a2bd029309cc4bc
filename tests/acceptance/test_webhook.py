"""The real program with `telegram.mode: webhook`."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

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
SECRET = "an-own-secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.yaml").write_text(RULES)
    return tmp_path


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    async with FakeApi(TOKEN) as server:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            server.front = f"http://127.0.0.1:{probe.getsockname()[1]}"
        yield server


def settings_for(api: FakeApi, **changes: str) -> dict[str, str]:
    return {
        "OMBUD_TELEGRAM__TOKEN": TOKEN,
        "OMBUD_TELEGRAM__API_URL": api.url,
        "OMBUD_TELEGRAM__MODE": "webhook",
        "OMBUD_TELEGRAM__WEBHOOK_URL": "https://bot.example.org/telegram",
        "OMBUD_TELEGRAM__WEBHOOK_SECRET": SECRET,
        "OMBUD_TELEGRAM__WEBHOOK_LISTEN": api.front.removeprefix("http://"),
        "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
        "OMBUD_RULES__PATHS": "bad.yaml",
        **changes,
    }


async def test_killed_and_started_again_it_misses_nothing_and_lets_nobody_else_in(folder: Path, api: FakeApi) -> None:
    api.latency = 0.02
    member = api.user("Max")
    groups = [api.supergroup(f"Group {number}", owner=api.user("Olga"), members=[member]) for number in range(10)]
    posts = [group.post(member, text) for group in groups for text in ("drainkit", "hello") * 10]
    wanted = {(post["chat"]["id"], post["message_id"]) for post in posts if post["text"] == "drainkit"}
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.while_running(api.received("deleteMessage", 30, within=20))
    assert len(api.called("deleteMessage")) < len(wanted), "it was killed too late to show anything"
    async with running(folder, settings=settings_for(api)) as bot, aiohttp.ClientSession() as session:
        await bot.while_running(handled(api, f"sqlite:///{folder / 'ombud.db'}", within=20))
        async with session.get(f"{api.front}/healthz") as response:
            assert response.status == 200
        update = {"update_id": 99, "message": groups[0].post(member, "drainkit")}
        async with session.post(f"{api.front}/telegram", json=update) as response:
            assert response.status == 403
        await api.drained()
        assert await bot.stop() == 0
    assert {(group.id, number) for group in groups for number in group.deleted} >= wanted
    assert not api.polls
    assert api.webhook.url == "https://bot.example.org/telegram"
    logged = ombud(folder, "log", "--format", "jsonl", settings=settings_for(api))
    rows = [row for line in logged.stdout.splitlines() if (row := json.loads(line))["action"] == "delete"]
    assert len({(row["chat_id"], row["message_id"]) for row in rows}) == len(rows) == len(wanted) + 1
    for text in (bot.stderr, bot.stdout):
        assert "Traceback" not in text
        assert "drainkit" not in text
        assert SECRET not in text
        assert TOKEN.partition(":")[2] not in text
