"""`mute`: the author may read, but not write."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Self

from bot.actions._member import (
    BANNED,
    PERMISSIONS,
    RESTRICTED,
    member,
    outlasts,
    permissions,
    permitted_until,
    question,
    restriction,
    skipped,
)
from bot.actions._target import protected
from bot.actions._term import check_term, longer, term
from bot.core.action import Action, Call, Effect, Inquiry
from bot.core.arguments import Duration, argument
from bot.core.measure import Applied
from bot.core.outcome import Outcome, Status
from bot.core.post import Post, Role

_NOTHING = dict.fromkeys(PERMISSIONS, False)
_OTHER_RESTRICTION = "Telegram keeps one restriction at a time, and another one that lasts longer is in force"


@dataclass(frozen=True)
class Mute(Action):
    """Lets the author read and nothing else. Telegram does that only in supergroups. Example: `mute: {for: 1d}`.

    A mute never shortens a longer one that is in force, nor does it lift a ban. Who only asks to join is muted for when
    the request is approved.
    """

    rank: ClassVar[int] = 40
    sanction: ClassVar[bool] = True

    for_: Duration | None = argument("How long, 30 s to 366 days; without end, if it is not given.", example="1d")

    def __post_init__(self) -> None:
        check_term(self.for_, "mute")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        until = None if self.for_ is None else term(self.for_, now)
        return (Inquiry(question(post, self.key(post)), partial(self._follow, post, until)),)

    def stricter(self, other: Self) -> Self:
        return other if longer(other.for_, self.for_) else self

    @property
    def seconds(self) -> int | None:
        return self.for_

    def applied(self, now: int, answer: Any = None) -> Applied:
        until = None if self.for_ is None else term(self.for_, now)
        return Applied(self.name, until, permissions(answer), former_until=permitted_until(answer))

    def obstacle(self, post: Post) -> str | None:
        if why := protected(post):
            return why
        if post.author.known(Role.CHANNEL):
            return "Telegram can ban a channel, but not mute it"
        return None if post.chat.type == "supergroup" else "Telegram mutes only in supergroups"

    def _follow(self, post: Post, until: int | None, answer: Outcome) -> tuple[Call, ...] | Outcome:
        known = member(answer) or {}
        if known.get("status") == BANNED:
            return skipped("the author is banned already")  # which a mute would end
        if known.get("status") == RESTRICTED and outlasts(known, until):
            if not any(known.get(permission) for permission in PERMISSIONS if permission.startswith("can_send")):
                return skipped("the author is muted for longer already")
            return Outcome(Status.FAILED, _OTHER_RESTRICTION)
        return (restriction(post, _NOTHING, until, self.key(post)),)
