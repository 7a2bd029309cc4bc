"""Who may decide a case. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.cases.measures.measures import AGAINST_AUTHORS, can_sanction
from bot.cases.reports.grading import is_an_admins
from bot.core.case import Case
from bot.core.measure import Measure
from bot.core.post import Post
from bot.core.transitions import Actor, Party


class Refusal(StrEnum):
    """Why a press moves nothing; the values are the words of the log."""

    NOT_AN_ADMIN = "refused: not an admin of the chat"
    ADMINS_UNKNOWN = "refused: the admins of the chat are not known"
    OWN_POST = "refused: the author of the post"
    REPORTED_IT = "refused: reported the post"
    AIMED_AT = "refused: the post is aimed at them"
    OWNER_DECIDES = "refused: the owner decides about an admin's post"
    NO_SANCTION = "refused: nothing can be done to the author"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who decides in a chat. `admins` is None if Telegram does not say; `owner` if there is none. `me` is the bot."""

    admins: frozenset[int] | None
    owner: int | None
    operators: frozenset[int]
    me: int

    @property
    def everybody(self) -> frozenset[int]:
        """All who may decide there about members."""
        return ((self.admins or frozenset()) | self.operators) - {self.me}

    def includes(self, person_id: int, case: Case) -> bool:
        """Whether somebody may; a command in the chat's own name comes from an anonymous admin."""
        return person_id in self.everybody or person_id == case.chat_id

    def moderates(self, person_id: int) -> bool:
        """Whether somebody is one of them, and that is known."""
        return person_id in self.operators or (self.admins is not None and person_id in self.admins)

    def judges(self, case: Case, post: Post) -> frozenset[int]:
        """Who may decide about this post: about an admin's only the owner, where one is known."""
        if self.owner is None or not is_an_admins(post, self.admins or frozenset(), self.owner):
            return self.everybody - {case.author_id or 0}
        return (self.operators | {self.owner}) - {case.author_id or 0}


@dataclass(frozen=True, slots=True)
class Interests:
    """Who has an interest in a case: its authors, those who reported it, and those whom the post is aimed at."""

    authors: frozenset[int] = frozenset()
    reporters: frozenset[int] = frozenset()
    targets: frozenset[int] = frozenset()


def judge_of(person_id: int, case: Case, post: Post, staff: Staff, interests: Interests) -> Actor | Refusal:
    """Somebody as the case table knows them, or why they may not take part.

    Who reported the post, or is its target, may only if nobody else is there to decide.
    """
    if person_id not in staff.operators and staff.admins is None:
        return Refusal.ADMINS_UNKNOWN
    if not staff.includes(person_id, case):
        return Refusal.NOT_AN_ADMIN
    if person_id == case.author_id or person_id in interests.authors:
        return Refusal.OWN_POST
    judges = staff.judges(case, post)
    if person_id not in judges and not (person_id == case.chat_id and judges >= (staff.admins or frozenset())):
        return Refusal.OWNER_DECIDES
    involved = interests.authors | interests.reporters | interests.targets
    sole = not judges - involved - {person_id}
    if person_id in involved and not sole:
        return Refusal.REPORTED_IT if person_id in interests.reporters else Refusal.AIMED_AT
    owner = person_id == staff.owner or person_id in staff.operators
    return Actor(Party.OWNER if owner else Party.MODERATOR, person_id, sole=sole)


def obstacle(case: Case, post: Post, measure: Measure, spared: Collection[int]) -> Refusal | None:
    """Why this cannot be decided about the case; None if it can. `spared` are people whom nothing is done to."""
    if measure.decision in AGAINST_AUTHORS and (not can_sanction(post, measure) or case.author_id in spared):
        return Refusal.NO_SANCTION
    return None
