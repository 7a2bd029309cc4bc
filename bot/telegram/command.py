"""The base of all commands. A command is one file in `bot/telegram/commands/`; its name is the file's.

Commands read the raw message: the library only finds out which command is meant.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from bot.cases.report import Reports
from bot.core.action import Call
from bot.core.outcome import Outcome
from bot.core.ports import ChatPort
from bot.core.post import Post
from bot.core.registry import discover, public_name
from bot.pausing.orders import Orders
from bot.telegram.reading.values import full_name
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html

RawMessage = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tools:
    """What commands work with. `read` turns a raw message into a post and may raise `UnreadableUpdate`."""

    chat: ChatPort
    reports: Reports
    read: Callable[[RawMessage], Post]
    orders: Orders


@dataclass(frozen=True, slots=True)
class Caller:
    """Who gave a command: a user, or the chat in whose name it was given, which cannot be answered in private."""

    id: int
    name: str
    language: str | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A command as it was given: `words` is what stands behind it."""

    message: RawMessage
    caller: Caller
    words: str = ""

    @property
    def chat_id(self) -> int:
        """Where it was given."""
        chat_id: int = self.message["chat"]["id"]
        return chat_id

    @property
    def message_id(self) -> int:
        """The command's own message."""
        message_id: int = self.message["message_id"]
        return message_id

    @property
    def private(self) -> bool:
        """Whether it was given to the bot alone."""
        return bool(self.message["chat"]["type"] == "private")

    @property
    def texts(self) -> Texts:
        """The texts in the caller's language."""
        return translator(self.caller.language)


class Command(ABC):
    """Something people can tell the bot by `/name`."""

    name: ClassVar[str]
    """What follows the slash: the file's name."""

    removes_itself: ClassVar[bool] = False
    """Whether it takes its own message out of a group."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = public_name(cls)

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    @classmethod
    @abstractmethod
    def summary(cls, t: Texts) -> str:
        """What the command is for, in a few words, for `/help`."""

    @abstractmethod
    async def run(self, call: CommandCall) -> None:
        """Do what was asked. Raises `StorageError` only."""

    async def tell(self, call: CommandCall, text: Html) -> Outcome | None:
        """Answer in private, wherever the command was given; None if the caller cannot be reached at all.

        Telegram refuses if the caller never wrote to the bot; then there is no answer.
        """
        if not call.caller.reachable:
            return None
        params = {
            "chat_id": call.caller.id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        return await self.tools.chat.call(Call("sendMessage", params, f"{call.chat_id}:{call.message_id}:{self.name}"))


def command_call(message: RawMessage) -> CommandCall:
    """The call that a message with a command at its beginning makes."""
    words = message["text"][message["entities"][0]["length"] :].strip()
    return CommandCall(message, _caller(message), words)


@cache
def all_commands() -> Mapping[str, type[Command]]:
    """Every command there is, by name."""
    from bot.telegram import commands  # noqa: PLC0415 - its modules import this one

    return discover(commands, Command)  # type: ignore[type-abstract]


def _caller(message: RawMessage) -> Caller:
    user = message.get("from") or {}
    if (chat := message.get("sender_chat")) is not None:
        return Caller(chat["id"], chat.get("title") or "", user.get("language_code"), reachable=False)
    return Caller(user["id"], full_name(user) or "", user.get("language_code"), reachable=not user.get("is_bot"))
