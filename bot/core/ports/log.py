"""The log of actions, and cases."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from bot.core.case import CardRef, Case, Decision, Spree, SpreePost, State
from bot.core.log import LogEntry, Settlement
from bot.core.post import Post
from bot.core.verdict import Match


class LogReader(Protocol):
    """The log of actions, for those who only read it."""

    def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        """The log, oldest first; of one chat, or from a time on, in seconds since 1970 UTC."""
        ...

    async def idle(self) -> bool:
        """Whether every update that was taken in is handled."""
        ...


class ActionLog(LogReader, Protocol):
    """The log of actions, and what is kept of posts that matched."""

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        """Record what is to be done, durably, before it is done; keep the post's text if it matched.

        Entries whose key the log has already are left as they are and returned by key, so that nothing is done twice.
        """
        ...

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Record what became of entries."""
        ...


class CaseStore(Protocol):
    """Cases and reports."""

    async def open_case(self, case: Case, post: Post, spree: Spree | None = None) -> tuple[Case, bool]:
        """The case, and whether it is new: a post has one case, which an open one stays through later revisions.

        With a `spree` a post that has none may join the case of the posts before it.
        """
        ...

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        """The posts of a case's spree, oldest first, the case's own included; empty if it cannot have one."""
        ...

    async def case(self, ref: str) -> Case | None:
        """The case of that name."""
        ...

    async def case_post(self, ref: str) -> Post | None:
        """The post a case is about, as it was when the case was opened; None once its text is gone."""
        ...

    async def change_case(
        self,
        case: Case,
        state: State,
        *,
        decision: Decision | None = None,
        decided_by: int | None = None,
        decided_at: int | None = None,
    ) -> Case:
        """Take a step of the case table.

        Raises `CaseError`; `StaleVersion` if somebody changed the case since it was read.
        """
        ...

    async def place_card(self, ref: str, card: CardRef) -> None:
        """Remember where the case's card stands."""
        ...

    async def add_report(self, ref: str, reporter_id: int, at: int, words: str) -> tuple[int, bool]:
        """Count a report, once for each reporter. Returns how many reports there are, and whether this one is new."""
        ...

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        """What the log says about the case, oldest first."""
        ...
