"""Cases, and what people have to say about them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.core.appeal import Appeal
from bot.core.case import CardRef, Case, Spree, SpreePost, State
from bot.core.log import LogEntry, Settlement
from bot.core.post import Post
from bot.core.report import Report, ReporterRecord, ReportState
from bot.core.statistics import Figures, Period


class CaseStore(Protocol):
    """Cases."""

    async def open_case(
        self,
        case: Case,
        post: Post,
        spree: Spree | None = None,
        *,
        settlements: Sequence[Settlement] = (),
        entries: Sequence[LogEntry] = (),
    ) -> tuple[Case, bool]:
        """The case, and whether it is new: a post has one case, which an open one stays through later revisions.

        With a `spree` a post that has none may join the case of the posts before it. A case may begin in any state.
        At once with it the log is settled, by whatever case it is, and gets the entries, if the case is new.
        """
        ...

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        """The posts of a case's spree, oldest first, the case's own included; empty if it cannot have one."""
        ...

    async def case(self, ref: str) -> Case | None:
        """The case of that name."""
        ...

    async def case_of(self, chat_id: int, message_id: int) -> Case | None:
        """The latest case about a message."""
        ...

    async def case_post(self, ref: str) -> Post | None:
        """The post a case is about, as it was when the case was opened; None once its text is gone."""
        ...

    async def save_case(self, read: Case, changed: Case) -> Case:
        """Keep a case as `bot.core.transitions` changed it; returns it with its new version.

        What does not belong to its steps (its card, reports and spree) is left alone. Raises `StaleVersion` if somebody
        else changed it since it was read.
        """
        ...

    async def place_card(self, ref: str, card: CardRef | None) -> None:
        """Remember where the case's card stands; None if it is gone."""
        ...

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        """What the log says about the case, oldest first."""
        ...

    async def overdue_cases(self, now: int) -> Sequence[Case]:
        """Cases of which a claim, an interim measure, a wait for a second moderator or a deadline is over, some 100."""
        ...

    async def waiting_cases(self, chat_ids: Collection[int] | None = None) -> Sequence[Case]:
        """Cases that wait for a moderator, oldest first, at most 200; None for all chats."""
        ...

    async def waiting_chats(self) -> Sequence[int]:
        """The ids of the chats with cases that wait for a moderator."""
        ...

    async def cases_of(self, author_id: int, chat_id: int | None = None) -> Sequence[Case]:
        """Cases about the posts of an author, newest first, at most 100."""
        ...


class ReportStore(Protocol):
    """Reports. What they say is kept as the vault keeps it."""

    async def add_report(self, report: Report) -> tuple[Report, int, bool]:
        """Keep a report, once for each reporter of a case.

        Returns the report that is kept, how many reports of the case weigh, and whether this one is new. Raises
        `RefTaken`; then try another ref.
        """
        ...

    async def report(self, ref: str) -> Report | None:
        """The report of that name."""
        ...

    async def reports_about(self, case: str) -> Sequence[Report]:
        """The reports of a case, oldest first."""
        ...

    async def reports_by(self, reporter_id: int, since: int) -> Sequence[Report]:
        """What somebody reported from a time on, newest first, at most 100."""
        ...

    async def change_report(self, report: Report) -> None:
        """Keep the report's reason, words, weight, state and time of notice as they are now."""
        ...

    async def untold_reports(self) -> Sequence[Report]:
        """Resolved reports whose reporters have not been told, oldest first, at most 100."""
        ...

    async def resolve_reports(self, case: str, state: ReportState) -> None:
        """All reports of the case that were not resolved came to this."""
        ...

    async def overturn_reports(self, case: str, state: ReportState) -> None:
        """All reports of the case came to this, unfounded ones excepted: who was told otherwise is to be told anew."""
        ...

    async def reporter_record(self, reporter_id: int) -> ReporterRecord:
        """What became of somebody's reports, in all chats."""
        ...


class AppealStore(Protocol):
    """Appeals. What they say is kept as the vault keeps it."""

    async def add_appeal(self, appeal: Appeal) -> bool:
        """Keep an appeal; False if there was one against that decision: then nothing changes."""
        ...

    async def appeals_about(self, case: str) -> Sequence[Appeal]:
        """The appeals against the case's decisions, oldest first."""
        ...

    async def close_appeal(self, appeal: Appeal, outcome: State, reviewer: int, at: int, *, same_person: bool) -> None:
        """Keep what a reviewer decided."""
        ...


class Contacts(Protocol):
    """Who can be written to in private: Telegram lets bots answer only those who wrote first."""

    async def met(self, user_id: int, language: str | None, at: int) -> None:
        """Somebody wrote to the bot in private."""
        ...

    async def lost(self, user_id: int) -> None:
        """Somebody blocked the bot, or is gone."""
        ...

    async def reachable(self, user_id: int) -> bool:
        """Whether the bot may write to somebody."""
        ...

    async def language_of(self, user_id: int) -> str | None:
        """The language somebody's Telegram had when they last wrote; None if that is not known."""
        ...


class Statistics(Protocol):
    """Figures about what moderation came to."""

    async def figures(self, period: Period, chat_id: int | None = None) -> Figures:
        """Those of one chat, or of all."""
        ...
