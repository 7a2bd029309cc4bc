"""Those who report: how much they may, whether their reports move anything, and what a moderator may say of that."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from bot.cases.reports.limits import IN_ALL_CHATS, IN_ONE_CHAT
from bot.core.case import Case
from bot.core.log import LogEntry
from bot.core.outcome import Status
from bot.core.ports import ActionLog, CaseStore, Clock, People, ReportStore
from bot.core.report import Report, ReportState

MOST_WEIGHED = 50
"""Reporters of one case whose accuracy is looked up."""


class Misuse(StrEnum):
    """What an unfounded report brings its reporter."""

    WARNED = "warned"
    SUSPENDED = "suspended"
    NOTHING = "nothing"
    """It was found to be unfounded before."""


class Reporters:
    """What is known of reporters. They are never shown to anybody."""

    def __init__(self, *, reports: ReportStore, cases: CaseStore, people: People, log: ActionLog, clock: Clock) -> None:
        self._reports, self._cases, self._people, self._log, self._clock = reports, cases, people, log, clock

    async def report_of(self, reporter_id: int, case: str) -> Report | None:
        """What somebody said in that case, as far as their latest reports go."""
        found = await self._reports.reports_by(reporter_id, 0)
        return next((report for report in found if report.case == case), None)

    async def limited(self, reporter_id: int, chat_id: int) -> bool:
        """Whether somebody has reported as much as one may, here or anywhere."""
        now = self._clock.now()
        lately = await self._reports.reports_by(reporter_id, int(now) - IN_ALL_CHATS.within)
        if IN_ALL_CHATS.reached([report.at for report in lately], now):
            return True
        recent = [report for report in lately if report.at > now - IN_ONE_CHAT.within]
        if len(recent) < IN_ONE_CHAT.most:
            return False
        cases = [(report.at, await self._cases.case(report.case)) for report in recent]
        here = [at for at, case in cases if case is not None and case.chat_id == chat_id]
        return IN_ONE_CHAT.reached(here, now)

    async def weigh(self, reporter_id: int) -> bool:
        """Whether what somebody reports moves anything: not for a day after unfounded reports."""
        return not (await self._reports.reporter_record(reporter_id)).suspended(self._clock.now())

    async def is_new(self, reporter_id: int, group_id: int) -> bool:
        """Whether nobody has ever seen somebody write in that group."""
        return (await self._people.standing(group_id, reporter_id)).posts == 0

    async def weight_of(self, case: Case) -> float:
        """What the case's reports weigh together, to put cases in order: see `ReporterRecord.weight`."""
        weighing = [report for report in await self._reports.reports_about(case.ref) if report.weighs]
        records = [await self._reports.reporter_record(report.reporter_id) for report in weighing[:MOST_WEIGHED]]
        return sum(record.weight for record in records) + len(weighing[MOST_WEIGHED:])

    async def unfounded(self, report: Report, by: int) -> Misuse:
        """A moderator finds the report manifestly unfounded: it no longer counts."""
        if report.state is ReportState.INVALID:
            return Misuse.NOTHING
        now = int(self._clock.now())
        await self._note(report, "unfounded", by)
        await self._reports.change_report(replace(report, state=ReportState.INVALID, weighs=False, notified_at=now))
        record = await self._reports.reporter_record(report.reporter_id)
        return Misuse.SUSPENDED if record.suspended(now) else Misuse.WARNED

    async def discard(self, reports: Iterable[Report], by: int) -> int:
        """A moderator lets reports no longer count, without a word on their reporters; how many did until now."""
        weighing = [report for report in reports if report.weighs]
        for report in weighing:
            await self._note(report, "discard_report", by)
            await self._reports.change_report(replace(report, weighs=False))
        return len(weighing)

    async def open_reports_of(self, reporter_id: int, chat_id: int) -> list[Report]:
        """What somebody reported in a chat that still counts in cases nobody has decided."""
        found = [one for one in await self._reports.reports_by(reporter_id, 0) if one.state is ReportState.LINKED]
        cases = [(report, await self._cases.case(report.case)) for report in found]
        return [report for report, case in cases if case is not None and case.chat_id == chat_id]

    async def _note(self, report: Report, action: str, by: int) -> None:
        case = await self._cases.case(report.case)
        if case is None:
            return
        entry = LogEntry(
            key=f"case:{case.ref}:{action}:{report.ref}",
            at=self._clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=None,
            action=action,
            outcome=Status.DONE,
            detail=report.ref,
            actor=str(by),
            case=case.ref,
        )
        await self._log.intend([entry])
