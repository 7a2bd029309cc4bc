"""`/settings`: a chat's owner sees and changes what holds for the chat."""

from typing import ClassVar

from bot.core.action import Call
from bot.core.outcome import Status
from bot.core.settings import NAMES
from bot.telegram.command import Audience, Command, CommandCall
from bot.telegram.naming import chat_named
from bot.telegram.setting import SettingDesk
from bot.telegram.tools import Tools
from bot.texts import chats, commands, pauses
from bot.texts.catalogue import Texts
from bot.texts.markup import Html


class Settings(Command):
    """Shows the settings, or changes the one that is named. The first word may say which chat is meant."""

    removes_itself: ClassVar[bool] = True
    audience: ClassVar[Audience] = Audience.OWNERS

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._desk = SettingDesk(tools)

    @classmethod
    def summary(cls, t: Texts) -> str:
        return commands.summary(t, cls.name)

    async def run(self, call: CommandCall) -> None:
        if not call.private:
            params = {"chat_id": call.chat_id, "message_id": call.message_id}
            key = f"{call.chat_id}:{call.message_id}:command"
            await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))
        if not call.caller.reachable:
            if call.caller.id == call.chat_id:
                await self._hint(call, pauses.as_yourself(call.texts))
            return
        chat_id, words = await self._meant(call)
        if chat_id is None:
            await self.tell(call, chats.which_chat(call.texts, self.name))
            return
        await self.serve(call, chat_id, words)

    async def _meant(self, call: CommandCall) -> tuple[int | None, str]:
        """The chat that is meant, and what is wanted of it."""
        first, _, rest = call.words.partition(" ")
        if first and first.lower() not in NAMES and (chat_id := await chat_named(first, self.tools.chat)) is not None:
            return chat_id, rest.strip()
        return None if call.private else call.chat_id, call.words

    async def serve(self, call: CommandCall, chat_id: int, words: str = "") -> None:
        """Change what the words say about a chat, or show its settings, if the caller may."""
        may = await self._desk.may(chat_id, call.caller.id)
        if not may:
            if call.private or await self._is_admin(call):
                await self.tell(
                    call, pauses.owner_unknown(call.texts) if may is None else pauses.owner_only(call.texts)
                )
            return
        if words:
            key = f"{call.chat_id}:{call.message_id}:{self.name}"
            told = await self._desk.change(chat_id, words, call.chat_id, call.caller.id, key, call.texts)
            await self._answer(call, told)
            return
        text, buttons = await self._desk.listing(chat_id, call.texts)
        outcome = await self.tell(call, text, buttons=buttons)
        if outcome is not None and outcome.status is Status.FAILED and not call.private:
            await self._hint(call, chats.in_private(call.texts, self.tools.deep_link(f"{self.name}_{call.chat_id}")))

    async def _is_admin(self, call: CommandCall) -> bool:
        return call.caller.id in (await self.tools.administrators.of(call.chat_id) or ())

    async def _answer(self, call: CommandCall, text: Html) -> None:
        told = await self.tell(call, text)
        if told is not None and told.status is Status.FAILED and not call.private:
            await self._hint(call, text)

    async def _hint(self, call: CommandCall, text: Html) -> None:
        topic = call.message.get("message_thread_id") if call.message.get("is_topic_message") else None
        member = call.caller.id if call.caller.reachable else None
        key = f"{call.chat_id}:{call.message_id}:{self.name}"
        await self.tools.hints.give(call.chat_id, topic, text, key, member)
