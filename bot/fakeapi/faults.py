"""Faults on order: what a script has the server do wrong."""

from dataclasses import dataclass
from enum import Enum

from bot.fakeapi.refusals import Refusal


class Kind(Enum):
    """What goes wrong."""

    REFUSE = "refuse"
    """The call is not made, the answer says so."""
    RESET = "reset"
    """The connection is cut, the call is not made."""
    LOSE = "lose"
    """The call is made, the connection is cut before the answer."""
    GARBLE = "garble"
    """The call is made, the answer is not JSON."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of `method`; None stands for any."""

    kind: Kind
    method: str | None
    times: int = 1
    refusal: Refusal | None = None


class Faults:
    """The faults still to come. The first that fits a call is used up by it."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Have one more."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Have none."""
        self._waiting.clear()

    def next_for(self, method: str) -> Fault | None:
        """The fault of this call."""
        for fault in self._waiting:
            if fault.method in (None, method):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
