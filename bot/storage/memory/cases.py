"""Cases, reports and appeals, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.core.appeal import Appeal
from bot.core.case import AWAITING, CardRef, Case, Spree, SpreePost, State
from bot.core.errors import RefTaken, StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.post import Post, Role
from bot.core.report import Report, ReporterRecord, ReportState
from bot.storage.columns import optional_readable
from bot.storage.laws import joins, saved, takes
from bot.storage.memory.log import MemoryLog


@dataclass(slots=True)
class KeptCase:
    """A case with what it keeps beside itself."""

    case: Case
    post: Post
    latest_revision: int
    reports: dict[int, Report] = field(default_factory=dict)
    spree: dict[int, "_Member"] = field(default_factory=dict)

    def add(self, case: Case, post: Post) -> None:
        """The post of that case belongs to this one's spree from now on."""
        assert case.message_id is not None
        member = SpreePost(case.message_id, case.author_id, post.author.known(Role.TRUSTED) is True)
        self.spree[case.message_id] = _Member(member, case.opened_at, case.revision)
        authors = {kept.post.author_id for kept in self.spree.values() if kept.post.author_id is not None}
        self.case = replace(self.case, posts=len(self.spree), authors=max(len(authors), 1))


@dataclass(slots=True)
class _Member:
    """A post of a spree, when it joined, and the highest revision that did."""

    post: SpreePost
    at: int
    latest_revision: int


class MemoryCases(MemoryLog):
    """`CaseStore`, `ReportStore` and `AppealStore`."""

    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[str, KeptCase] = {}
        self._appeals: dict[tuple[str, int], Appeal] = {}

    async def open_case(
        self,
        case: Case,
        post: Post,
        spree: Spree | None = None,
        *,
        settlements: Sequence[Settlement] = (),
        entries: Sequence[LogEntry] = (),
    ) -> tuple[Case, bool]:
        self.require(settlements)
        opened, new = self._open(case, post, spree)
        await self.settle([replace(settlement, case=opened.ref) for settlement in settlements])
        await self.intend(entries if new else ())
        return opened, new

    def _open(self, case: Case, post: Post, spree: Spree | None) -> tuple[Case, bool]:
        latest = self._latest(case, post.album)
        if latest is not None and joins(latest.case, latest.latest_revision, case):
            latest.latest_revision = max(latest.latest_revision, case.revision)
            return latest.case, False
        if joined := self._join(case, post, spree):
            return joined.case, False
        if case.ref in self._cases:
            raise RefTaken(f"another case is called {case.ref}: give this one another ref")
        new = replace(case, rule=optional_readable(case.rule), reports=0, posts=1, authors=1)
        self._cases[case.ref] = kept = KeptCase(new, post, case.revision)
        if spree is not None and case.rule is not None and case.message_id is not None:
            kept.add(case, post)
        return kept.case, True

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        found = self._cases[ref].spree if ref in self._cases else {}
        return [found[message_id].post for message_id in sorted(found)]

    async def case(self, ref: str) -> Case | None:
        return self._cases[ref].case if ref in self._cases else None

    async def case_post(self, ref: str) -> Post | None:
        return self._cases[ref].post if ref in self._cases else None

    async def case_of(self, chat_id: int, message_id: int) -> Case | None:
        found = [kept.case for kept in self._cases.values() if kept.case.chat_id == chat_id]
        return next((case for case in reversed(found) if case.message_id == message_id), None)

    async def save_case(self, read: Case, changed: Case) -> Case:
        kept = self._existing(read.ref)
        kept.case = saved(kept.case, read, changed)
        return kept.case

    async def place_card(self, ref: str, card: CardRef | None) -> None:
        kept = self._existing(ref)
        kept.case = replace(kept.case, card=card)

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        return [entry async for entry in self.entries() if entry.case == ref]

    async def overdue_cases(self, now: int) -> Sequence[Case]:
        return [case for case in await self.waiting_cases() if _overdue(case, now)]

    async def waiting_cases(self, chat_ids: Collection[int] | None = None) -> Sequence[Case]:
        waiting = [kept.case for kept in self._cases.values() if kept.case.state in AWAITING | {State.APPEALED}]
        return [case for case in waiting if chat_ids is None or case.chat_id in chat_ids]

    async def waiting_chats(self) -> Sequence[int]:
        return sorted({case.chat_id for case in await self.waiting_cases()})

    async def cases_of(self, author_id: int, chat_id: int | None = None) -> Sequence[Case]:
        of_author = [kept.case for kept in self._cases.values() if kept.case.author_id == author_id]
        return [case for case in reversed(of_author) if chat_id in (None, case.chat_id)]

    async def add_report(self, report: Report) -> tuple[Report, int, bool]:
        kept = self._existing(report.case)
        if report.reporter_id not in kept.reports and await self.report(report.ref) is not None:
            raise RefTaken(f"another report is called {report.ref}: give this one another ref")
        there = kept.reports.setdefault(report.reporter_id, report)
        self._weigh(kept)
        return there, kept.case.reports, there is report

    async def report(self, ref: str) -> Report | None:
        return next((report for report in self._reports() if report.ref == ref), None)

    async def reports_about(self, case: str) -> Sequence[Report]:
        kept = self._cases.get(case)
        return sorted(kept.reports.values(), key=lambda report: (report.at, report.reporter_id)) if kept else []

    async def reports_by(self, reporter_id: int, since: int) -> Sequence[Report]:
        of_reporter = [one for one in self._reports() if one.reporter_id == reporter_id and one.at >= since]
        return sorted(of_reporter, key=lambda report: -report.at)

    async def change_report(self, report: Report) -> None:
        kept = self._existing(report.case)
        kept.reports[report.reporter_id] = report
        self._weigh(kept)

    async def untold_reports(self) -> Sequence[Report]:
        untold = [one for one in self._reports() if one.state is not ReportState.LINKED and one.notified_at is None]
        return sorted(untold, key=lambda report: report.at)

    async def resolve_reports(self, case: str, state: ReportState) -> None:
        kept = self._existing(case)
        for reporter, report in kept.reports.items():
            if report.state is ReportState.LINKED:
                kept.reports[reporter] = replace(report, state=state)

    async def overturn_reports(self, case: str, state: ReportState) -> None:
        kept = self._existing(case)
        for reporter, report in kept.reports.items():
            if report.state not in (state, ReportState.INVALID):
                kept.reports[reporter] = replace(report, state=state, notified_at=None)

    async def reporter_record(self, reporter_id: int) -> ReporterRecord:
        reports = [report for report in self._reports() if report.reporter_id == reporter_id]
        states = [report.state for report in reports]
        told = [report.notified_at or 0 for report in reports if report.state is ReportState.INVALID]
        actioned, none, invalid = map(states.count, (ReportState.ACTIONED, ReportState.NO_ACTION, ReportState.INVALID))
        return ReporterRecord(actioned + none + invalid, actioned, invalid, max(told, default=None))

    async def add_appeal(self, appeal: Appeal) -> bool:
        return self._appeals.setdefault((appeal.case, appeal.decided_at), appeal) is appeal

    async def appeals_about(self, case: str) -> Sequence[Appeal]:
        return [self._appeals[key] for key in sorted(self._appeals) if key[0] == case]

    async def close_appeal(self, appeal: Appeal, outcome: State, reviewer: int, at: int, *, same_person: bool) -> None:
        self._appeals[appeal.case, appeal.decided_at] = replace(
            appeal, outcome=outcome, reviewer=reviewer, reviewed_at=at, same_person=same_person
        )

    def _reports(self) -> list[Report]:
        return [report for kept in self._cases.values() for report in kept.reports.values()]

    def _weigh(self, kept: KeptCase) -> None:
        kept.case = replace(kept.case, reports=sum(report.weighs for report in kept.reports.values()))

    def _latest(self, case: Case, album: str | None) -> KeptCase | None:
        """The last case about the same message, or another part of its album."""
        here = [kept for kept in self._cases.values() if kept.case.chat_id == case.chat_id]
        found = [
            kept
            for kept in here
            if (kept.case.message_id == case.message_id is not None) or (kept.post.album == album is not None)
        ]
        return found[-1] if found else None

    def _join(self, case: Case, post: Post, spree: Spree | None) -> KeptCase | None:
        """The case of the spree that the post belongs to, or now does; None if it needs a case of its own."""
        if case.message_id is None:
            return None
        here = [kept for kept in self._cases.values() if kept.case.chat_id == case.chat_id]
        known = [kept for kept in here if case.message_id in kept.spree]
        if known and joins(known[-1].case, (member := known[-1].spree[case.message_id]).latest_revision, case):
            member.latest_revision = max(member.latest_revision, case.revision)
            return known[-1]
        same = [(member.at, kept) for kept in here if kept.case.rule == case.rule for member in kept.spree.values()]
        if spree is None or case.rule is None or not same:
            return None
        at, last = max(same, key=lambda item: item[0])
        if not takes(last.case, at, case, spree):
            return None
        last.add(case, post)
        return last

    def _existing(self, ref: str) -> KeptCase:
        if ref not in self._cases:
            raise StorageError(f"there is no case {ref}")
        return self._cases[ref]


def _overdue(case: Case, now: int) -> bool:
    times = (case.claimed_until if case.state is State.CLAIMED else None, case.lapses_at, case.due_at)
    return any(time is not None and time <= now for time in times)
