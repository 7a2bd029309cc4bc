"""The *ladder*: what the first, second, … strike in effect brings. In words: `warn, mute 1d, ban 7d, ban`."""

from collections.abc import Iterable
from enum import StrEnum

from bot.core.durations import LONGEST, SHORTEST, seconds_of, spelled
from bot.core.errors import ArgumentError
from bot.core.measure import Decision, Measure

DAY = 86_400

LADDER = (
    Measure(Decision.WARN),
    Measure(Decision.MUTE, DAY),
    Measure(Decision.BAN, 7 * DAY),
    Measure(Decision.BAN),
)
"""The default."""

MOST_RUNGS = 20
OFF = "off"
"""Stands for a ladder on which every strike is a warning and no more."""

RUNGS = (Decision.WARN, Decision.MUTE, Decision.KICK, Decision.BAN)
TIMED = frozenset({Decision.MUTE, Decision.BAN})
"""What can stand on a ladder, and what of it may have a duration."""


class RungFault(StrEnum):
    """What can be wrong with a ladder."""

    EMPTY = "empty"
    MANY = "many"
    UNKNOWN = "unknown"
    TIMELESS = "timeless"
    DURATION = "duration"
    TERM = "term"


_MESSAGES = {
    RungFault.EMPTY: ("a ladder has at least one rung", "write `warn, mute 1d, ban 7d, ban`, or `off`"),
    RungFault.MANY: (f"a ladder has at most {MOST_RUNGS} rungs", "remove some; the last one stands for all after it"),
    RungFault.UNKNOWN: ("`{word}` is no rung", "a rung is `warn`, `mute 1d`, `kick`, `ban 7d` or `ban`"),
    RungFault.TIMELESS: ("`{word}` has a duration, which makes no sense", "only `mute` and `ban` have one"),
    RungFault.DURATION: (
        "`{word}` has no duration that can be read",
        "write it like `mute 30m`, `mute 2h` or `ban 7d`",
    ),
    RungFault.TERM: ("`{word}` is too short or too long", "Telegram mutes and bans for 30 seconds to 366 days"),
}


class WrongRung(ArgumentError):
    """A ladder, or one rung of it, makes no sense; `word` is the rung."""

    def __init__(self, fault: RungFault, word: str = "") -> None:
        message, hint = _MESSAGES[fault]
        super().__init__(message.format(word=word), hint=hint)
        self.fault, self.word = fault, word


def rung(ladder: tuple[Measure, ...], strikes: int) -> Measure:
    """What that many strikes in effect bring; the last rung stands for all after it."""
    return ladder[min(max(strikes, 1), len(ladder)) - 1]


def read_rung(text: str) -> Measure:
    """One rung, such as `mute 1d`. Raises `WrongRung`."""
    name, _, term = " ".join(text.split()).partition(" ")
    if name.lower() not in {decision.value for decision in RUNGS}:
        raise WrongRung(RungFault.UNKNOWN, text.strip())
    decision = Decision(name.lower())
    if not term:
        return Measure(decision)
    if decision not in TIMED:
        raise WrongRung(RungFault.TIMELESS, text.strip())
    if (seconds := seconds_of(term.lower())) is None:
        raise WrongRung(RungFault.DURATION, text.strip())
    if not SHORTEST <= seconds <= LONGEST:
        raise WrongRung(RungFault.TERM, text.strip())
    return Measure(decision, seconds)


def read_ladder(rungs: Iterable[str]) -> tuple[Measure, ...]:
    """A ladder from its rungs, or from `off` alone. Raises `WrongRung`."""
    texts = [text for text in rungs if text.strip()]
    if [text.strip().lower() for text in texts] == [OFF]:
        return (Measure(Decision.WARN),)
    if not texts:
        raise WrongRung(RungFault.EMPTY)
    if len(texts) > MOST_RUNGS:
        raise WrongRung(RungFault.MANY)
    return tuple(read_rung(text) for text in texts)


def spelled_rung(measure: Measure) -> str:
    """The rung as `read_rung` reads it."""
    return measure.decision.value + (f" {spelled(measure.seconds)}" if measure.seconds is not None else "")


def spelled_ladder(ladder: Iterable[Measure]) -> str:
    """The ladder in words, commas between its rungs."""
    return ", ".join(map(spelled_rung, ladder))
