"""Which update goes to whom."""

import logging
from typing import Any

import pytest

from bot.core.ports import RawUpdate
from bot.core.post import Post
from bot.telegram.dispatch import Dispatcher

CHAT = {"id": -1001, "type": "supergroup", "title": "Talk"}
ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}


class FakeHandlers:
    """Wants presses and messages that begin with a slash; `/report` removes itself."""

    def __init__(self) -> None:
        self.handled: list[int] = []

    def wants(self, update: RawUpdate) -> bool:
        return "callback_query" in update or _text(update).startswith("/")

    def removes(self, update: RawUpdate) -> bool:
        return _text(update).startswith("/report")

    async def handle(self, update: RawUpdate) -> None:
        self.handled.append(update["update_id"])


def _text(update: RawUpdate) -> str:
    message = update.get("message")
    return str(message.get("text", "")) if isinstance(message, dict) else ""


class World:
    def __init__(self) -> None:
        self.judged: list[str] = []
        self.forgotten: list[int] = []
        self.handlers = FakeHandlers()
        self.dispatcher = Dispatcher(
            moderate=self.moderate,
            handlers=self.handlers,  # type: ignore[arg-type] # the real ones need a bot
            forget=self.forgotten.append,
            unmoderated=frozenset({-1009}),
        )

    async def moderate(self, post: Post) -> None:
        self.judged.append(post.text)


def message(text: str, chat: dict[str, Any] = CHAT, kind: str = "message") -> dict[str, Any]:
    return {"update_id": 1, kind: {"message_id": 7, "date": 1, "chat": chat, "from": ANN, "text": text}}


@pytest.mark.parametrize(
    ("update", "judged", "handled"),
    [
        (message("hello"), ["hello"], False),
        (message("hello", kind="edited_message"), ["hello"], False),
        (message("hello", {**CHAT, "type": "channel"}, "channel_post"), ["hello"], False),
        (message("hello", {**CHAT, "type": "channel"}, "edited_channel_post"), ["hello"], False),
        (message("/help free btc"), ["/help free btc"], True),
        (message("/report free btc"), [], True),
        (message("/start", {"id": 5, "type": "private"}), [], True),
        (message("free btc, they said", {**CHAT, "id": -1009}), [], False),
        ({"update_id": 1, "callback_query": {"id": "9", "from": ANN}}, [], True),
        ({"update_id": 1, "poll": {"id": "3"}}, [], False),
        ({"update_id": 1, "message": {"message_id": 7}}, [], False),
        ({"update_id": 1, "message": "free btc"}, [], False),
        ({"update_id": 1}, [], False),
    ],
)
async def test_an_update_goes_to_whom_it_is_for(update: RawUpdate, judged: list[str], handled: bool) -> None:
    world = World()
    await world.dispatcher.handle(update)
    assert world.judged == judged
    assert world.handlers.handled == ([1] if handled else [])


@pytest.mark.parametrize("kind", ["chat_member", "my_chat_member"])
async def test_a_change_of_members_makes_the_admins_unknown(kind: str) -> None:
    world = World()
    await world.dispatcher.handle({"update_id": 1, kind: {"chat": CHAT, "from": ANN, "date": 1}})
    assert world.forgotten == [-1001]


async def test_the_log_says_where_the_bot_was_added(caplog: pytest.LogCaptureFixture) -> None:
    update = {"chat": CHAT, "from": ANN, "date": 1, "new_chat_member": {"status": "administrator"}}
    with caplog.at_level(logging.INFO):
        await World().dispatcher.handle({"update_id": 1, "my_chat_member": update})
    assert "chat -1001: the bot is now administrator" in caplog.text


async def test_what_nobody_understands_is_said_without_its_texts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await World().dispatcher.handle({"update_id": 1, "hologram": {"text": "secret"}})
        await World().dispatcher.handle({"update_id": 2, "message": {"text": "secret"}})
    assert "kind that nothing handles: hologram" in caplog.text
    assert "update 2 cannot be read" in caplog.text
    assert "secret" not in caplog.text
