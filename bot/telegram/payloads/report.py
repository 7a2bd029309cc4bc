"""`report_CHAT-MESSAGE` reports a message, as the button under a channel's post does; `report_mine` shows one's own."""

from bot.telegram.command import CommandCall
from bot.telegram.commands.myreports import MyReports
from bot.telegram.payload import Payload
from bot.telegram.reading.reference import read_link
from bot.telegram.reporting import MINE, Reporting
from bot.telegram.tools import Tools
from bot.texts import reports as texts

LATELY = 3_600
MOST_ASKED = 3


class Report(Payload):
    """Takes the report, or asks for the reasons of those that were made a moment ago in a group."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._reporting = Reporting(tools)

    async def run(self, call: CommandCall, rest: str) -> None:
        if rest == MINE:
            await self._mine(call)
            return
        chat, _, message = rest.rpartition("-")
        reference = read_link(f"https://t.me/c/{chat}/{message}")
        if reference is None:
            await MyReports(self.tools).tell(call, texts.how_in_private(call.texts))
            return
        await self._reporting.at(call, reference)

    async def _mine(self, call: CommandCall) -> None:
        since = int(self.tools.clock.now()) - LATELY
        reports = await self.tools.kept.reports.reports_by(call.caller.id, since)
        unexplained = [report for report in reports if report.unexplained]
        if unexplained:
            await self._reporting.unexplained(call, unexplained[:MOST_ASKED])
        else:
            await MyReports(self.tools).run(call)
