"""How the fake server brings updates to a webhook."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.fakeapi import FakeApi
from bot.fakeapi import delivery as module
from tests.botapi import assert_valid_update
from tests.fakeapi.kit import client


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DELAY", 0.01)


class Bot:
    """What listens behind the public address. `answer` gives the status for an update."""

    def __init__(self) -> None:
        self.came: list[dict[str, Any]] = []
        self.paths: set[str] = set()
        self.secrets: set[str] = set()
        self.answer: Callable[[dict[str, Any]], int] = lambda _: 200
        self.at_once = self.most_at_once = 0

    async def take(self, request: web.BaseRequest) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        update = await request.json()
        await asyncio.sleep(0.005)
        assert_valid_update(update)
        self.came.append(update)
        self.paths.add(request.path)
        self.secrets.add(request.headers["X-Telegram-Bot-Api-Secret-Token"])
        self.at_once -= 1
        return web.Response(status=self.answer(update))


@asynccontextmanager
async def listening(server: FakeApi) -> AsyncIterator[Bot]:
    bot = Bot()
    runner = web.ServerRunner(web.Server(bot.take))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.front = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield bot
    finally:
        await runner.cleanup()


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


async def test_updates_are_brought_until_they_are_taken_and_those_of_a_chat_in_order() -> None:
    async with FakeApi() as server, client(server) as telegram, listening(server) as bot:
        failed: list[int] = []

        def answer(update: dict[str, Any]) -> int:
            if update["update_id"] in (1, 4) and failed.count(update["update_id"]) < 2:
                failed.append(update["update_id"])
                return 503
            return 200

        bot.answer = answer
        groups, user = (server.supergroup(), server.supergroup()), server.user()
        for number in range(6):
            groups[number % 2].post(user, "hello")
        await telegram.call("setWebhook", url="https://x.org/hook", secret_token="s3cret", max_connections=5)
        await server.drained()
        assert (bot.paths, bot.secrets) == ({"/hook"}, {"s3cret"})
        assert [id_ for id_ in ids(bot.came) if id_ % 2] == [1, 1, 1, 3, 5]
        assert [id_ for id_ in ids(bot.came) if not id_ % 2] == [2, 4, 4, 4, 6]
        assert [status for id_, status in server.delivery.answers if id_ == 1] == [503, 503, 200]
        info = await telegram.call("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 503"


async def test_no_more_at_once_than_allowed() -> None:
    async with FakeApi() as server, client(server) as telegram, listening(server) as bot:
        user = server.user()
        for _ in range(9):
            server.supergroup().post(user, "hello")
        await telegram.call("setWebhook", url="https://x.org", secret_token="s3cret", max_connections=3)
        await server.drained()
        assert bot.most_at_once == 3
        assert bot.paths == {"/"}


async def test_what_nobody_takes_waits() -> None:
    async with FakeApi() as server, client(server) as telegram:
        server.front = "http://127.0.0.1:1"
        await telegram.call("setWebhook", url="https://x.org/hook", secret_token="s3cret")
        server.supergroup().post(server.user(), "hello")
        await server.until(lambda: len(server.delivery.answers) >= 2)
        assert set(server.delivery.answers) == {(1, 0)}
        async with listening(server) as bot:
            await server.drained()
            assert ids(bot.came) == [1]
            await telegram.call("deleteWebhook")
            server.supergroup().post(server.user(), "hello")
            assert ids(await telegram.updates()) == [2]


async def test_only_some_ports_are_called() -> None:
    async with FakeApi() as server, client(server) as telegram:
        assert "ports 80, 88, 443 or 8443" in await telegram.refusal("setWebhook", url="https://x.org:8080")
        await telegram.call("setWebhook", url="https://x.org:8443")
