"""`approve`: who asks to join is let in."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._request import approving, no_request
from bot.core.action import Action, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class Approve(Action):
    """Lets in who asks to join: for rules with `applies_to: [join_request]`. Example: `approve`.

    `decline` and `ban` have precedence.
    """

    rank: ClassVar[int] = 16

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (approving(post, self.key(post)),)

    def obstacle(self, post: Post) -> str | None:
        return no_request(post, "approved")
