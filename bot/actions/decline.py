"""`decline`: who asks to join is not let in."""

from dataclasses import dataclass
from typing import ClassVar

from bot.actions._request import declining, no_request
from bot.core.action import Action, Effect
from bot.core.post import Post


@dataclass(frozen=True)
class Decline(Action):
    """Turns down a request to join: for rules with `applies_to: [join_request]`. Example: `decline`.

    Who is declined may ask again; `ban` keeps somebody out.
    """

    rank: ClassVar[int] = 14
    supersedes: ClassVar[frozenset[str]] = frozenset({"approve"})

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        return (declining(post, self.key(post)),)

    def obstacle(self, post: Post) -> str | None:
        return no_request(post, "declined")
