"""What a condition answers: a truth of three values, with evidence or with the facts it would need."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum


class Truth(Enum):
    """Kleene's three values."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


class Fact(StrEnum):
    """Something about an author that a post does not carry and that somebody else may know.

    Whoever judges learns which facts a verdict depends on, finds them out and judges again.
    """

    ADMIN = "admin"
    MEMBER = "member"
    TRUSTED = "trusted"
    POSTS = "posts"
    JOINED = "joined"
    STRIKES = "strikes"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A part of a post that made a rule match: a surface, code points `start` to `end` of its original, that text."""

    surface: str
    index: int
    start: int
    end: int
    text: str
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition's answer. `evidence` only where it holds, `missing` only where it is unknown."""

    truth: Truth
    evidence: tuple[Evidence, ...] = ()
    missing: frozenset[Fact] = frozenset()

    @classmethod
    def of(cls, held: bool | None, *missing: Fact) -> "Finding":
        """The finding for a plain answer; None is unknown for lack of `missing`."""
        if held is None:
            return cls(Truth.UNKNOWN, missing=frozenset(missing))
        return HELD if held else DID_NOT_HOLD

    @classmethod
    def held(cls, evidence: Iterable[Evidence] = ()) -> "Finding":
        """The condition holds, for these reasons."""
        return cls(Truth.TRUE, tuple(evidence))


HELD = Finding(Truth.TRUE)
DID_NOT_HOLD = Finding(Truth.FALSE)
