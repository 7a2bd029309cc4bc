"""The webhook's door: who is let in, what is answered, and that 200 means kept."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from io import BytesIO
from socket import create_server
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.core.errors import OmbudError
from bot.core.ports import RawUpdate
from bot.storage.memory import MemoryStore
from bot.telegram.arrivals import Arrivals
from bot.telegram.intake import Intake
from bot.telegram.lanes import Lanes
from bot.telegram.webhook import MOST_BYTES, SECRET, Hook, listening
from tests.telegram.kit import STEADY, following
from tests.telegram.test_intake import Faulty

RIGHT = {SECRET: "s3cret"}


@dataclass(slots=True)
class Telegram:
    """Who brings updates; `handled` are those that came through."""

    session: aiohttp.ClientSession
    port: int
    arrivals: Arrivals
    path: str = "/hook"
    handled: list[RawUpdate] = field(default_factory=list)

    async def asks(
        self,
        body: bytes = b"",
        headers: Mapping[str, str] = RIGHT,
        method: str = "POST",
        path: str | None = None,
    ) -> tuple[int, bytes]:
        address = URL(f"http://127.0.0.1:{self.port}").with_path(path or self.path)
        async with self.session.request(method, address, data=BytesIO(body), headers=headers) as response:
            assert "Server" not in response.headers
            if response.status == 503:
                assert int(response.headers["Retry-After"]) > 0
            return response.status, await response.read()

    async def brings(self, id_: int, chat: int = -1, **fields: Any) -> int:
        update = {"update_id": id_, "message": {"chat": {"id": chat}, **fields}}
        return (await self.asks(json.dumps(update).encode()))[0]


@asynccontextmanager
async def door(patience: float = 5.0, url: str = "https://bot.example.org/hook") -> AsyncIterator[Telegram]:
    """The door alone: nobody takes what came through it."""
    arrivals = Arrivals(most=100)
    async with listening(Hook(url, "s3cret", "127.0.0.1", 0), arrivals, patience) as port:
        async with aiohttp.ClientSession() as session:
            yield Telegram(session, port, arrivals, URL(url).path)
        arrivals.stop()


@asynccontextmanager
async def house(inbox: MemoryStore, *, limit: int = 1_000, patience: float = 5.0) -> AsyncIterator[Telegram]:
    """The door, and behind it all that leads up to handling."""
    async with door(patience) as telegram:
        intake = Intake(telegram.arrivals.batches, inbox, backoff=STEADY, sleep=lambda _: asyncio.sleep(0.01), pause=0)

        async def handle(update: RawUpdate) -> None:
            await asyncio.sleep(0)
            telegram.handled.append(update)

        lanes = Lanes(handle, intake.done, limit)

        async def pump() -> None:
            async for update in intake.updates():
                await lanes.put(update)

        pumping = asyncio.create_task(pump())
        yield telegram
        telegram.arrivals.stop()
        await pumping
        assert await lanes.drain(5) == 0
        await intake.close()


async def test_what_is_let_in_is_kept_and_handled() -> None:
    inbox = MemoryStore()
    async with house(inbox) as telegram:
        assert await telegram.brings(5) == 200
    assert [update["update_id"] for update in telegram.handled] == [5]
    assert await inbox.idle()
    assert await inbox.following() is None, "a poller must not pass over what comes later with a lower id"


async def test_200_means_kept() -> None:
    async with door() as telegram:
        batches = telegram.arrivals.batches()
        bringing = asyncio.create_task(telegram.brings(5))
        await anext(batches)
        asking = asyncio.create_task(following(batches))
        assert await bringing == 200
        asking.cancel()


@pytest.mark.parametrize("shown", [{}, {SECRET: ""}, {SECRET: "s3cre"}, {SECRET: "s3cret2"}, {SECRET: "ключ"}], ids=str)
async def test_without_the_secret_nobody_gets_in(shown: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    async with door() as telegram:
        assert await telegram.asks(b'{"update_id": 1}', shown) == (403, b"")
        assert await telegram.asks(b'{"update_id": 1}', shown) == (403, b"")
        assert len(telegram.arrivals) == 0
    assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
    assert "`telegram.webhook_secret`" in caplog.text


RUBBISH = [
    b"",
    b"drainkit",
    b"{",
    b"[]",
    b"[1]",
    b"null",
    b"7",
    b'"update_id"',
    b"{}",
    b'{"update_id": "7"}',
    b'{"update_id": null, "message": {"text": "drainkit"}}',
    b"\xff\xfe\x00",
    b'\xef\xbb\xbf{"update_id": 1}',
    b'{"update_id": 1} {"update_id": 2}',
    b'{"update_id": 1},{"update_id": 2}',
    b'{"update_id": ' + b"1" * 5_000 + b"}",
]


@pytest.mark.parametrize("body", RUBBISH)
async def test_what_is_no_update_is_refused(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with door() as telegram:
        assert await telegram.asks(body) == (400, b"")
        assert len(telegram.arrivals) == 0
    assert "no update" in caplog.text
    assert "drainkit" not in caplog.text


async def test_what_no_decoder_can_read_must_not_come_again(caplog: pytest.LogCaptureFixture) -> None:
    async with door() as telegram:
        assert await telegram.asks(b'{"update_id": 1, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}") == (200, b"")
        assert len(telegram.arrivals) == 0
    assert "nested too deeply" in caplog.text


async def test_what_is_too_long_is_refused() -> None:
    async with door() as telegram:
        longest = b'{"update_id": 1}'.ljust(MOST_BYTES)
        bringing = asyncio.create_task(telegram.asks(longest))
        await anext(telegram.arrivals.batches())
        bringing.cancel()
        assert await telegram.asks(longest + b" ") == (413, b"")


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (b"Content-Length: 100\r\n\r\nabc", b" 408 "),
        (b"Content-Length: 3\r\nContent-Encoding: gzip\r\n\r\nabc", b" 400 "),
        (b"Transfer-Encoding: chunked\r\n\r\ndrainkit\r\n", b" 400 "),
        (b"drainkit\r\n\r\n", b" 400 "),
    ],
)
async def test_what_is_no_proper_request_is_refused(
    request_: bytes, answer: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with door(patience=0.1) as telegram:
        reader, writer = await asyncio.open_connection("127.0.0.1", telegram.port)
        writer.write(b"POST /hook HTTP/1.1\r\nHost: bot\r\n" + f"{SECRET}: s3cret\r\n".encode() + request_)
        assert answer in await reader.readline()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    assert "drainkit" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_request_that_breaks_off_is_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with house(MemoryStore()) as telegram:
        _, writer = await asyncio.open_connection("127.0.0.1", telegram.port)
        writer.write(f"POST /hook HTTP/1.1\r\nHost: bot\r\n{SECRET}: s3cret\r\nContent-Length: 99\r\n\r\nx".encode())
        await writer.drain()
        assert await telegram.brings(1) == 200
        writer.transport.abort()
        assert await telegram.brings(2) == 200
    assert "Traceback" not in caplog.text


async def test_a_fault_of_our_own_is_told_without_what_it_was_about(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with door() as telegram:
        monkeypatch.setattr(telegram.arrivals, "bring", lambda *_: 1 / 0)
        assert await telegram.brings(1, text="drainkit") == 500
    [said] = caplog.messages
    assert said.startswith("a request to the webhook came to nothing: ZeroDivisionError at ")
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/healthz", 200),
        ("POST", "/healthz", 404),
        ("GET", "/hook", 405),
        ("PUT", "/hook", 405),
        ("POST", "/", 404),
        ("POST", "/hook/", 404),
        ("POST", "/hook/more", 404),
    ],
)
async def test_other_doors(method: str, path: str, status: int) -> None:
    async with door() as telegram:
        found, text = await telegram.asks(method=method, path=path, headers={})
        assert (found, text) == (status, b'{"alive": true}' if status == 200 else b"")


@pytest.mark.parametrize(
    "url", ["https://x.org", "https://x.org/{a}/б", "https://x.org/%7Ba%7D/%D0%B1", "https://x.org/a%20b"]
)
async def test_whatever_the_path_is_it_is_that_of_the_address(url: str) -> None:
    async with door(url=url) as telegram:
        assert await telegram.asks(b"{}") == (400, b"")


async def test_an_update_brought_twice_is_handled_once() -> None:
    async with house(MemoryStore()) as telegram:
        assert await asyncio.gather(*(telegram.brings(7) for _ in range(5))) == [200] * 5
        assert await telegram.brings(7) == 200
    assert [update["update_id"] for update in telegram.handled] == [7]


async def test_a_hundred_at_once_are_handled_in_the_order_they_came() -> None:
    async with house(MemoryStore()) as telegram:
        bringing = []
        for number in range(100):
            bringing.append(asyncio.create_task(telegram.brings(1_000 - number, chat=-number % 3)))
            while len(telegram.arrivals) + len(telegram.handled) <= number:  # noqa: ASYNC110 - by other tasks
                await asyncio.sleep(0)
        assert set(await asyncio.gather(*bringing)) == {200}
    for chat in (0, 1, 2):
        came = [update["update_id"] for update in telegram.handled if update["message"]["chat"]["id"] == chat]
        assert came == [1_000 - number for number in range(100) if -number % 3 == chat]
    assert len(telegram.handled) == 100


async def test_while_the_disk_is_full_nothing_is_confirmed(caplog: pytest.LogCaptureFixture) -> None:
    inbox = Faulty(10**9)
    async with house(inbox, patience=0.1) as telegram:
        assert await telegram.brings(1) == 503
        assert await telegram.brings(2) == 503
        inbox.failures = 0
        while 503 in (statuses := [await telegram.brings(1), await telegram.brings(2)]):
            pass
        assert statuses == [200, 200]
    assert [update["update_id"] for update in telegram.handled] == [1, 2]
    assert await inbox.idle()
    assert "the disk is full" in caplog.text


async def test_when_too_much_waits_more_must_wait() -> None:
    async with door(patience=0.1) as telegram:
        tasks = [asyncio.create_task(telegram.brings(number)) for number in range(101)]
        assert set(await asyncio.gather(*tasks)) == {503}
        assert len(telegram.arrivals) == 100


async def test_when_the_lanes_are_full_requests_wait() -> None:
    go = asyncio.Event()
    async with door() as telegram:

        async def handle(update: RawUpdate) -> None:
            await go.wait()
            telegram.handled.append(update)

        intake = Intake(telegram.arrivals.batches, MemoryStore(), pause=0)
        lanes = Lanes(handle, intake.done, limit=1)

        async def pump() -> None:
            async for update in intake.updates():
                await lanes.put(update)

        pumping = asyncio.create_task(pump())
        assert await telegram.brings(1) == 200
        second = asyncio.create_task(telegram.brings(2))
        done, _ = await asyncio.wait((second,), timeout=0.1)
        assert not done
        go.set()
        assert await second == 200
        telegram.arrivals.stop()
        await pumping
        assert await lanes.drain(5) == 0
        await intake.close()


async def test_an_address_that_is_taken() -> None:
    with closing(create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        hook = Hook("https://x.org/hook", "s3cret", "127.0.0.1", port)
        with pytest.raises(OmbudError, match=rf"`telegram.webhook_listen`: nobody can listen at `127.0.0.1:{port}`"):
            async with listening(hook, Arrivals()):
                pass


def test_the_secret_is_not_shown() -> None:
    assert "s3cret" not in repr(Hook("https://x.org", "s3cret", "", 80))
