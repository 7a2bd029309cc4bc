"""Groups that become supergroups."""

from typing import Any

import pytest

from bot.core.action import Call
from bot.core.outcome import Status
from bot.fakeapi import FakeApi
from bot.storage.memory import MemoryStore
from bot.telegram.chat import TelegramChat
from bot.telegram.feed import ALLOWED_UPDATES
from bot.telegram.moves import Moves, moved
from tests.fakes import FakeClock
from tests.telegram.kit import client

OLD, NEW = -500, -1001


class Learner:
    def __init__(self) -> None:
        self.moves: list[tuple[int, int]] = []

    def chat_moved(self, old: int, new: int) -> None:
        self.moves.append((old, new))


def message(chat: Any, **fields: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": chat}, **fields}}


@pytest.mark.parametrize(
    ("update", "found"),
    [
        (message(OLD, migrate_to_chat_id=NEW), (OLD, NEW)),
        (message(NEW, migrate_from_chat_id=OLD), (OLD, NEW)),
        (message(OLD), None),
        (message(OLD, migrate_to_chat_id="x"), None),
        (message("x", migrate_to_chat_id=NEW), None),
        (message(OLD, migrate_to_chat_id=NEW, migrate_from_chat_id=-3), None),
        ({"update_id": 1, "message": "migrate_to_chat_id"}, None),
        ({"update_id": 1}, None),
    ],
)
def test_which_updates_tell_of_a_move(update: dict[str, Any], found: tuple[int, int] | None) -> None:
    assert moved(update) == found


async def test_everybody_learns_of_a_move_once(caplog: pytest.LogCaptureFixture) -> None:
    store, learner = MemoryStore(), Learner()
    moves = Moves(store, FakeClock())
    await moves.tell(learner)
    for update in (message(OLD, migrate_to_chat_id=NEW), message(NEW, migrate_from_chat_id=OLD)):
        await moves.note(update)
    assert (learner.moves, moves.current(OLD), moves.current(NEW)) == ([(OLD, NEW)], NEW, NEW)
    assert await store.former_chats() == {OLD: NEW}
    assert caplog.text.count("is a supergroup now") == 1
    after, again = Learner(), Moves(store, FakeClock())
    await again.tell(after)
    assert (after.moves, again.current(OLD)) == ([(OLD, NEW)], NEW)


async def test_a_call_in_flight_follows_and_says_where_the_chat_is() -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.group()
        store = MemoryStore()
        chat = TelegramChat(api, moves=Moves(store, FakeClock()))
        new = server.migrate(group)
        for text in ("one", "two"):
            call = Call("sendMessage", {"chat_id": group.id, "text": text}, text)
            assert (await chat.call(call)).status is Status.DONE
        assert await store.former_chats() == {group.id: new.id}
        sent = [call.params["chat_id"] for call in server.calls if call.method == "sendMessage"]
        assert sent == [group.id, new.id, new.id]


async def test_a_message_that_stayed_behind_is_not_looked_for_in_the_new_chat(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.group()
        number = group.post(server.user(), "spam")["message_id"]
        store = MemoryStore()
        chat = TelegramChat(api, moves=Moves(store, FakeClock()))
        new = server.migrate(group)
        for _ in range(2):
            params = {"chat_id": group.id, "message_id": number}
            outcome = await chat.call(Call("deleteMessage", params, "k", idempotent=True))
            assert (outcome.status, "upgraded" in outcome.detail) == (Status.FAILED, True)
        assert {call.params["chat_id"] for call in server.calls if call.method == "deleteMessage"} == {group.id}
        assert await store.former_chats() == {group.id: new.id}


async def test_the_updates_of_a_move() -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.group()
        new = server.migrate(group)
        answer = await api.invoke("getUpdates", {"allowed_updates": ALLOWED_UPDATES})
        found = {moved(update) for update in answer.result} - {None}
        assert found == {(group.id, new.id)}
