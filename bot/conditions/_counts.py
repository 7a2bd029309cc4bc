"""The base of conditions on how often something happened lately."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from bot.conditions._accounts import counted
from bot.core.condition import Condition, Context
from bot.core.errors import ArgumentError
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.history import LONGEST_WINDOW, MOST_COUNTED, Need
from bot.core.post import Post

_FEWEST = 2
_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


@dataclass(frozen=True)
class Counts(Condition):
    """Holds if at least `least` things were counted; unknown where nobody counted."""

    @property
    @abstractmethod
    def least(self) -> int:
        """How many there must be."""

    @property
    @abstractmethod
    def need(self) -> Need:
        """What is counted."""

    one: ClassVar[str]
    """What people call a thing that is counted."""

    many: ClassVar[str]
    """What they call several."""

    def needs(self) -> tuple[Need, ...]:
        return (self.need,)

    def concerns(self, post: Post) -> bool:
        """Whether the post is one that the condition can hold for."""
        return True

    def check(self, context: Context) -> Finding:
        if not self.concerns(context.post):
            return DID_NOT_HOLD
        count = context.past.get(self.need)
        return Finding.of(None if count is None else count >= self.least)

    def account(self, context: Context) -> str:
        count = context.past.get(self.need)
        if count is None or not self.concerns(context.post):
            return ""
        return f"{counted(count, self.one, self.many)} within {span(self.need.within)}"


def check_window(within: int) -> None:
    """Raise `ArgumentError` for a window that is not remembered."""
    if not 1 <= within <= LONGEST_WINDOW:
        hint = f"at most {span(LONGEST_WINDOW)} are remembered"
        raise ArgumentError("the window must be 1 second to 7 days", field="within", hint=hint)


def check_least(least: int, field: str, most: int = MOST_COUNTED) -> None:
    """Raise `ArgumentError` for a number that always or never is reached."""
    if not _FEWEST <= least <= most:
        hint = "one is nothing out of the ordinary" if least < _FEWEST else "a shorter window needs fewer"
        raise ArgumentError(f"`{field}` must be {_FEWEST} to {most}", field=field, hint=hint)


def span(seconds: int) -> str:
    """A duration as it is written in rules."""
    return next(f"{seconds // size}{unit}" for unit, size in _UNITS if seconds % size == 0)
