"""What happens to chats and to the bot in them, through the whole bot against a fake server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.actions.delete import Delete
from bot.app.serve import serve
from bot.config import Config, Secret, Storage, Telegram
from bot.core.log import LogEntry
from bot.core.ruleset import Notice
from bot.fakeapi import FakeApi
from bot.storage import open_log
from tests.cases.court import scam_rule
from tests.fakes import FakeRules
from tests.handled import handled

PHOTO: dict[str, Any] = {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}


@asynccontextmanager
async def at_work(api: FakeApi, url: str) -> AsyncIterator[None]:
    """The bot at work; in the end it has handled everything."""
    config = Config(telegram=Telegram(Secret(api.token), api_url=api.url), storage=Storage(url))
    stop = asyncio.Event()
    rules = FakeRules(scam_rule(actions=(Delete(),), notice=Notice.NONE))
    bot = asyncio.create_task(serve(config, rules, stop))
    try:
        yield
        await handled(api, url)
    finally:
        stop.set()
        await bot


async def log_of(url: str, chat_id: int) -> list[LogEntry]:
    async with open_log(url) as log:
        return [entry async for entry in log.entries(chat_id=chat_id)]


async def test_an_album_goes_with_its_last_part_even_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    async with FakeApi() as api:
        group, author = api.supergroup(), api.user()
        async with at_work(api, url):
            [first] = group.album(author, PHOTO)
            await asyncio.sleep(0)
        async with at_work(api, url):
            group.post(author, media_group_id=first["media_group_id"], caption="free btc", **PHOTO)
        assert group.messages == {}
        assert [call.method for call in api.calls].count("deleteMessages") == 1
        rows = await log_of(url, group.id)
        assert sorted((row.action, row.message_id, row.outcome.value) for row in rows) == [
            ("delete", 1, "done"),
            ("delete", 2, "done"),
        ]


async def test_a_right_that_is_missing_is_told_once_and_the_bot_goes_on_when_it_comes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    async with FakeApi() as api:
        owner = api.user()
        api.private(owner)
        owner.started = True
        group = api.supergroup(owner=owner, bot_rights={"can_restrict_members": True})
        author = api.user()
        async with at_work(api, url):
            for _ in range(3):
                group.post(author, "free btc")
            await handled(api, url)
            told = [params["text"] for params in api.called("sendMessage") if params["chat_id"] == owner.id]
            assert [text.startswith("In ") for text in told].count(True) == 1
            group.change(group.members.admin(api.me), by=owner)
            group.post(author, "free btc")
        assert group.messages == {}
        rows = await log_of(url, group.id)
        assert [row.outcome.value for row in rows if row.action == "delete"] == ["done"] * 4
        assert [row.action for row in rows].count("escalate") == 1
        assert [(row.action, row.actor) for row in rows if row.user_id == api.me.id] == [("promote", str(owner.id))]


async def test_a_group_becomes_a_supergroup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    async with FakeApi() as api:
        group, author = api.group(), api.user()
        async with at_work(api, url):
            group.post(author, "free btc")
            await handled(api, url)
            new = api.migrate(group)
            new.post(author, "free btc")
        rows = await log_of(url, new.id)
        assert [(row.chat_id, row.action, row.outcome.value) for row in rows] == [
            (group.id, "delete", "done"),
            (new.id, "delete", "done"),
        ]


async def test_a_chat_that_the_bot_was_thrown_out_of(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    async with FakeApi() as api:
        owner = api.user()
        group = api.supergroup(owner=owner)
        async with at_work(api, url):
            group.change(group.members.without(group.members.me), by=owner)
        rows = await log_of(url, group.id)
        assert [(row.action, row.actor) for row in rows] == [("demote", str(owner.id)), ("remove", str(owner.id))]
