"""Carrying a decision out on the rest of a spree: the posts that share a case with the one on its card."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.cases.desk.attempt import WELL, Attempt
from bot.cases.measures.measures import bare_post, can_sanction, measures
from bot.core.action import Call, Inquiry
from bot.core.case import SpreePost
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, ChatPort
from bot.core.post import Post
from bot.deleting import delete_together
from bot.effects import Effects

AT_ONCE = 10
"""Bans under way at the same time: a press has to be answered soon."""

TRUSTED = Outcome(Status.SKIPPED, "a trusted member is not banned with others: look at the message by itself")
NO_BAN = Outcome(Status.SKIPPED, "the author cannot be banned")


@dataclass(slots=True)
class Rest:
    """What became of the rest of a spree: outcomes of deletes by message id, of bans by author."""

    deleted: dict[int, Outcome] = field(default_factory=dict)
    banned: dict[int, Outcome] = field(default_factory=dict)

    @property
    def faults(self) -> dict[str, Outcome]:
        """What failed, by what was wanted."""
        wanted = {"delete of the others": self.deleted, "ban of the others": self.banned}
        return {name: fault for name, outcomes in wanted.items() if (fault := _fault(list(outcomes.values())))}

    @property
    def spared(self) -> int:
        """How many authors were not banned, trusted members and admins."""
        return sum(outcome.status is Status.SKIPPED for outcome in self.banned.values())


class Sprees:
    """Deletes posts together and bans authors one by one. Each of them gets a row of its own in the log."""

    def __init__(self, chat: ChatPort, log: ActionLog, effects: Effects) -> None:
        self._chat, self._log, self._effects = chat, log, effects

    async def carry_out(self, attempt: Attempt, posts: Sequence[SpreePost], spared: Collection[int]) -> Rest:
        """Do to the spree's other posts and authors what the attempt decides, as often as it is tried.

        `spared` are people who are never banned.
        """
        others = [post for post in posts if post.message_id != attempt.case.message_id]
        if not others or attempt.decision in (Decision.KEEP, Decision.WARN):
            return Rest()
        entries = {("delete", post.message_id): _entry(attempt, "delete", post) for post in others}
        authors = _authors(attempt, others) if attempt.decision is Decision.BAN else {}
        entries |= {("ban", author): _entry(attempt, "ban", post) for author, post in authors.items()}
        await self._log.intend(list(entries.values()))
        key = f"case:{attempt.case.ref}:spree"
        ids = [post.message_id for post in others]
        rest = Rest(dict(await delete_together(self._chat, attempt.case.chat_id, ids, key)))
        rest.banned = await self._ban(attempt, authors, spared)
        await self._log.settle(
            [
                Settlement(entry.key, (rest.deleted if action == "delete" else rest.banned)[target], attempt.case.ref)
                for (action, target), entry in entries.items()
            ]
        )
        return rest

    async def _ban(
        self, attempt: Attempt, authors: dict[int, SpreePost], spared: Collection[int]
    ) -> dict[int, Outcome]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def ban(post: SpreePost) -> Outcome:
            target = _bare(attempt, post)
            if not can_sanction(target, attempt.measure) or post.author_id in spared:
                return NO_BAN
            if post.trusted:
                return TRUSTED
            [effect] = [
                effect
                for action in measures(attempt.measure)
                if action.name == Decision.BAN
                for effect in action.effects(target, int(attempt.at))
            ]
            assert isinstance(effect, Call | Inquiry)
            async with turns:
                return await self._effects.have(effect, target)

        outcomes = await asyncio.gather(*(ban(post) for post in authors.values()))
        return dict(zip(authors, outcomes, strict=True))


def _authors(attempt: Attempt, posts: Sequence[SpreePost]) -> dict[int, SpreePost]:
    """The authors besides that of the case's own post, each with a post; a trusted one with a post that says so."""
    known = sorted(posts, key=lambda post: not post.trusted)
    found: dict[int, SpreePost] = {}
    for post in known:
        if post.author_id is not None and post.author_id != attempt.case.author_id:
            found.setdefault(post.author_id, post)
    return found


def _bare(attempt: Attempt, post: SpreePost) -> Post:
    return bare_post(replace(attempt.case, message_id=post.message_id, author_id=post.author_id, revision=0))


def _entry(attempt: Attempt, action: str, post: SpreePost) -> LogEntry:
    target = post.author_id if action == "ban" else post.message_id
    entry = attempt.entry(action)
    key = f"{entry.key}:{action}:{target}"
    return replace(entry, key=key, message_id=post.message_id, user_id=post.author_id)


def _fault(outcomes: Sequence[Outcome]) -> Outcome | None:
    failed = [outcome for outcome in outcomes if outcome.status not in WELL]
    if not failed:
        return None
    return Outcome(Status.FAILED, f"{len(failed)} of {len(outcomes)}: {failed[0].detail}")
