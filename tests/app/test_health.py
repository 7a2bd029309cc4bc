"""What monitoring gets to hear, over a real socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from typing import Any

import aiohttp
import pytest

from bot.app import health
from bot.app.health import Check, polled, serving, watched
from bot.core.errors import OmbudError
from bot.core.meter import Meter


class Numbers:
    type = "text/plain; version=0.0.4; charset=utf-8"

    async def text(self) -> bytes:
        return b"answer 42\n"


def says(state: str | None) -> Check:
    async def check() -> str | None:
        return state

    return check


async def never() -> str | None:
    await asyncio.Event().wait()
    return None


Ask = Any


@asynccontextmanager
async def asking(checks: Mapping[str, Check]) -> AsyncIterator[Ask]:
    """Asks for a page: its status, type and body."""
    async with serving("127.0.0.1", 0, checks, Numbers()) as port, aiohttp.ClientSession() as session:

        async def ask(page: str) -> tuple[int, str, str]:
            async with session.get(f"http://127.0.0.1:{port}/{page}") as response:
                return response.status, response.headers["Content-Type"], await response.text()

        yield ask


async def test_it_is_alive_whatever_is_wrong() -> None:
    async with asking({"database": says("broken")}) as ask:
        assert (await ask("healthz"))[0] == 200


async def test_it_is_ready_when_every_part_is() -> None:
    async with asking({"database": says(None), "updates": says(None)}) as ask:
        status, _, body = await ask("readyz")
    assert (status, body) == (200, '{"ready": true, "database": "ok", "updates": "ok"}')


async def test_it_says_which_part_is_not() -> None:
    async with asking({"database": says("the disk is full"), "updates": says(None)}) as ask:
        status, _, body = await ask("readyz")
    assert (status, body) == (503, '{"ready": false, "database": "the disk is full", "updates": "ok"}')


async def test_a_part_that_does_not_answer_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.01)
    async with asking({"database": never}) as ask:
        status, _, body = await ask("readyz")
    assert status == 503
    assert "no answer within" in body


async def test_metrics_are_passed_on_with_their_type() -> None:
    async with asking({}) as ask:
        assert await ask("metrics") == (200, Numbers.type, "answer 42\n")


async def test_there_is_nothing_else() -> None:
    async with asking({}) as ask:
        assert (await ask(""))[0] == 404


async def test_a_port_that_is_taken() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OmbudError, match=f"nobody can listen at `127.0.0.1:{port}` .*: end the program that does"):
            async with serving("127.0.0.1", port, {}, Numbers()):
                pass


async def test_a_host_that_is_not_of_this_machine() -> None:
    with pytest.raises(OmbudError, match=r"nobody can listen at `nowhere\.invalid:9090`"):
        async with serving("nowhere.invalid", 9090, {}, Numbers()):
            pass


@pytest.mark.parametrize(
    ("last", "now", "state"),
    [
        (None, 0.0, "no poll for updates has succeeded yet"),
        (100.0, 100.0, None),
        (100.0, 189.9, None),
        (100.0, 190.0, "the last poll that succeeded was 90 s ago"),
    ],
)
async def test_polls_have_to_succeed(last: float | None, now: float, state: str | None) -> None:
    meter = Meter()
    if last is not None:
        meter.called("getUpdates", 0, at=last)
    meter.called("getUpdates", 502, at=now)
    meter.called("getMe", 0, at=now)
    assert await polled(meter, lambda: now)() == state


@pytest.mark.parametrize(
    ("now", "state"),
    [(100.0, None), (189.9, None), (190.0, "the last look at the webhook that succeeded was 90 s ago")],
)
async def test_so_have_looks_at_the_webhook(now: float, state: str | None) -> None:
    meter = Meter()
    meter.called("setWebhook", 0, at=99)
    assert await watched(meter, lambda: now)() == "no look at the webhook has succeeded yet"
    meter.called("getWebhookInfo", 0, at=100)
    assert await watched(meter, lambda: now)() == state
