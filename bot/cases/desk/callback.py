"""The data of a card's buttons, typed: `c:C-7K2M:take`, `c:C-7K2M:mute:86400`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.measure import Decision, Measure

MOST_BYTES = 64
"""Telegram's limit."""

FOR_EVER = "0"
HOUR, DAY = 3_600, 86_400
MUTES = (HOUR, DAY, 7 * DAY)
BANS = (DAY, 7 * DAY, 30 * DAY, None)
"""The durations that the menus offer, in seconds; None for ever."""

_DATA = re.compile(r"c:(C-[0-9A-HJKMNP-TV-Z]{4,}):([a-z_]+)(?::([a-z0-9]+))?", re.ASCII)
_SECONDS = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


class Op(StrEnum):
    """What a button of a card does. Those that are named like decisions decide."""

    TAKE = "take"
    RELEASE = "release"
    KEEP = Decision.KEEP.value
    DELETE = Decision.DELETE.value
    WARN = Decision.WARN.value
    MUTE = Decision.MUTE.value
    KICK = Decision.KICK.value
    BAN = Decision.BAN.value
    HOLD = "hold"
    """With what is to be done meanwhile: `mute` or `delete`."""

    ESCALATE = "escalate"
    APPROVE = "approve"
    REFUSE = "refuse"
    CONFIRM = "confirm"
    REVERSE = "reverse"
    WHY = "why"
    MENU = "menu"
    """With which buttons are to be shown instead: `mute`, `ban`, `hold`, or `main` for the first ones."""


class Menu(StrEnum):
    """The sets of buttons that a card has."""

    MAIN = "main"
    MUTE = "mute"
    BAN = "ban"
    HOLD = "hold"


class Interim(StrEnum):
    """What can be done while nobody has decided."""

    MUTE = "mute"
    DELETE = "delete"


_TIMED = frozenset({Op.MUTE, Op.BAN})


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a case's card."""

    ref: str
    op: Op
    arg: str = ""

    @property
    def data(self) -> str:
        """What Telegram carries; at most 64 bytes for every ref that is in use."""
        return f"c:{self.ref}:{self.op}" + (f":{self.arg}" if self.arg else "")

    @property
    def measure(self) -> Measure | None:
        """What the button decides; None if it does something else."""
        if self.op.value not in list(Decision):
            return None
        seconds = None if self.arg in ("", FOR_EVER) else int(self.arg)
        return Measure(Decision(self.op.value), seconds)

    @classmethod
    def deciding(cls, ref: str, measure: Measure) -> "Press":
        """The button that decides this."""
        op = Op(measure.decision.value)
        return cls(ref, op, str(measure.seconds or FOR_EVER) if op in _TIMED else "")

    @classmethod
    def parse(cls, data: object) -> "Press | None":
        """The button that carries this data; None if it is none of ours."""
        if not isinstance(data, str) or len(data.encode(errors="replace")) > MOST_BYTES:
            return None
        match = _DATA.fullmatch(data)
        if match is None or match[2] not in list(Op):
            return None
        press = cls(match[1], Op(match[2]), match[3] or "")
        return press if _makes_sense(press) else None


def _makes_sense(press: Press) -> bool:
    if press.op is Op.BAN and not press.arg:
        return True  # cards that hang since before there were durations
    if press.op in _TIMED:
        return _SECONDS.fullmatch(press.arg) is not None
    if press.op is Op.HOLD:
        return press.arg in list(Interim)
    return press.arg in list(Menu) if press.op is Op.MENU else not press.arg
