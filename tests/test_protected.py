"""Whom no rule ever sanctions, from the update to the calls, for every action that is aimed at an author."""

from typing import Any

import pytest

from bot.core.finding import Fact
from bot.core.judge import Judge
from bot.core.outcome import Outcome, Status
from bot.core.ports import Rules
from bot.core.post import Post
from bot.lang.load import load_text
from bot.lang.vocabulary import ACTIONS
from bot.telegram.read import read
from bot.telegram.witness import TelegramWitness
from tests.fakes import FakeAdministrators
from tests.test_moderator import ME, World

GROUP = {"id": -1001, "type": "supergroup", "title": "Talk"}
CHANNEL = {"id": -1003, "type": "channel", "title": "News"}
LINKED = {"id": -1004, "type": "channel", "title": "Ours"}
ADMIN, SPAMMER = 9, 42

SANCTIONS = {name: action for name, action in ACTIONS.items() if action.sanction}


def user(number: int, **fields: Any) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Somebody", **fields}


def update(
    kind: str = "message", chat: dict[str, Any] = GROUP, sender: dict[str, Any] | None = None, **fields: Any
) -> dict[str, Any]:
    message = {"message_id": 7, "date": 1_700_000_000, "chat": chat, "text": "some spam", **fields}
    return {"update_id": 1, kind: message if sender is None else {**message, "from": sender}}


PROTECTED = {
    "an admin": update(sender=user(ADMIN)),
    "an anonymous admin": update(sender=user(1087968824, is_bot=True), sender_chat=GROUP),
    "the anonymous admins' user alone": update(sender=user(1087968824, is_bot=True)),
    "the chat itself": update(sender=user(SPAMMER), sender_chat=GROUP),
    "the linked channel's post": update(sender=user(777000), sender_chat=LINKED, is_automatic_forward=True),
    "the forwarder alone": update(sender=user(777000)),
    "the linked channel in person": update(sender=user(136817688, is_bot=True), sender_chat=LINKED),
    "the channels' user alone": update(sender=user(136817688, is_bot=True)),
    "a broadcast channel": update("channel_post", CHANNEL, sender_chat=CHANNEL),
    "the bot itself": update(sender=user(ME, is_bot=True)),
    "nobody": update(),
}


class Scene(World):
    """A world in which Telegram tells who is an admin and which channel is linked."""

    def __init__(self, then: str) -> None:
        super().__init__()
        loaded = load_text(f"rules:\n  - {{id: r, if: {{contains: spam}}, then: [{then}]}}\n", "test.yaml")
        assert loaded.judge, loaded.diagnostics
        self.judge = loaded.judge
        self.chat.always("getChat", lambda _: Outcome(Status.DONE, result={"linked_chat_id": LINKED["id"]}))
        admins = FakeAdministrators({-1001: [ADMIN]})
        self.knows = TelegramWitness(admins, self.chat, self.store)
        self.witness.learn = self._learn  # type: ignore[method-assign]

    async def _learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        return await self.knows.learn(post, missing)

    async def deeds(self, given: dict[str, Any]) -> list[str]:
        """The methods that were called, but for questions."""
        post = read(given)
        assert post is not None
        await self.moderator().moderate(post)
        return [method for method in self.chat.methods() if not method.startswith("get")]

    def in_force(self) -> Rules:
        return self

    async def judge_for(self, chat_id: int) -> Judge:
        return self.judge


def test_there_are_sanctions() -> None:
    assert {"ban", "mute", "kick", "warn", "purge"} <= SANCTIONS.keys()


@pytest.mark.parametrize("action", SANCTIONS)
@pytest.mark.parametrize("given", PROTECTED.values(), ids=PROTECTED)
async def test_nobody_of_these_is_sanctioned(given: dict[str, Any], action: str) -> None:
    assert await Scene(action).deeds(given) == []


@pytest.mark.parametrize("action", SANCTIONS)
async def test_anybody_else_is(action: str) -> None:
    assert await Scene(action).deeds(update(sender=user(SPAMMER))) != []


async def test_another_channel_is_banned_in_its_own_name() -> None:
    speaker = update(sender=user(136817688, is_bot=True), sender_chat=CHANNEL)
    assert await Scene("ban").deeds(speaker) == ["banChatSenderChat"]
