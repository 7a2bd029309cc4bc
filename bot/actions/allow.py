"""`allow`: the post is exempt."""

from dataclasses import dataclass
from typing import ClassVar

from bot.core.action import Action, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class Allow(Action):
    """Exempts the post from every rule of lower priority, in all sets; always stands alone. Example: `allow`."""

    rank: ClassVar[int] = 0
    exempts: ClassVar[bool] = True

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return ()
