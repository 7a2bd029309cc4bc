"""Which update goes to whom."""

import logging
from typing import Any

import pytest

from bot.core.ports import RawUpdate
from bot.core.post import Post
from bot.core.rest import Rest
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
        self.slow = False
        self.members: list[int] = []
        self.moves: list[int] = []
        self.handlers = FakeHandlers()
        self.dispatcher = Dispatcher(
            moderate=self.moderate,
            handlers=self.handlers,  # type: ignore[arg-type] # the real ones need a bot
            members=self.note,
            moves=self.move,
            unmoderated=frozenset({-1009}),
            card_chats=self.card_chats,
        )

    async def moderate(self, post: Post) -> tuple[None, Rest | None]:
        self.judged.append(post.text)
        return None, self.rest if post.text == "slow" or self.slow else None

    async def note(self, update: RawUpdate) -> Rest | None:
        self.members.append(update["update_id"])
        return self.rest if self.slow else None

    async def card_chats(self) -> frozenset[int]:
        return frozenset({-1008})

    async def move(self, update: RawUpdate) -> None:
        self.moves.append(update["update_id"])

    async def rest(self) -> None:
        self.judged.append("the rest of it")


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
        (message("free btc, they said", {**CHAT, "id": -1008}), [], False),
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
async def test_a_change_of_members_is_noted(kind: str) -> None:
    world = World()
    await world.dispatcher.handle({"update_id": 1, kind: {"chat": CHAT, "from": ANN, "date": 1}})
    assert world.members == [1]


def joined(name: str = "Ann", **fields: Any) -> dict[str, Any]:
    user = {**ANN, "first_name": name}
    return {"chat": CHAT, "from": user, "date": 1, "new_chat_member": {"user": user, "status": "member"}, **fields}


async def test_a_join_is_judged() -> None:
    world = World()
    await world.dispatcher.handle({"update_id": 1, "chat_member": joined()})
    await world.dispatcher.handle({"update_id": 2, "chat_member": joined(old_chat_member={"status": "member"})})
    await world.dispatcher.handle({"update_id": 3, "my_chat_member": joined()})
    assert len(world.judged) == 1


async def test_what_is_left_to_be_done_about_a_join_is_handed_back() -> None:
    world = World()
    world.slow = True
    rest = await world.dispatcher.handle({"update_id": 1, "chat_member": joined()})
    assert rest is not None


async def test_what_nobody_understands_is_said_without_its_texts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await World().dispatcher.handle({"update_id": 1, "hologram": {"text": "secret"}})
        await World().dispatcher.handle({"update_id": 2, "message": {"text": "secret"}})
    assert "kind that nothing handles: hologram" in caplog.text
    assert "update 2 cannot be read" in caplog.text
    assert "secret" not in caplog.text


async def test_what_may_take_its_time_is_handed_back() -> None:
    world = World()
    assert await world.dispatcher.handle(message("hello")) is None
    rest = await world.dispatcher.handle(message("slow"))
    assert rest is not None
    await rest()
    assert world.judged == ["hello", "slow", "the rest of it"]


async def test_a_chat_that_nobody_judges_stays_so_under_another_id() -> None:
    world = World()
    world.dispatcher.chat_moved(-1009, -1010)
    world.dispatcher.chat_moved(-1001, -1011)
    for chat in (-1009, -1010, -1011):
        await world.dispatcher.handle(message("hello", {**CHAT, "id": chat}))
    assert (world.judged, world.moves) == (["hello"], [1, 1, 1])
