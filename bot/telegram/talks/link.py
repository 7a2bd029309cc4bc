"""A link to a message, sent to the bot: that message is reported."""

from typing import ClassVar

from bot.telegram.command import CommandCall, RawMessage
from bot.telegram.reading.reference import link_in, without_links
from bot.telegram.reporting import Reporting
from bot.telegram.talk import Talk
from bot.telegram.tools import Tools


class Link(Talk):
    """Takes the report, with the words beside the link."""

    rank: ClassVar[int] = 30

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._reporting = Reporting(tools)

    def wants(self, message: RawMessage) -> bool:
        return link_in(message) is not None

    async def run(self, call: CommandCall) -> None:
        await self._reporting.in_private(call, call.message, without_links(call.words))
