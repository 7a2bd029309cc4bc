"""`remove_reaction`: a reaction goes."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._reaction import no_reaction, removing
from bot.core.action import Action, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class RemoveReaction(Action):
    """Takes the author's reaction off the message: for rules with `applies_to: [reaction]`. Example: `remove_reaction`.

    In groups only, and with the right to delete messages; a Bot API server older than 10.0 cannot do it.
    """

    rank: ClassVar[int] = 12

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (removing(post, self.key(post)),)

    def obstacle(self, post: Post) -> str | None:
        return no_reaction(post)
