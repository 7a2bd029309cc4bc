"""Opening cases: a post has one, whoever asks for it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from bot.cases.refs import refs
from bot.core.case import Case, CaseOrigin, Spree
from bot.core.deadlines import answer_within
from bot.core.errors import RefTaken
from bot.core.log import LogEntry, Settlement
from bot.core.ports import CaseStore, Clock
from bot.core.post import Post
from bot.core.report import CATEGORIES, Reason, severity_of
from bot.core.ruleset import Rule

Entries = Callable[[Case], Sequence[LogEntry]]
"""What the log is to say of a case, once the case has its ref."""


def _none(_: Case) -> Sequence[LogEntry]:
    return ()


class Openings:
    """Opens cases under fresh refs; `random` makes them."""

    def __init__(self, cases: CaseStore, clock: Clock, random: Random) -> None:
        self._cases, self._clock, self._random = cases, clock, random

    async def open(
        self,
        post: Post,
        origin: CaseOrigin,
        rule: Rule | None = None,
        spree: Spree | None = None,
        *,
        reason: Reason | None = None,
        at: int | None = None,
    ) -> Case:
        """The case about the post, which may be one that is open or decided already, or that of its spree.

        Category and severity are those of the rule, else of the `reason` of a report. `at`, in seconds since 1970
        UTC, is when it opens; now, if it is not given.
        """
        now = int(self._clock.now()) if at is None else at
        severity = rule.severity if rule else severity_of(reason)
        new = Case(
            ref="",
            chat_id=post.chat.id,
            message_id=post.message_id,
            revision=post.revision,
            origin=origin,
            opened_at=now,
            author_id=post.author.id,
            rule=rule.name if rule else None,
            rule_version=rule.version if rule else None,
            category=rule.category if rule else CATEGORIES[reason] if reason else None,
            severity=severity,
            due_at=now + answer_within(severity),
        )
        return await self.begin(new, post, spree)

    async def begin(self, new: Case, post: Post, spree: Spree | None = None) -> Case:
        """The same for a case that may begin in any state; it gets its ref here."""
        case, _ = await self.record(new, post, spree)
        return case

    async def record(
        self,
        new: Case,
        post: Post,
        spree: Spree | None = None,
        settlements: Sequence[Settlement] = (),
        entries: Entries = _none,
    ) -> tuple[Case, bool]:
        """The same, and whether the case is new; for what is done to the log at once, see `CaseStore.open_case`."""
        tries = refs(self._random)
        while True:
            case = replace(new, ref=next(tries))
            try:
                return await self._cases.open_case(case, post, spree, settlements=settlements, entries=entries(case))
            except RefTaken:
                continue
