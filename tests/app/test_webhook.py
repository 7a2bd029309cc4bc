"""The whole bot in webhook mode, in this process, against a server that brings updates."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from bot.actions.delete import Delete
from bot.app import serve as serving
from bot.config import Address, Config, Mode, Secret, Storage, Telegram
from bot.core.errors import OmbudError
from bot.fakeapi import FakeApi
from bot.storage import open_log
from bot.telegram import registration
from bot.telegram.errors import Revoked, WebhookRefused
from tests.cases.court import scam_rule
from tests.fakes import FakeRules
from tests.handled import handled


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def configured(api: FakeApi, folder: Path, url: str = "https://bot.example.org/hook") -> Config:
    port = free_port()
    api.front = f"http://127.0.0.1:{port}"
    return Config(
        telegram=Telegram(
            Secret(api.token),
            api_url=api.url,
            mode=Mode.WEBHOOK,
            webhook_url=url,
            webhook_secret=Secret("s3cret"),
            webhook_listen=Address("127.0.0.1", port),
        ),
        storage=Storage(database(folder)),
    )


def database(folder: Path) -> str:
    return f"sqlite:///{folder / 'test.db'}"


async def serve(config: Config, stop: asyncio.Event) -> None:
    async with asyncio.timeout(10):
        await serving.serve(config, FakeRules(scam_rule(actions=(Delete(),))), stop)


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[None]:
    """The bot at work; whoever leaves waits until it has ended, for some seconds."""
    stop = asyncio.Event()
    bot = asyncio.create_task(serve(config, stop))
    yield
    stop.set()
    done, _ = await asyncio.wait((bot,), timeout=5)
    bot.cancel()
    assert done, "the bot has not ended"
    await bot


async def test_from_a_post_to_its_deletion(tmp_path: Path) -> None:
    async with FakeApi() as api:
        group, channel, user = api.supergroup(), api.channel(), api.user()
        before = group.post(user, "free btc")  # while the bot was away
        async with running(configured(api, tmp_path)):
            post = channel.post(text="free btc")
            group.post(user, "hello")
            await api.received("deleteMessage", 2)
            await handled(api, database(tmp_path))
        assert group.deleted == [before["message_id"]]
        assert channel.deleted == [post["message_id"]]
        assert not api.polls
        assert api.webhook.url, "Telegram keeps what comes until the bot is back"
        assert {status for _, status in api.delivery.answers} == {200}


async def test_what_was_not_handled_is_handled_by_the_next_start_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "GRACE", 0.05)
    async with FakeApi() as api:
        group, user = api.supergroup(), api.user()
        config = configured(api, tmp_path)
        async with running(config):
            await api.received("setWebhook")
            api.latency = 60
            group.post(user, "free btc")
            await api.received("deleteMessage")
            await api.drained()
        async with open_log(database(tmp_path)) as log:
            assert not await log.idle()
        api.latency = 0
        came, _ = api.delivery.answers[0]
        async with running(config):
            await api.received("setWebhook", 2)
            await handled(api, database(tmp_path))
            update = {"update_id": came, "message": group.keep({"from": user.as_dict(), "text": "free btc"})}
            api.updates.put_raw(update)  # an answer that was lost on the way: it comes again
            await handled(api, database(tmp_path))
        assert [status for id_, status in api.delivery.answers if id_ == came] == [200, 200]
        assert len(group.deleted) == 1


async def test_a_webhook_that_telegram_refuses(tmp_path: Path) -> None:
    async with FakeApi() as api:
        with pytest.raises(WebhookRefused, match="8443"):
            await serve(configured(api, tmp_path, "https://bot.example.org:9999/hook"), asyncio.Event())


async def test_a_token_that_is_taken_back_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "_MOST_REJECTIONS", 1)
    async with FakeApi() as api:
        api.fail_next("getWebhookInfo", 401, "Unauthorized", times=99)
        with pytest.raises(Revoked):
            await serve(configured(api, tmp_path), asyncio.Event())


async def test_it_can_be_stopped_while_the_webhook_cannot_be_set(tmp_path: Path) -> None:
    async with FakeApi() as api:
        api.fail_next("setWebhook", 500, "Internal Server Error", times=10**6)
        async with running(configured(api, tmp_path)):
            await api.received("setWebhook")


async def test_an_address_that_is_taken(tmp_path: Path) -> None:
    async with FakeApi() as api:
        config = configured(api, tmp_path)
        with (
            closing(socket.create_server(config.telegram.webhook_listen)),
            pytest.raises(OmbudError, match="nobody can"),
        ):
            await serve(config, asyncio.Event())
        assert not api.called("setWebhook"), "nobody is to be sent to a closed door"


async def test_health(tmp_path: Path) -> None:
    async with FakeApi() as api, aiohttp.ClientSession() as session, running(configured(api, tmp_path)):
        await api.received("setWebhook")
        async with session.get(f"{api.front}/healthz") as response:
            assert response.status == 200
