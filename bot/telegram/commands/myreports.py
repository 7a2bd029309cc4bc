"""`/myreports`: what somebody reported, and what came of it."""

from bot.core.case import UNDECIDED
from bot.core.outcome import Outcome
from bot.core.report import Report, ReportState
from bot.telegram.command import CommandCall
from bot.telegram.commands._personal import PersonalCommand
from bot.texts import reports as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import join

MOST = 10


class MyReports(PersonalCommand):
    """Lists the latest reports of whoever asks, in private."""

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t)

    async def answer(self, call: CommandCall) -> Outcome | None:
        t = call.texts
        reports = (await self.tools.kept.reports.reports_by(call.caller.id, 0))[:MOST]
        if not reports:
            return await self.tell(call, texts.no_reports(t))
        items = [texts.report_item(t, one.ref, one.at, one.reason, await self._state(one)) for one in reports]
        return await self.tell(call, join("\n", [texts.report_list(t), *items]))

    async def _state(self, report: Report) -> ReportState:
        """How it stands: of a case that was opened anew the report waits for a decision again."""
        if report.state in (ReportState.LINKED, ReportState.INVALID):
            return report.state
        case = await self.tools.kept.cases.case(report.case)
        return ReportState.LINKED if case is not None and case.state in UNDECIDED else report.state
