"""`ombud pause` and `ombud resume`."""

import asyncio
import re
from pathlib import Path

import pytest

from bot.core.pause import ALL_CHATS
from bot.storage import Store, open_log, open_store
from tests.cli.conftest import Run


@pytest.fixture
def url(here: Path) -> str:
    url = f"sqlite:///{here / 'ombud.db'}"

    async def make() -> None:
        await (await open_store(url)).close()

    asyncio.run(make())
    return url


async def rows(url: str) -> list[tuple[str, int, str, str]]:
    async with open_log(url) as log:
        return [(row.action, row.chat_id, row.actor, row.detail) async for row in log.entries()]


def test_everything_is_paused_and_resumed(run: Run, url: str) -> None:
    ran = run("pause", "--why", "new rules")
    told = "all chats: every rule is paused until somebody ends it (by the operator: new rules)\n"
    assert (ran.status, ran.out, ran.err) == (0, told, "")
    assert run("pause", "--list").out == told
    assert run("resume").out == "nothing is paused\n"
    assert run("pause", "--list").out == "nothing is paused\n"
    assert asyncio.run(rows(url)) == [
        ("pause", ALL_CHATS, "operator", "by the operator: new rules; until somebody ends it"),
        ("resume", ALL_CHATS, "operator", ""),
    ]


def test_a_chat_for_a_while(run: Run, url: str) -> None:
    ran = run("pause", "--chat", "-100123", "--for", "2h")
    assert re.fullmatch(r"chat -100123: every rule is paused until \d{4}-\d\d-\d\d \d\d:\d\d UTC .*\n", ran.out)
    run("pause", "--chat", "-5")
    assert run("resume").out.count("\n") == 2
    assert run("resume", "--chat", "-100123").out.startswith("chat -5:")
    assert run("resume", "--every").out == "nothing is paused\n"


def test_beside_a_bot_at_work(run: Run, url: str) -> None:
    async def at_work() -> int:
        store: Store = await open_store(url)
        status = (await asyncio.to_thread(run, "pause")).status
        found = await store.pauses()
        await store.close()
        return status if [pause.chat_id for pause in found] == [ALL_CHATS] else -1

    assert asyncio.run(at_work()) == 0


def test_without_a_database(run: Run, here: Path) -> None:
    ran = run("pause")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no database" in ran.err
    assert not (here / "ombud.db").exists()


@pytest.mark.parametrize("arguments", [["--chat", "0"], ["--chat", "here"], ["--for", "soon"], ["--for", "0h"]])
def test_wrong_use(run: Run, url: str, arguments: list[str]) -> None:
    ran = run("pause", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert f"`{arguments[1]}` is not a" in ran.err
