"""`purge`: what the author published lately goes."""

from dataclasses import dataclass
from typing import ClassVar, Self

from bot.actions._age import DELETABLE, too_old
from bot.actions._target import protected
from bot.core import action
from bot.core.arguments import Duration, argument
from bot.core.errors import ArgumentError
from bot.core.history import Need, Scope, Trace
from bot.core.post import Post


@dataclass(frozen=True)
class Purge(action.Action):
    """Deletes what the author published in this chat so long before the post, the post included.

    Only messages that came in while a rule with `purge` was in force are known, at most 2,000 of an author. Example:
    `purge: 24h`.
    """

    rank: ClassVar[int] = 65
    sanction: ClassVar[bool] = True

    within: Duration = argument("How long before, at most `48h`.", default=Duration(86_400), example="24h")

    def __post_init__(self) -> None:
        if not 1 <= self.within <= DELETABLE:
            hint = "Telegram lets bots delete nothing that is older"
            raise ArgumentError("`purge` reaches back 1 second to 48 hours", field="within", hint=hint)

    def effects(self, post: Post, now: int) -> tuple[action.Effect, ...]:
        return (action.Purge(self.within, self.key(post)),)

    def needs(self) -> tuple[Need, ...]:
        return (Need(Trace.MESSAGES, self.within, Scope.AUTHOR),)

    def stricter(self, other: Self) -> Self:
        return other if other.within > self.within else self

    def obstacle(self, post: Post) -> str | None:
        return protected(post)

    def too_late(self, post: Post, now: int) -> str | None:
        return too_old(post, now)
