"""The base of conditions on how much of something is in a text, counted or as a share of it."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from bot.conditions._accounts import counted, percent
from bot.conditions._limits import Limits
from bot.conditions._surfaces import OWN_TEXT, texts
from bot.core.arguments import Bounds, argument
from bot.core.condition import Context
from bot.core.errors import ArgumentError
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.post import Post, SurfaceName
from bot.core.query import Hit

_SOME = Bounds(at_least=1)


class Tally(NamedTuple):
    """What one text has of it: how many, what part that is of what whole, and where."""

    amount: int
    part: int
    whole: int
    hits: Sequence[Hit] = ()


@dataclass(frozen=True)
class Shares(Limits):
    """Holds if both the amount and its share are inside the limits that are given; without any, if there is some.

    Of a text that has nothing to be a share of, the share is 0.
    """

    nouns: ClassVar[tuple[str, str, str]]
    """One of it, several of it, and what it is a share of: `capital`, `capitals`, `letters`."""

    ratio: Bounds | None = argument(
        "The share of the text, from 0 to 1; a plain number is the least.", example="{above: 0.5}"
    )
    in_: tuple[SurfaceName, ...] = argument("Where to look; in the text or caption, if it is not given.", default=())

    def __post_init__(self) -> None:
        if self._bounds != Bounds() and not self._bounds.possible():
            fault = f"no number is inside the limits of `{self.name}`"
            raise ArgumentError(fault, hint="raise the upper limit or lower the other")
        check_ratio(self.ratio)

    @abstractmethod
    def tally(self, post: Post, place: int, text: str) -> Tally:
        """What the text at that position of `Post.surfaces` has of it."""

    def amount(self, post: Post) -> int:
        return sum(tally.amount for tally in self._tallies(post))

    def check(self, context: Context) -> Finding:
        tallies = self._tallies(context.post)
        part, whole = sum(tally.part for tally in tallies), sum(tally.whole for tally in tallies)
        amount = sum(tally.amount for tally in tallies)
        if not self._number.hold(amount) or not self._share.hold(part / whole if whole else 0):
            return DID_NOT_HOLD
        return Finding.held(context.evidence(hit for tally in tallies for hit in tally.hits))

    def account(self, context: Context) -> str:
        tallies = self._tallies(context.post)
        part, whole = sum(tally.part for tally in tallies), sum(tally.whole for tally in tallies)
        one, many, of_what = self.nouns
        share = f", {percent(part, whole)} of {whole:,} {of_what}" if whole else ""
        return counted(sum(tally.amount for tally in tallies), one, many) + share

    def _tallies(self, post: Post) -> Sequence[Tally]:
        return [self.tally(post, place, text) for place, text in texts(post, self._surfaces)]

    @cached_property
    def _surfaces(self) -> frozenset[SurfaceName]:
        return frozenset(self.in_) or OWN_TEXT

    @cached_property
    def _number(self) -> Bounds:
        return _SOME if self._bounds == Bounds() and self.ratio is None else self._bounds

    @cached_property
    def _share(self) -> Bounds:
        return as_least(self.ratio) if self.ratio else Bounds()


def check_ratio(ratio: Bounds | None) -> None:
    """Raise `ArgumentError` if the limits are not those of a share."""
    limits = (ratio.above, ratio.below, ratio.at_least, ratio.at_most) if ratio else ()
    if any(limit is not None and not 0 <= limit <= 1 for limit in limits):
        raise ArgumentError("a ratio lies between 0 and 1", field="ratio", hint="write 70 % as `0.7`")


def as_least(ratio: Bounds) -> Bounds:
    """The limits with a plain number, which would have to be hit exactly, as the least."""
    return Bounds(at_least=ratio.at_least) if ratio.at_least == ratio.at_most is not None else ratio
