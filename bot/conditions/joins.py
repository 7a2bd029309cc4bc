"""`joins`: a wave of new members."""

from dataclasses import dataclass
from typing import ClassVar

from bot.conditions._counts import Counts, check_least, check_window
from bot.core.arguments import Duration, argument
from bot.core.history import Need, Scope, Trace


@dataclass(frozen=True)
class Joins(Counts):
    """Holds for whatever is published while so many different people joined this chat in a time, or asked to.

    For the joins themselves let `applies_to` be `[join, join_request]`. Example: `joins: {count: 10, within: 1m}`.
    """

    one: ClassVar[str] = "person joined"
    many: ClassVar[str] = "people joined"

    count: int = argument("How many people are too many, 2 to 200.", default=10, example="10")
    within: Duration = argument("In how long a time, at most `7d`.", default=Duration(60), example="1m")

    def __post_init__(self) -> None:
        check_least(self.count, "count")
        check_window(self.within)

    @property
    def least(self) -> int:
        return self.count

    @property
    def need(self) -> Need:
        return Need(Trace.JOINS, self.within, Scope.CHAT)
