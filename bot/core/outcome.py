"""What became of an action: Telegram's answer, in the words of the log."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """The outcome of an action."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    SIMULATED = "simulated"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A status, Telegram's words or ours about it, and for a call that was done its `result` as Telegram sent it.

    `reported`: whoever can mend the cause of a failure was told of it before.
    """

    status: Status
    detail: str = ""
    result: Any = None
    reported: bool = False

    @property
    def done(self) -> bool:
        """Whether Telegram did it."""
        return self.status is Status.DONE


DONE = Outcome(Status.DONE)
