"""Ways to reach an author, the most private first: a private message, an ephemeral one, a neutral line in the chat."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.cases.statements.allowance import Allowance
from bot.cases.statements.ephemeral import Ephemeral
from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.ports import ChatPort, Clock, Contacts
from bot.core.post import Chat
from bot.texts.markup import Html

NOT_NOW = Outcome(Status.SKIPPED, "told for others lately")
"""Nothing is sent: the author finds it under `/mycases`."""

_GROUPS = frozenset({"group", "supergroup"})
_GONE = ("Forbidden:", "chat not found", "PEER_ID_INVALID", "user not found")
"""How Telegram refuses to write to somebody who blocked the bot, never wrote to it, or does not exist any more."""


class Way(StrEnum):
    """How an author is told."""

    PRIVATE = "in private"
    EPHEMERAL = "in the chat, for the author alone"
    LINE = "by a line in the chat"


@dataclass(frozen=True, slots=True)
class News:
    """What an author is to be told, in which ways.

    `private` are the parameters of `sendMessage` but for the chat; `line` is what everybody in the chat may read, and
    `topic` the forum topic for it.
    """

    key: str
    author_id: int
    chat: Chat
    ways: Sequence[Way]
    private: Mapping[str, Any]
    line: Html
    topic: int | None = None


class Reaching:
    """Sends news in the first way that works, within limits that a raid cannot exceed.

    To one author at most five messages in ten minutes; about one chat at most thirty private ones, five ephemeral ones
    and a single line in a minute.
    """

    def __init__(self, chat: ChatPort, contacts: Contacts, clock: Clock) -> None:
        self._chat, self._contacts = chat, contacts
        self._ephemeral = Ephemeral(chat)
        self._to_author = Allowance(5, 600, clock)
        self._in_private = Allowance(30, 60, clock)
        self._ephemerals = Allowance(5, 60, clock)
        self._lines = Allowance(1, 60, clock)
        self._by: Mapping[Way, Callable[[News], Awaitable[Outcome | None]]] = {
            Way.PRIVATE: self._write,
            Way.EPHEMERAL: self._whisper,
            Way.LINE: self._say,
        }

    async def possible(self, author_id: int, chat: Chat, ways: Sequence[Way]) -> bool:
        """Whether there is a way now. Nothing is sent, and nothing changes."""
        in_chat = chat.type in _GROUPS
        return (
            (Way.LINE in ways and in_chat and self._may_say(author_id, chat))
            or (Way.EPHEMERAL in ways and in_chat and self._may_whisper(author_id, chat))
            or (Way.PRIVATE in ways and self._may_write(author_id, chat) and await self._contacts.reachable(author_id))
        )

    async def tell(self, news: News) -> Outcome:
        """Tell the author; what came of it, and in which way. Raises `StorageError` only."""
        for way in Way:
            if way in news.ways and (outcome := await self._by[way](news)) is not None:
                return Outcome(outcome.status, "; ".join(filter(None, (way.value, outcome.detail))))
        return NOT_NOW

    def _may_write(self, author_id: int, chat: Chat) -> bool:
        return self._to_author.free(author_id) and self._in_private.free(chat.id)

    def _may_whisper(self, author_id: int, chat: Chat) -> bool:
        return self._ephemeral.possible and self._ephemerals.free(chat.id) and self._to_author.free(author_id)

    def _may_say(self, author_id: int, chat: Chat) -> bool:
        """Nobody else has to read what somebody was told often enough by now."""
        return self._lines.free(chat.id) and self._to_author.free(author_id)

    async def _write(self, news: News) -> Outcome | None:
        """None if the author cannot be written to, or not now."""
        if not (self._may_write(news.author_id, news.chat) and await self._contacts.reachable(news.author_id)):
            return None
        if not (self._to_author.take(news.author_id) and self._in_private.take(news.chat.id)):
            return None
        params = {"chat_id": news.author_id, **news.private}
        outcome = await self._chat.call(Call("sendMessage", params, f"{news.key}:private"))
        if outcome.status is not Status.FAILED:
            return outcome
        if any(words in outcome.detail for words in _GONE):
            await self._contacts.lost(news.author_id)
        return None

    async def _whisper(self, news: News) -> Outcome | None:
        if news.chat.type not in _GROUPS or not self._may_whisper(news.author_id, news.chat):
            return None
        self._ephemerals.take(news.chat.id)
        self._to_author.take(news.author_id)
        outcome = await self._ephemeral.send(_in_chat(news), news.author_id, f"{news.key}:ephemeral")
        return None if outcome.status in (Status.FAILED, Status.SKIPPED) else outcome

    async def _say(self, news: News) -> Outcome | None:
        if news.chat.type not in _GROUPS or not self._may_say(news.author_id, news.chat):
            return None
        self._lines.take(news.chat.id)
        return await self._chat.call(Call("sendMessage", _in_chat(news), f"{news.key}:line"))


def _in_chat(news: News) -> dict[str, Any]:
    params: dict[str, Any] = {
        "chat_id": news.chat.id,
        "text": news.line,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
    }
    return params if news.topic is None else {**params, "message_thread_id": news.topic}
