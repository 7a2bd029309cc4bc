"""The whole bot in this process, against a server with people."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app.chats import ChatRules
from bot.app.rules import load_rules
from bot.app.serve import serve
from bot.config import Config, Moderation, Secret, Storage, Telegram
from bot.core.log import LogEntry
from bot.fakeapi import Chat, FakeApi, User
from bot.storage import open_log
from tests import botapi
from tests.handled import handled

Message = dict[str, Any]

BUTTONS = ["Delete", "Mute…", "Ban…", "Warn", "Hold…", "Dismiss", "Take", "Hand to owner", "Why?"]
"""What a card offers about a member's post that a rule found."""

RULES = """
name: house
rules:
  - {id: doubt, title: Doubtful offer, if: {words: [easy money]}, then: [escalate], category: scams_and_fraud,
     reason: Offers of easy money are looked at., examples: {match: [easy money], ignore: [hello]}}
  - {id: scam, if: {words: [drainkit]}, then: [delete, escalate], category: scams_and_fraud,
     reason: No drainers., examples: {match: [drainkit], ignore: [hello]}}
"""


@dataclass(slots=True)
class Court:
    """A group with a discussed channel, its moderators, two members and a stranger; `cards` is the moderators' chat."""

    api: FakeApi
    folder: Path
    owner: User
    ada: User
    ben: User
    max: User
    mia: User
    stranger: User
    group: Chat
    channel: Chat
    cards: Chat

    @property
    def url(self) -> str:
        """Where the bot keeps its log."""
        return f"sqlite:///{self.folder / 'ombud.db'}"

    async def settled(self) -> None:
        """Wait until the bot is done with everything that happened."""
        await handled(self.api, self.url)

    def sent_to(self, chat: Chat) -> list[Message]:
        """What the bot wrote in a chat, as it stands now."""
        return [message for message in chat.messages.values() if chat.wrote(message["message_id"])]

    def card(self, chat: Chat | None = None) -> Message:
        """The only card in that chat, the moderators' if none is named."""
        texts = [
            message
            for message in self.sent_to(chat or self.cards)
            if "text" in message and "text" not in message.get("reply_to_message", {})
        ]
        assert len(texts) == 1, texts
        return texts[0]

    async def press(self, user: User, label: str, card: Message | None = None) -> str:
        """Press a button of a card; what the bot answers."""
        shown = card or self.card()
        press = self.api.press(user, shown, button(shown, label))
        await self.settled()
        assert press.answer is not None
        return str(press.answer["text"])

    async def log(self) -> list[LogEntry]:
        """The rows of the log."""
        async with open_log(self.url) as log:
            return [entry async for entry in log.entries()]

    async def told(self) -> list[tuple[str, str, str]]:
        """Of every row of the log who did what with which outcome."""
        return [(entry.actor, entry.action, str(entry.outcome)) for entry in await self.log()]


def button(message: Message, label: str) -> str:
    """The data of a message's button."""
    found = [item for row in rows(message) for item in row if item["text"] == label]
    assert found, f"no button {label} in {labels(message)}"
    return str(found[0]["callback_data"])


def rows(message: Message) -> list[list[dict[str, Any]]]:
    """The buttons of a message."""
    found: list[list[dict[str, Any]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return found


def labels(message: Message) -> list[str]:
    """What stands on the buttons of a message."""
    return [item["text"] for row in rows(message) for item in row]


def marked(message: Message) -> list[str]:
    """The words that a message's entities mark as evidence."""
    units = message["text"].encode("utf-16-le")
    kinds = ("bold", "underline")
    spans = {(mark["offset"], mark["offset"] + mark["length"]) for mark in message["entities"] if mark["type"] in kinds}
    return [units[2 * start : 2 * end].decode("utf-16-le") for start, end in sorted(spans)]


@asynccontextmanager
async def people(folder: Path, *, owner_started: bool = False) -> AsyncIterator[Court]:
    """Everybody in place, and no bot; in the end every call is checked against the published Bot API."""
    (folder / "house.yaml").write_text(RULES)
    async with FakeApi() as api:
        yield _court(api, folder, owner_started=owner_started)
        for call in api.calls:
            botapi.assert_valid_call(call.method, call.params)


@asynccontextmanager
async def bot_of(court: Court, **moderation: Any) -> AsyncIterator[None]:
    """The bot at work among the people."""
    rules = ChatRules(load_rules([court.folder / "house.yaml"]), {}, lambda faults: None)
    config = Config(
        telegram=Telegram(Secret(court.api.token), api_url=court.api.url),
        storage=Storage(court.url),
        moderation=Moderation(**{"escalation_chat": court.cards.id, **moderation}),
    )
    stop = asyncio.Event()
    bot = asyncio.create_task(serve(config, rules, stop))
    before = len(court.api.polls)
    try:
        await court.api.received("getUpdates", before + 1, within=20)
        yield
    finally:
        stop.set()
        await bot


@asynccontextmanager
async def at_work(folder: Path, *, owner_started: bool = False, **moderation: Any) -> AsyncIterator[Court]:
    """People, and the bot at work among them. Further options are the configuration's, in `moderation`."""
    async with people(folder, owner_started=owner_started) as court, bot_of(court, **moderation):
        yield court


def _court(api: FakeApi, folder: Path, *, owner_started: bool) -> Court:
    people = {
        name: api.user(name, username=f"{name.lower()}_x") for name in ("Olga", "Ada", "Ben", "Max", "Mia", "Eve")
    }
    owner, ada, ben, max_, mia, eve = people.values()
    owner.started = owner_started
    if owner_started:
        api.private(owner)
    places: dict[str, Any] = {"owner": owner, "admins": [ada, ben]}
    group = api.supergroup("City talk", members=[max_, mia], **places)
    channel = api.channel("City news", linked=group, username="citynews", **places)
    cards = api.supergroup("Moderators", members=[eve], **places)
    return Court(api, folder, owner, ada, ben, max_, mia, eve, group, channel, cards)
