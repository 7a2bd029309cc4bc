"""Reports: members ask for a post to be looked at."""

from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from bot.cases.cards.board import Board
from bot.cases.cards.escalation import withheld
from bot.cases.desk.owners import Cause, Owners
from bot.cases.desk.stepping import stepped
from bot.cases.measures.measures import bare_post
from bot.cases.opening import Openings
from bot.cases.refs import refs
from bot.cases.reports.grading import anew, graded, handed_over, is_an_admins
from bot.cases.reports.reasons import reason_in
from bot.cases.reports.reporters import Reporters
from bot.core.case import AWAITING, Case, CaseOrigin, State
from bot.core.errors import RefTaken
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, Administrators, CaseStore, Clock, ReportStore, Rules
from bot.core.post import Post
from bot.core.redaction import is_redacted
from bot.core.report import Reason, Report, ReportState
from bot.core.transitions import TABLE
from bot.core.verdict import Verdict

ACTION = "report"
FEW = 5
"""Reports of a case of which each is worth an edit of its card."""


class Receipt(StrEnum):
    """What became of a report."""

    RECEIVED = "received"
    REPEATED = "repeated"
    DECIDED = "decided"
    LIMITED = "limited"
    OWN_MESSAGE = "own_message"
    BOT_MESSAGE = "bot_message"


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """What the reporter may be told. `ref` is the case's, `report` what is kept; None if there is none."""

    kind: Receipt
    ref: str | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a report came. `group_id` is where members can be seen writing, None for a channel without discussion.

    `muted`: the reporter may not write in the chat. `reason` is one that was chosen; else the words may say it.
    """

    group_id: int | None = None
    muted: bool = False
    reason: Reason | None = None


def worth_showing(count: int) -> bool:
    """Whether a card is edited for this many reports: up to 5, then at 10, 20, 50, 100 and so on.

    So a thousand reports cost a dozen edits, and a card never shows less than two fifths of what there are.
    """
    digits = str(count)
    return count <= FEW or (digits[0] in "125" and not digits[1:].strip("0"))


class Reports:
    """Takes reports. `me` is the bot's own user id; `random` makes the reports' refs."""

    def __init__(
        self,
        *,
        cases: CaseStore,
        reports: ReportStore,
        log: ActionLog,
        rules: Rules,
        administrators: Administrators,
        reporters: Reporters,
        owners: Owners,
        openings: Openings,
        board: Board,
        clock: Clock,
        random: Random,
        me: int,
    ) -> None:
        self._cases, self._reports, self._log, self._rules = cases, reports, log, rules
        self._administrators, self._reporters, self._owners = administrators, reporters, owners
        self._openings, self._board, self._clock, self._random, self._me = openings, board, clock, random, me

    async def report(
        self, reporter_id: int, post: Post, words: str, circumstances: Circumstances | None = None
    ) -> ReportReceipt:
        """Count a report, once for each reporter, and make sure that the case's card hangs.

        A case that was decided stays so, unless something else is alleged or the post was edited since. `words` are the
        reporter's own.
        """
        about = circumstances or Circumstances()
        reason = about.reason or reason_in(words)
        known = None if post.message_id is None else await self._cases.case_of(post.chat.id, post.message_id)
        post = await self._fuller(post, known)
        if post.author.id == self._me:
            return ReportReceipt(Receipt.BOT_MESSAGE)
        if post.author.id == reporter_id:
            return ReportReceipt(Receipt.OWN_MESSAGE)
        earlier = known and await self._reporters.report_of(reporter_id, known.ref)
        if earlier is None and await self._reporters.limited(reporter_id, post.chat.id):
            return ReportReceipt(Receipt.LIMITED)
        verdict = withheld((await self._rules.judge_for(post.chat.id)).judge(post))
        case = await self._openings.open(verdict.post, CaseOrigin.REPORT, reason=reason)
        entry = self._entry(case, reporter_id)
        logged = (await self._log.intend([entry])).get(entry.key)
        report = Report("", case.ref, reporter_id, int(self._clock.now()), reason, words)
        receipt, outcome = await self._count(case, await self._weighed(report, about), verdict)
        if logged is None or logged.outcome in (Status.PENDING, Status.FAILED):
            await self._log.settle([Settlement(entry.key, outcome, case.ref)])
        return receipt

    async def refine(self, reporter_id: int, ref: str, reason: Reason) -> Report | None:
        """A reporter says why. The report as it is then; None if there is none of theirs by that name."""
        report = await self._reports.report(ref)
        if report is None or report.reporter_id != reporter_id:
            return None
        case = await self._cases.case(report.case)
        if case is None or report.reason is reason or report.state is ReportState.INVALID:
            return report
        if case.state not in AWAITING and not (report.weighs and await self._begin_anew(case, reason)):
            return report
        changed = replace(report, reason=reason, state=ReportState.LINKED, notified_at=None)
        await self._reports.change_report(changed)
        raised = report.weighs and await self._grade(case, reason)
        post = await self._cases.case_post(case.ref) or bare_post(case)
        verdict = withheld((await self._rules.judge_for(case.chat_id)).judge(post))
        await self._board.show(case.ref, verdict, renew=raised or case.reports <= FEW)
        return changed

    async def allege(self, reporter_id: int, ref: str, reason: Reason) -> ReportReceipt | None:
        """Report the post of a decided case for another reason. None unless this person reported it to no avail."""
        case = await self._cases.case(ref)
        if case is None:
            return None
        entries = await self._cases.case_entries(ref)
        if not any(entry.action == ACTION and entry.actor == str(reporter_id) for entry in entries):
            return None
        post = await self._cases.case_post(ref) or replace(bare_post(case), unseen=True)
        return await self.report(reporter_id, post, "", Circumstances(reason=reason))

    @staticmethod
    def may_begin_anew(case: Case) -> bool:
        """Whether there are reasons for which the moderators would look at a decided case again."""
        return case.state not in AWAITING and State.OPEN in TABLE[case.state]

    async def _count(self, case: Case, report: Report, verdict: Verdict) -> tuple[ReportReceipt, Outcome]:
        earlier = await self._reporters.report_of(report.reporter_id, case.ref)
        if case.state not in AWAITING and not (
            earlier is None and report.weighs and await self._begin_anew(case, report.reason)
        ):
            why = Outcome(Status.SKIPPED, "the case was decided before")
            return ReportReceipt(Receipt.DECIDED, case.ref, earlier), why
        kept, count, new = await self._add(report)
        raised = kept.weighs and await self._grade(case, report.reason)
        given = await self._hand_over(case, verdict.post)
        renew = raised or (new and worth_showing(count))
        outcome = await self._board.show(case.ref, verdict, renew=renew)
        if given and (shown := await self._cases.case(case.ref)) is not None:
            await self._owners.call(shown, Cause.ADMINS_POST, f"case:{case.ref}:reported:{shown.version}")
        return ReportReceipt(Receipt.RECEIVED if new else Receipt.REPEATED, case.ref, kept), outcome

    async def _fuller(self, post: Post, known: Case | None) -> Post:
        """The post as it is known, where the report shows less of it; or as a later revision, where it shows another.

        A forward does not tell when its original was edited.
        """
        if known is None or (kept := await self._cases.case_post(known.ref)) is None or is_redacted(kept):
            return post
        if post.unseen:
            return kept
        edited = post.revision == 0 and bool(post.text) and not kept.unseen and post.text != kept.text
        return replace(post, revision=int(self._clock.now())) if edited else post

    async def _weighed(self, report: Report, about: Circumstances) -> Report:
        weighs = not about.muted and await self._reporters.weigh(report.reporter_id)
        fresh = about.group_id is not None and await self._reporters.is_new(report.reporter_id, about.group_id)
        return replace(report, weighs=weighs, fresh=fresh)

    async def _add(self, report: Report) -> tuple[Report, int, bool]:
        tries = refs(self._random, "R")
        while True:
            try:
                return await self._reports.add_report(replace(report, ref=next(tries)))
            except RefTaken:
                continue

    async def _grade(self, case: Case, reason: Reason | None) -> bool:
        """Whether the reason made the case another one."""
        now, before = int(self._clock.now()), case.version
        return (await stepped(self._cases, case, lambda read: graded(read, reason, now))).version != before

    async def _begin_anew(self, case: Case, reason: Reason | None) -> bool:
        before = {report.reason for report in await self._reports.reports_about(case.ref) if report.reason}
        now = int(self._clock.now())
        return (await stepped(self._cases, case, lambda read: anew(read, reason, before, now))).state in AWAITING

    async def _hand_over(self, case: Case, post: Post) -> bool:
        """Whether the owner got the case just now, because an admin wrote the post."""
        admins = await self._administrators.of(post.chat.id) or frozenset()
        owner = await self._administrators.owner(post.chat.id)
        if not is_an_admins(post, admins, owner):
            return False
        now, before = int(self._clock.now()), case.version
        after = await stepped(self._cases, case, lambda read: handed_over(read, now))
        return after.state is State.ESCALATED and after.version != before

    def _entry(self, case: Case, reporter_id: int) -> LogEntry:
        return LogEntry(
            key=f"case:{case.ref}:report:{reporter_id}",
            at=self._clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id,
            action=ACTION,
            rule=case.rule,
            rule_version=case.rule_version,
            actor=str(reporter_id),
            case=case.ref,
        )
