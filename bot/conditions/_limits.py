"""The base of conditions on how much there is of something."""

from abc import abstractmethod
from dataclasses import dataclass

from bot.core.arguments import Bounds, argument
from bot.core.condition import Condition, Context
from bot.core.errors import ArgumentError
from bot.core.finding import Finding
from bot.core.post import Post


@dataclass(frozen=True)
class Limits(Condition):
    """Holds if an amount is inside all the limits that are given; at least one must be."""

    above: int | None = argument("There must be more.", example="1000")
    below: int | None = argument("There must be fewer.", example="10")
    at_least: int | None = argument("There must be as many or more.", example="1000")
    at_most: int | None = argument("There must be as many or fewer.", example="10")

    def __post_init__(self) -> None:
        if self._bounds == Bounds():
            raise ArgumentError(f"`{self.name}` needs a limit", hint="give `above`, `below`, `at_least` or `at_most`")
        if not self._bounds.possible():
            fault = f"no number is inside the limits of `{self.name}`"
            raise ArgumentError(fault, hint="raise the upper limit or lower the other")

    @abstractmethod
    def amount(self, post: Post) -> int:
        """How much there is."""

    def check(self, context: Context) -> Finding:
        return Finding.of(self._bounds.hold(self.amount(context.post)))

    @property
    def _bounds(self) -> Bounds:
        return Bounds(self.above, self.below, self.at_least, self.at_most)
