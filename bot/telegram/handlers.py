"""Commands and button presses, dispatched by python-telegram-bot's handlers.

The library sees only the updates that are meant for it, and it only finds out which handler is meant: handlers get the
raw update, because the library does not know all that Telegram sends.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Self

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler
from telegram.request import BaseRequest

from bot.core.action import Call
from bot.core.errors import StorageError
from bot.core.ports import RawUpdate
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.command import Command, RawMessage, all_commands, command_call, private_call
from bot.telegram.errors import Unauthorized, wordless
from bot.telegram.presses import PressHandler
from bot.telegram.talk import all_talks
from bot.telegram.tools import Tools
from bot.texts.help import not_understood

_log = logging.getLogger(__name__)

_NOBODY = {"id": 0, "is_bot": False, "first_name": ""}

PTBApplication = Application[Any, Any, Any, Any, Any, Any]


def ptb_bot(token: str, api_url: str, request: BaseRequest) -> Bot:
    """The library's bot at a server, over one way to the network for everything. Raises `InvalidToken` for no token."""
    url = api_url.rstrip("/")
    return Bot(token, f"{url}/bot", f"{url}/file/bot", request=request, get_updates_request=request)


class Handlers:
    """Takes the updates that are commands for the bot, presses of its buttons or messages to it in private.

    An asynchronous context manager: inside it the bot's own name is known, which commands may have behind them.
    """

    def __init__(
        self,
        bot: Bot,
        tools: Tools,
        *,
        backoff: Backoff | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._bot, self._tools, self._presses = bot, tools, PressHandler(tools)
        self._talks = [talk(tools) for talk in all_talks()]
        self._backoff, self._sleep = backoff or Backoff(), sleep
        self._commands = {name: command(tools) for name, command in all_commands().items()}
        self._raw: dict[int, RawUpdate] = {}
        self._failed: dict[int, StorageError] = {}
        self.application = self._build()

    async def __aenter__(self) -> Self:
        """Ask the server for the bot's name, for as long as it takes. Raises `Unauthorized`."""
        failures = 0
        while not await self._initialized():
            failures += 1
            await self._sleep(self._backoff.delay(failures))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.application.shutdown()

    def wants(self, update: RawUpdate) -> bool:
        """Whether the update is a press, a new message that begins with a command for this bot, or one in private.

        A command is a post as well, and may break rules like any other.
        """
        if isinstance(update.get("callback_query"), Mapping):
            return True
        return _command_for(update, self._bot.username) in self._commands or _private(update) is not None

    def removes(self, update: RawUpdate) -> bool:
        """Whether the update is a command whose own message will go anyway, so that nobody needs to judge it."""
        command = self._commands.get(_command_for(update, self._bot.username) or "")
        return command is not None and command.removes_itself

    async def handle(self, update: RawUpdate) -> None:
        """Run the handler that the update is meant for, to its end; nothing happens if the update is not wanted.

        Raises `StorageError`: then the update is not handled. Whatever else goes wrong is logged.
        """
        if not self.wants(update):
            return
        if (message := _private(update)) is not None:
            await self._meet(message)
            if _command_for(update, self._bot.username) not in self._commands:
                await self._talk(message)
                return
        number = update["update_id"]
        self._raw[number] = update
        try:
            await self.application.process_update(Update.de_json(_outline(update), self._bot))
        finally:
            del self._raw[number]
        if (error := self._failed.pop(number, None)) is not None:
            raise error

    async def _meet(self, message: RawMessage) -> None:
        user = message["from"]
        await self._tools.kept.contacts.met(user["id"], user.get("language_code"), int(self._tools.clock.now()))

    async def _talk(self, message: RawMessage) -> None:
        """Answer a message in private that is no command."""
        call = private_call(message)
        talk = next((talk for talk in self._talks if talk.wants(message)), None)
        if talk is not None:
            await talk.run(call)
            return
        params = {"chat_id": call.chat_id, "text": not_understood(call.texts), "parse_mode": "HTML"}
        await self._tools.chat.call(Call("sendMessage", params, f"{call.chat_id}:{call.message_id}:hint"))

    async def _initialized(self) -> bool:
        try:
            await self.application.initialize()
        except InvalidToken:
            raise Unauthorized from None  # the library's words quote the token
        except TelegramError as error:
            _log.warning("the server does not tell the bot's name (%s); trying until it does", type(error).__name__)
            return False
        return True

    def _build(self) -> PTBApplication:
        application: PTBApplication = ApplicationBuilder().bot(self._bot).updater(None).job_queue(None).build()
        for name, command in self._commands.items():
            application.add_handler(CommandHandler(name, self._runs(command)))
        application.add_handler(CallbackQueryHandler(self._press))
        application.add_error_handler(self._note)
        return application

    def _runs(self, command: Command) -> Any:
        async def run(update: Update, _: Any) -> None:
            await command.run(command_call(self._raw[update.update_id]["message"]))

        return run

    async def _press(self, update: Update, _: Any) -> None:
        await self._presses.run(self._raw[update.update_id]["callback_query"])

    async def _note(self, update: object, context: Any) -> None:
        """Log an error without its words, which may quote what somebody wrote."""
        number = update.update_id if isinstance(update, Update) else -1
        error = context.error
        _log.error("update %s: a handler failed: %s", number, wordless(error))
        if isinstance(error, StorageError):
            self._failed[number] = error


def _private(update: RawUpdate) -> RawMessage | None:
    """The new message that a person sent to the bot in private; None if the update is anything else."""
    message = update.get("message")
    if not isinstance(message, Mapping) or not isinstance(user := message.get("from"), Mapping):
        return None
    chat = message.get("chat")
    private = isinstance(chat, Mapping) and chat.get("type") == "private" and isinstance(user.get("id"), int)
    return message if private and not user.get("is_bot") else None


def _command_for(update: RawUpdate, username: str) -> str | None:
    """The command that a new message begins with, in lower case; None if it is for another bot or there is none."""
    message = update.get("message")
    if not isinstance(message, Mapping):
        return None
    text, entities = message.get("text"), message.get("entities")
    if not (isinstance(text, str) and isinstance(entities, list) and entities and isinstance(entities[0], Mapping)):
        return None
    kind, offset, length = (entities[0].get(name) for name in ("type", "offset", "length"))
    if kind != "bot_command" or offset != 0 or not isinstance(length, int):
        return None
    name, _, addressee = text[1:length].partition("@")
    return name.lower() if addressee.lower() in ("", username.lower()) else None


def _outline(update: RawUpdate) -> dict[str, Any]:
    """As much of a wanted update as the library needs to find its handler: what it never sees cannot trip it up.

    It raises for content newer than itself, and a reply drags the whole message along that it is a reply to.
    """
    query: Mapping[str, Any] | None = update.get("callback_query")
    if query is not None:
        pressed = {"id": str(query.get("id")), "from": _NOBODY, "chat_instance": "", "data": query.get("data") or ""}
        return {"update_id": update["update_id"], "callback_query": pressed}
    message: Mapping[str, Any] = update["message"]
    command = {
        "message_id": message.get("message_id", 0),
        "date": 0,
        "chat": {"id": 0, "type": "private"},
        "from": _NOBODY,
        "text": message["text"],
        "entities": [{name: message["entities"][0][name] for name in ("type", "offset", "length")}],
    }
    return {"update_id": update["update_id"], "message": command}
