"""The base of all commands. A command is one file in `bot/telegram/commands/`; its name is the file's.

Commands read the raw message: the library only finds out which command is meant.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from bot.core.action import Call
from bot.core.outcome import Outcome
from bot.core.registry import discover, public_name
from bot.telegram.reading.values import full_name
from bot.telegram.tools import Tools
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html

RawMessage = Mapping[str, Any]
Keyboard = list[list[dict[str, str]]]
"""Rows of buttons, as Telegram wants them."""


class Audience(StrEnum):
    """Whom a command is for, and so to whom it is offered."""

    EVERYBODY = "everybody"
    MODERATORS = "moderators"
    OWNERS = "owners"


class Place(StrEnum):
    """Where a command can be given."""

    PRIVATE = "private"
    GROUP = "group"


EVERYWHERE = frozenset(Place)


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

    audience: ClassVar[Audience] = Audience.EVERYBODY
    """To whom it is offered; who may give it, it finds out itself."""

    places: ClassVar[frozenset[Place]] = EVERYWHERE
    """Where it is offered."""

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

    async def tell(
        self, call: CommandCall, text: Html, *, part: str = "", buttons: Keyboard | None = None
    ) -> Outcome | None:
        """Answer in private, wherever the command was given; None if the caller cannot be reached at all.

        Telegram refuses if the caller never wrote to the bot; then there is no answer. `part` tells several messages
        of one answer apart.
        """
        if not call.caller.reachable:
            return None
        params: dict[str, Any] = {
            "chat_id": call.caller.id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if buttons is not None:
            params["reply_markup"] = {"inline_keyboard": buttons}
        key = ":".join(filter(None, (str(call.chat_id), str(call.message_id), self.name, part)))
        return await self.tools.chat.call(Call("sendMessage", params, key))


def command_call(message: RawMessage) -> CommandCall:
    """The call that a message with a command at its beginning makes."""
    words = message["text"][message["entities"][0]["length"] :].strip()
    return CommandCall(message, _caller(message), words)


def private_call(message: RawMessage) -> CommandCall:
    """The call that any message makes which somebody sent to the bot in private."""
    return CommandCall(message, _caller(message), str(message.get("text") or message.get("caption") or ""))


def offered(
    commands: Iterable[type[Command]], place: Place, audiences: Collection[Audience]
) -> Sequence[type[Command]]:
    """Those of the commands that are offered to such people in such a place."""
    return [command for command in commands if place in command.places and command.audience in audiences]


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
