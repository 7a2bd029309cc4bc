"""`escalate`: people decide."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Effect, Escalation
from bot.core.post import Post


@dataclass(frozen=True)
class Escalate(Action):
    """Opens a case for the moderators. Example: `escalate`."""

    rank: ClassVar[int] = 90

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (Escalation(),)
