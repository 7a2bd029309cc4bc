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
    IMPOSTOR = "impostor"
    LINKED_CHANNEL = "linked_channel"


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


def every(findings: Iterable[Finding]) -> Finding:
    """Whether all hold, in Kleene's logic. Asks for no more of them once one does not hold."""
    unknown = False
    evidence: list[Evidence] = []
    missing: frozenset[Fact] = frozenset()
    for finding in findings:
        if finding.truth is Truth.FALSE:
            return DID_NOT_HOLD
        unknown = unknown or finding.truth is Truth.UNKNOWN
        evidence += finding.evidence
        missing |= finding.missing
    return Finding(Truth.UNKNOWN, missing=missing) if unknown else Finding.held(evidence)


def at_least(wanted: int, findings: Iterable[Finding]) -> Finding:
    """Whether that many hold, in Kleene's logic, with the evidence of all that do."""
    held: list[Finding] = []
    unknown: list[Finding] = []
    for finding in findings:
        if finding.truth is not Truth.FALSE:
            (held if finding.truth is Truth.TRUE else unknown).append(finding)
    if len(held) >= wanted:
        return Finding.held(item for finding in held for item in finding.evidence)
    if len(held) + len(unknown) < wanted:
        return DID_NOT_HOLD
    return Finding(Truth.UNKNOWN, missing=frozenset[Fact]().union(*(finding.missing for finding in unknown)))
