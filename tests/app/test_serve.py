"""The bot from start to stop, against a server that is in no hurry."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.actions.delete import Delete
from bot.app import serve as serving
from bot.config import Config, Moderation, Secret, Storage, Telegram
from bot.core.errors import DiskFailed
from bot.fakeapi import FakeApi
from bot.storage import open_log
from tests.cases.court import scam_rule
from tests.fakes import FakeRules


@asynccontextmanager
async def running(api: FakeApi, folder: Path, log_chat: int | None = None) -> AsyncIterator[asyncio.Event]:
    """The bot at work until the event is set; whoever leaves waits until it has ended, for two seconds."""
    config = Config(
        telegram=Telegram(Secret(api.token), api_url=api.url),
        storage=Storage(f"sqlite:///{folder / 'test.db'}"),
        moderation=Moderation(log_chat=log_chat),
    )
    stop = asyncio.Event()
    bot = asyncio.create_task(serving.serve(config, FakeRules(scam_rule(actions=(Delete(),))), stop))
    yield stop
    done, _ = await asyncio.wait((bot,), timeout=2)
    bot.cancel()
    assert done, "the bot has not ended"
    await bot


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "GRACE", 0.05)
    monkeypatch.setattr(serving, "LAST_LINES", 0.05)


async def test_a_call_that_hangs_does_not_keep_the_bot_from_stopping(tmp_path: Path) -> None:
    async with FakeApi() as api:
        group = api.supergroup()
        async with running(api, tmp_path) as stop:
            await api.received("getUpdates")
            api.latency = 60
            group.post(api.user(), "free btc")
            await api.received("deleteMessage")
            stop.set()
        async with open_log(f"sqlite:///{tmp_path / 'test.db'}") as log:
            assert not await log.idle(), "what was not ended must come again"


async def test_nor_does_a_log_chat_that_may_not_be_written_to_for_a_while(tmp_path: Path) -> None:
    async with FakeApi() as api:
        group, log_chat = api.supergroup(), api.supergroup()
        async with running(api, tmp_path, log_chat.id) as stop:
            api.fail_next("sendMessage", 429, "Too Many Requests: retry after 60", retry_after=60)
            group.post(api.user(), "free btc")
            await api.received("sendMessage")
            group.post(api.user(), "more free btc")
            await api.drained()
            stop.set()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_FSYNC])
async def test_what_cannot_be_kept_is_not_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    def keep(*_: object) -> int:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    async with FakeApi() as api:
        group = api.supergroup()
        with contextlib.suppress(DiskFailed):
            async with running(api, tmp_path) as stop:
                await api.received("getUpdates")
                monkeypatch.setattr("bot.storage.inbox._keep", keep)
                group.post(api.user(), "free btc")
                async with asyncio.timeout(2):
                    while "cannot be kept" not in caplog.text:
                        assert not stop.is_set()
                        await asyncio.sleep(0.01)
                stop.set()
        assert len(api.updates) == 1, "Telegram has to give it again"
