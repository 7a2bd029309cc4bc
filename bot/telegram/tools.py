"""What commands, buttons, payloads and talks work with."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.cases.appeals.appeals import Appeals
from bot.cases.appeals.reposts import Reposts
from bot.cases.appeals.review import Reviews
from bot.cases.desk.commanding import Commanding
from bot.cases.desk.desk import Desk
from bot.cases.opening import Openings
from bot.cases.reports.hints import Hints
from bot.cases.reports.presses import ReportPresses
from bot.cases.reports.report import Reports
from bot.cases.reports.reporters import Reporters
from bot.cases.statements.statements import Statements
from bot.core.picture import Picture
from bot.core.ports import (
    ActionLog,
    Administrators,
    AppealStore,
    CaseStore,
    ChatPort,
    Clock,
    Contacts,
    ReportStore,
    Rules,
    Settings,
    Statistics,
    Strikes,
    Subjects,
)
from bot.core.post import Post
from bot.pausing.orders import Orders
from bot.pausing.presses import PausePresses


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored, by port."""

    log: ActionLog
    cases: CaseStore
    reports: ReportStore
    appeals: AppealStore
    contacts: Contacts
    statistics: Statistics
    strikes: Strikes
    subjects: Subjects


@dataclass(frozen=True, slots=True)
class Tools:
    """`read` turns a raw message into a post and may raise `UnreadableUpdate`; `draw` makes a PNG, if it can.

    `me` is the bot's own user id, `username` its name without the `@`. `operators` may do in every chat what its
    admins may.
    """

    chat: ChatPort
    clock: Clock
    rules: Rules
    administrators: Administrators
    kept: Kept
    read: Callable[[Mapping[str, Any]], Post]
    draw: Callable[[Picture], Awaitable[bytes | None]]
    me: int
    username: str
    operators: frozenset[int]
    reports: Reports
    reporters: Reporters
    report_presses: ReportPresses
    hints: Hints
    desk: Desk
    appeals: Appeals
    reviews: Reviews
    reposts: Reposts
    commanding: Commanding
    settings: Settings
    openings: Openings
    statements: Statements
    orders: Orders
    pauses: PausePresses

    def deep_link(self, payload: str) -> str:
        """A link that makes a person's client send `/start` with the payload to the bot."""
        return f"https://t.me/{self.username}?start={payload}"
