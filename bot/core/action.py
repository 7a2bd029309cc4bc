"""The base of all actions. An action is one file in `bot/actions/`; its name is the file's.

An action decides what is to be called; it calls nothing itself. `rank` is its place in the order in which a verdict's
actions run: delete 10, remove_reaction 12, decline 14, approve 16, author's notice 20, warn 30, mute 40, kick 50,
ban 60, purge 65, reply 70, react 80, escalate 90, log 100.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from bot.core.history import Need
from bot.core.measure import Applied
from bot.core.outcome import Outcome
from bot.core.post import Post
from bot.core.registry import public_name


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes along with a call; `mime` is its type, `text/csv` for example."""

    name: str
    content: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API method with its parameters, plain JSON values, and by parameter the files that are uploaded with it.

    `key` names the effect for ever, so that it is never had twice; `idempotent` says that calling again does no harm.
    """

    method: str
    params: Mapping[str, Any]
    key: str
    idempotent: bool = False
    files: Mapping[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A case for the moderators is to be opened."""


@dataclass(frozen=True, slots=True)
class Strike:
    """The author gets a strike, once for each post; see `bot.core.strikes`."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What has to happen depends on what Telegram says now, because a call would undo what is in force.

    `question` changes nothing. `follow` is pure: it gets the question's outcome and returns calls that may be made
    again without harm, or what the action comes to if nothing has to be called.
    """

    question: Call
    follow: Callable[[Outcome], tuple[Call, ...] | Outcome]


@dataclass(frozen=True, slots=True)
class Purge:
    """What the post's author published in this chat at most `within` seconds before it is to go, the post included.

    Whoever acts knows the ids. Going again does no harm; `key` names the effect for ever.
    """

    within: int
    key: str


Effect = Call | Escalation | Strike | Inquiry | Purge


def harmless(effect: Effect) -> bool:
    """Whether having the effect again does no harm, so that it need not wait until it is recorded as intended."""
    return isinstance(effect, Inquiry | Purge) or (isinstance(effect, Call) and effect.idempotent)


class Action(ABC):
    """What a rule does about a post that matches."""

    name: ClassVar[str]
    """The name in YAML: the file's."""

    rank: ClassVar[int]
    """The place in the order of a verdict's actions."""

    sanction: ClassVar[bool] = False
    """Whether it is aimed at the author, so that admins are exempt from it."""

    exempts: ClassVar[bool] = False
    """Whether it exempts the post from rules of lower priority; such an action stands alone."""

    each_part: ClassVar[bool] = False
    """Whether each part of an album needs it; anything else is done once for an album."""

    supersedes: ClassVar[frozenset[str]] = frozenset()
    """Actions that are superfluous beside this one."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = public_name(cls)

    @abstractmethod
    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        """What has to happen, in order; `now` in seconds since 1970 UTC."""

    def stricter(self, other: Self) -> Self:
        """Of this action, from a rule of higher priority, and another of the same kind, the one that is to run."""
        return self

    def with_reason(self, reason: str | None) -> Self:
        """The action as it runs where people are given this reason."""
        return self

    def obstacle(self, post: Post) -> str | None:
        """Why the action cannot apply to this post; None if it can. What cannot apply is escalated instead."""
        return None

    def too_late(self, post: Post, now: int) -> str | None:
        """Why the action cannot be had any more; None if it can. What is too late is recorded as expired."""
        return None

    @property
    def seconds(self) -> int | None:
        """For how long it is in force; None for ever, or where time means nothing."""
        return None

    def applied(self, now: int, answer: Any = None) -> Applied:
        """What was done, so that it can be undone, if it began at `now`.

        `answer` is what Telegram said when an `Inquiry` asked it before, None where that is not known.
        """
        return Applied(self.name)

    def needs(self) -> tuple[Need, ...]:
        """What has to be remembered of earlier posts for it."""
        return ()

    def key(self, post: Post) -> str:
        """Names this action on this revision of the post; on all parts of an album together, unless `each_part`."""
        return f"{post.key if self.each_part else post.unit_key}:{self.name}"
