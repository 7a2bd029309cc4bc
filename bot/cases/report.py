"""Reports: members ask for a post to be looked at."""

from dataclasses import dataclass
from enum import StrEnum

from bot.cases.board import Board
from bot.cases.card import OPEN_STATES
from bot.cases.escalation import withheld
from bot.cases.opening import Openings
from bot.core.case import Case, CaseOrigin
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, CaseStore, Clock, Rules
from bot.core.post import Post
from bot.core.verdict import Verdict

ACTION = "report"


class Receipt(StrEnum):
    """What became of a report."""

    RECEIVED = "received"
    REPEATED = "repeated"
    DECIDED = "decided"
    OWN_MESSAGE = "own_message"
    BOT_MESSAGE = "bot_message"


@dataclass(frozen=True, slots=True)
class ReportReceipt:
    """What the reporter may be told. `ref` is the case's; None if there is none."""

    kind: Receipt
    ref: str | None = None


def worth_showing(count: int) -> bool:
    """Whether a card is edited for this many reports: up to 5, then at 10, 20, 50, 100 and so on.

    So a thousand reports cost a dozen edits, and a card never shows less than two fifths of what there are.
    """
    digits = str(count)
    return count <= 5 or (digits[0] in "125" and not digits[1:].strip("0"))  # noqa: PLR2004 - as the docstring says


class Reports:
    """Takes reports. `me` is the bot's own user id."""

    def __init__(
        self,
        *,
        cases: CaseStore,
        log: ActionLog,
        rules: Rules,
        openings: Openings,
        board: Board,
        clock: Clock,
        me: int,
    ) -> None:
        self._cases, self._log, self._rules = cases, log, rules
        self._openings, self._board, self._clock, self._me = openings, board, clock, me

    async def report(self, reporter_id: int, reporter_name: str, post: Post, words: str) -> ReportReceipt:
        """Count a report, once for each reporter, and make sure that the case's card hangs.

        A case that was decided stays so. `words` are the reporter's own.
        """
        if post.author.id == self._me:
            return ReportReceipt(Receipt.BOT_MESSAGE)
        if post.author.id == reporter_id:
            return ReportReceipt(Receipt.OWN_MESSAGE)
        verdict = withheld((await self._rules.judge_for(post.chat.id)).judge(post))
        case = await self._openings.open(verdict.post, CaseOrigin.REPORT)
        entry = self._entry(case, reporter_id)
        earlier = (await self._log.intend([entry])).get(entry.key)
        receipt, outcome = await self._count(case, reporter_id, words, verdict)
        if earlier is None or earlier.outcome in (Status.PENDING, Status.FAILED):
            await self._log.settle([Settlement(entry.key, outcome, case.ref)])
        return receipt

    async def _count(self, case: Case, reporter_id: int, words: str, verdict: Verdict) -> tuple[ReportReceipt, Outcome]:
        if case.state not in OPEN_STATES:
            return ReportReceipt(Receipt.DECIDED, case.ref), Outcome(Status.SKIPPED, "the case was decided before")
        count, new = await self._cases.add_report(case.ref, reporter_id, int(self._clock.now()), words)
        outcome = await self._board.show(case.ref, verdict, renew=new and worth_showing(count))
        return ReportReceipt(Receipt.RECEIVED if new else Receipt.REPEATED, case.ref), outcome

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
