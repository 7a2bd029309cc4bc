"""What everybody works with who decides about cases, and the steps that all of them take alike."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakValueDictionary

from bot.cases.aftermath import Aftermath
from bot.cases.cards.board import Board
from bot.cases.desk.attempt import Presser
from bot.cases.desk.interests import interests_in
from bot.cases.desk.owners import Owners
from bot.cases.desk.refusal import Refusal, Staff, judge_of
from bot.cases.desk.stepping import stepped
from bot.cases.measures.carrying import Hands
from bot.cases.measures.measures import present_post
from bot.cases.names import Names
from bot.core.case import Case
from bot.core.errors import CaseError
from bot.core.outcome import Outcome
from bot.core.ports import ActionLog, Administrators, CaseStore, ChatPort, Clock, ReportStore, Settings
from bot.core.post import Post
from bot.core.transitions import Actor


class Undoes(Protocol):
    """Takes back what was applied."""

    async def undo(self, case: Case, post: Post, at: int, key: str) -> Mapping[str, Outcome]:
        """Undo what the case says was applied; doing it again does no harm."""
        ...


@dataclass(frozen=True, slots=True)
class Office:
    """Ports and parts. `operators` may decide everywhere, admins in their own chats; `me` is the bot's own user id."""

    cases: CaseStore
    reports: ReportStore
    log: ActionLog
    chat: ChatPort
    administrators: Administrators
    clock: Clock
    settings: Settings
    board: Board
    names: Names
    owners: Owners
    hands: Hands
    undoing: Undoes
    followers: Sequence[Aftermath]
    operators: frozenset[int]
    me: int
    locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def now(self) -> int:
        """Seconds since 1970 UTC."""
        return int(self.clock.now())

    def alone(self, ref: str) -> asyncio.Lock:
        """Who holds it is the only one who calls Telegram for the case."""
        return self.locks.setdefault(ref, asyncio.Lock())

    async def post(self, case: Case) -> Post:
        """What is known of the case's post."""
        return present_post(case, await self.cases.case_post(case.ref))

    async def staff(self, chat_id: int) -> Staff:
        """Who decides in a chat."""
        admins, owner = await self.administrators.of(chat_id), await self.administrators.owner(chat_id)
        return Staff(admins, owner, self.operators, self.me)

    async def judge(self, person: Presser, case: Case, post: Post) -> Actor | Refusal:
        """Somebody as the case table knows them, or why they may not take part."""
        staff = await self.staff(case.chat_id)
        people = await self.administrators.people(case.chat_id) or ()
        interests = await interests_in(case, post, people, cases=self.cases, reports=self.reports)
        return judge_of(person.id, case, post, staff, interests)

    async def advance(self, case: Case, step: Callable[[Case], Case]) -> Case:
        """The case once it is as `step` makes it, however often somebody else is faster to change something.

        Raises `CaseError` if the step cannot be taken any more.
        """

        def changed(fresh: Case) -> Case | None:
            return None if (after := step(fresh)) == fresh else after

        return await stepped(self.cases, case, changed)

    async def conclude(self, case: Case, step: Callable[[Case], Case]) -> Case:
        """The same, but the case as it is if somebody else has taken it elsewhere."""
        try:
            return await self.advance(case, step)
        except CaseError:
            return await self.cases.case(case.ref) or case

    async def follow(self, case: Case, post: Post) -> None:
        """The case came to something: its card shows it, and people are told."""
        await self.board.refresh(case.ref)
        for follower in self.followers:
            await follower.follow(case, post)
