"""Reads and changes the settings of chats as their owners write them."""

from typing import Any

from bot.core.action import Call
from bot.core.errors import ArgumentError
from bot.core.ladder import WrongRung, read_ladder
from bot.core.settings import FLAGS, NAMES, is_language
from bot.telegram.command import Keyboard
from bot.telegram.naming import chat_named
from bot.telegram.reading.values import mapping, string
from bot.telegram.tools import Tools
from bot.texts import settings as texts
from bot.texts.catalogue import Texts, languages
from bot.texts.markup import Html, join

DEFAULT = "default"
HERE = "here"
_FLAGS = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}


class NotSo(ArgumentError):
    """A value makes no sense; `told` says why, in the words of who asked."""

    def __init__(self, told: Html) -> None:
        super().__init__(str(told))
        self.told = told


class SettingDesk:
    """Takes what owners and operators want set."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def may(self, chat_id: int, person_id: int) -> bool | None:
        """Whether somebody may change the chat's settings; None if Telegram does not say who owns it."""
        if person_id in self._tools.operators:
            return True
        owner = await self._tools.administrators.owner(chat_id)
        return None if owner is None else owner == person_id

    async def listing(self, chat_id: int, t: Texts) -> tuple[Html, Keyboard]:
        """The chat's settings, and the buttons under them."""
        settings = await self._tools.settings.of(chat_id)
        buttons = [
            [{"text": texts.button(t, name, on=on), "callback_data": f"s:{chat_id}:{name}:{'off' if on else 'on'}"}]
            for name in NAMES
            if name in FLAGS
            for on in [bool(getattr(settings, name))]
        ]
        return texts.listing(t, await self._title(chat_id), settings), buttons

    async def change(self, chat_id: int, words: str, here: int, by: int, key: str, t: Texts) -> Html:  # noqa: PLR0917 - who wants what of which chat
        """Change what the words say; what to answer. `here` is the chat that they were written in."""
        name, _, wanted = words.partition(" ")
        if (name := name.lower()) not in NAMES:
            return texts.unknown(t, name)
        try:
            value = await self._value(name, wanted.strip(), here, by, t)
        except NotSo as error:
            return error.told
        await self._tools.settings.change(chat_id, name, value, by, key)
        told = texts.changed(t, await self._tools.settings.of(chat_id), name)
        if name == "language" and value is not None and value.partition("-")[0] not in languages():
            told = join(" ", [told, texts.untranslated(t, value)])
        return told

    async def _value(self, name: str, wanted: str, here: int, by: int, t: Texts) -> Any:
        """The value that the words stand for; None for the default. Raises `NotSo`."""
        if not wanted:
            raise NotSo(texts.how(t, name))
        if wanted.lower() == DEFAULT:
            return None
        if name in FLAGS:
            if (value := _FLAGS.get(wanted.lower())) is None:
                raise NotSo(texts.how(t, name))
            return value
        if name == "language":
            if not is_language(wanted):
                raise NotSo(texts.not_language(t, wanted))
            return wanted
        if name == "ladder":
            try:
                return read_ladder(wanted.split(","))
            except WrongRung as error:
                raise NotSo(texts.not_ladder(t, error)) from error
        return await self._chat(wanted, here, by, t)

    async def _chat(self, wanted: str, here: int, by: int, t: Texts) -> int:
        """A chat for cards. They quote what members wrote, so who names it has to be an admin there.

        Nobody moderates there any more, so it takes the same right as changing that chat's own settings.
        """
        chat_id = here if wanted.lower() == HERE else await chat_named(wanted, self._tools.chat)
        admins = None if chat_id is None or chat_id > 0 else await self._tools.administrators.of(chat_id)
        if chat_id is None or admins is None or by not in admins:
            raise NotSo(texts.not_a_chat(t))
        if not await self.may(chat_id, by):
            raise NotSo(texts.not_your_chat(t))
        return chat_id

    async def _title(self, chat_id: int) -> str:
        asked = Call("getChat", {"chat_id": chat_id}, f"{chat_id}:title", idempotent=True)
        return string(mapping((await self._tools.chat.call(asked)).result).get("title")) or str(chat_id)
