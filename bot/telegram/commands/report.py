"""`/report`, as a reply: somebody asks for a message to be looked at."""

from typing import ClassVar

from bot.core.action import Call
from bot.telegram.command import Command, CommandCall
from bot.telegram.finding import names_something
from bot.telegram.reporting import Reporting
from bot.telegram.tools import Tools
from bot.texts import help as help_texts
from bot.texts import reports as texts
from bot.texts.catalogue import Texts


class Report(Command):
    """Takes a report, removes the command from the group and hands out a receipt in private."""

    removes_itself: ClassVar[bool] = True

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._reporting = Reporting(tools)

    @classmethod
    def summary(cls, t: Texts) -> str:
        return help_texts.report_summary(t)

    async def run(self, call: CommandCall) -> None:
        if call.private:
            await self._in_private(call)
            return
        await self._remove(call)
        if "sender_chat" in call.message or not call.message["from"].get("is_bot"):
            await self._reporting.in_group(call)

    async def _in_private(self, call: CommandCall) -> None:
        """The command there names a message itself, or replies to one that does."""
        for message in (call.message, call.message.get("reply_to_message")):
            if isinstance(message, dict) and names_something(message):
                await self._reporting.in_private(call, message, call.words)
                return
        await self.tell(call, texts.how_in_private(call.texts))

    async def _remove(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}:command"
        await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))
