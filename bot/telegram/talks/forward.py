"""A message forwarded to the bot, or sent to it as a reply to a message of another chat: that one is reported."""

from typing import ClassVar

from bot.telegram.command import CommandCall, RawMessage
from bot.telegram.reporting import Reporting
from bot.telegram.talk import Talk
from bot.telegram.tools import Tools


class Forward(Talk):
    """Takes the report, with the words of a reply; those of a forward are not the reporter's."""

    rank: ClassVar[int] = 20

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._reporting = Reporting(tools)

    def wants(self, message: RawMessage) -> bool:
        return any(name in message for name in ("forward_origin", "forward_from_chat", "external_reply"))

    async def run(self, call: CommandCall) -> None:
        words = call.words if "external_reply" in call.message else ""
        await self._reporting.in_private(call, call.message, words)
