"""`caps`: somebody shouts."""

from dataclasses import dataclass

from bot.conditions._shares import Shares, Tally
from bot.core.arguments import Bounds, argument
from bot.core.errors import ArgumentError
from bot.core.post import Post


@dataclass(frozen=True)
class Caps(Shares):
    """Holds if the number of capital letters, and their share of all letters, are inside the limits that are given.

    Example: `caps: {at_least: 20, ratio: 0.7}`.
    """

    nouns = ("capital", "capitals", "letters")

    ratio: Bounds | None = argument(
        "The share of the letters that are capitals, from 0 to 1; a plain number is the least.", example="{above: 0.7}"
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self._bounds == Bounds() and self.ratio is None:
            raise ArgumentError("`caps` needs a limit", hint="for example `caps: {at_least: 20, ratio: 0.7}`")

    def tally(self, post: Post, place: int, text: str) -> Tally:
        capitals = sum(map(str.isupper, text))
        # Letters in circles have a case, but are signs.
        return Tally(capitals, capitals, max(capitals, sum(map(str.isalpha, text))))
