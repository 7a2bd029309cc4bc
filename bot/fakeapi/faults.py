"""Faults on order: what a script has the server do wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.fakeapi.calls import Received
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
    CUT = "cut"
    """The call is made, the connection is cut in the middle of the answer."""
    HANG = "hang"
    """The call is not made, and nothing is ever answered."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of `method`; None stands for any."""

    kind: Kind
    method: str | None
    times: int = 1
    refusal: Refusal | None = None


Choose = Callable[[Received], Fault | None]
"""Decides what goes wrong with a call."""


class Faults:
    """The faults still to come. The first that fits a call is used up by it. `choose` decides where none fits."""

    def __init__(self) -> None:
        self.choose: Choose | None = None
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Have one more."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Have none."""
        self.choose = None
        self._waiting.clear()

    def next_for(self, call: Received) -> Fault | None:
        """The fault of this call."""
        for fault in self._waiting:
            if fault.method in (None, call.method):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return self.choose(call) if self.choose else None
