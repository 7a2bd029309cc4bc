"""`log`: the match is recorded."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class Log(Action):
    """Records the match and does nothing about it. Example: `log`."""

    rank: ClassVar[int] = 100

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return ()
