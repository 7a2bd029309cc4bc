"""A *measure*: what a decision does to a post or its author, and what has been done, so that it can be undone."""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What may be decided about a case; the values are the words of the log."""

    KEEP = "keep"
    DELETE = "delete"
    WARN = "warn"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"


@dataclass(frozen=True, slots=True)
class Measure:
    """A decision, and for how many seconds; None for ever, or where time means nothing."""

    decision: Decision
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A measure that Telegram carried out.

    `action` is an action's name. `until` in seconds since 1970 UTC, None for ever or where time means nothing. `former`
    are the permissions that the author had before, as Telegram gives them, for whoever undoes it; `former_until` is
    when that restriction would have ended, None for never. `interim`: nobody has decided yet, and it is undone unless
    somebody decides for it. `stays`: a reviewer took other things back, and not this.
    """

    action: str
    until: int | None = None
    former: tuple[tuple[str, bool], ...] | None = None
    interim: bool = False
    former_until: int | None = None
    stays: bool = False

    def in_force(self, now: float) -> bool:
        """Whether it still has an effect at that time."""
        return self.until is None or now < self.until
