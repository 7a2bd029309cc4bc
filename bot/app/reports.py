"""Which part of reporting is plugged into which port."""

from dataclasses import dataclass
from random import SystemRandom

from bot.cases.cards.board import Board
from bot.cases.desk.owners import Owners
from bot.cases.opening import Openings
from bot.cases.reports.hints import Hints
from bot.cases.reports.outcomes import Outcomes
from bot.cases.reports.presses import ReportPresses
from bot.cases.reports.report import Reports
from bot.cases.reports.reporters import Reporters
from bot.cases.statements.ephemeral import Ephemeral
from bot.core.ports import Administrators, ChatPort, Clock, Rules
from bot.storage import Store


@dataclass(frozen=True, slots=True)
class ReportParts:
    """All that has to do with reports."""

    reporters: Reporters
    reports: Reports
    presses: ReportPresses
    hints: Hints
    outcomes: Outcomes


def plug_reports(
    *,
    store: Store,
    chat: ChatPort,
    rules: Rules,
    administrators: Administrators,
    openings: Openings,
    board: Board,
    clock: Clock,
    operators: frozenset[int],
    me: int,
    escalation_chat: int | None,
) -> ReportParts:
    """Reports from their arrival to their outcome."""
    reporters = Reporters(reports=store, cases=store, people=store, log=store, clock=clock)
    reports = Reports(
        cases=store,
        reports=store,
        log=store,
        rules=rules,
        administrators=administrators,
        reporters=reporters,
        owners=Owners(
            chat=chat,
            log=store,
            administrators=administrators,
            contacts=store,
            clock=clock,
            escalation_chat=escalation_chat,
        ),
        openings=openings,
        board=board,
        clock=clock,
        random=SystemRandom(),
        me=me,
    )
    presses = ReportPresses(
        cases=store,
        reports=store,
        reporters=reporters,
        administrators=administrators,
        contacts=store,
        chat=chat,
        operators=operators,
    )
    outcomes = Outcomes(reports=store, cases=store, contacts=store, chat=chat, clock=clock)
    return ReportParts(reporters, reports, presses, Hints(chat, clock, Ephemeral(chat)), outcomes)
