"""The base of all actions. An action is one file in `bot/actions/`; its name is the file's.

An action decides what is to be called; it calls nothing itself. `rank` is its place in the order in which a verdict's
actions run: delete 10, author's notice 20, warn 30, mute 40, kick 50, ban 60, reply 70, react 80, escalate 90, log 100.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.core.post import Post
from bot.core.registry import public_name


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API method with its parameters, plain JSON values.

    `key` names the effect for ever, so that it is never had twice; `idempotent` says that calling again does no harm.
    """

    method: str
    params: Mapping[str, Any]
    key: str
    idempotent: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """A case for the moderators is to be opened."""


Effect = Call | Escalation


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

    def obstacle(self, post: Post) -> str | None:
        """Why the action cannot apply to this post; None if it can. What cannot apply is escalated instead."""
        return None

    def key(self, post: Post) -> str:
        """Names this action on this revision of the post."""
        return f"{post.key}:{self.name}"
