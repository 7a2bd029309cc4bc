"""The data of buttons that have to do with reports, typed: `r:R-7K2M:spam`, `r:C-7K2M:list`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.report import Reason

WORD = "r"


class Deed(StrEnum):
    """What a moderator does about the reports of a case, or about one of them."""

    LIST = "list"
    BURST = "burst"
    """The reports that came in concert no longer count."""

    UNFOUNDED = "unfounded"
    DISCARD = "discard"
    """Nothing that this reporter reported in the chat, and nobody decided about, counts any longer."""


_DATA = re.compile(rf"{WORD}:([CR]-[0-9A-HJKMNP-TV-Z]{{4,}}):([a-z_]+)", re.ASCII)
MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class ReportPress:
    """A button about a report, `R-…`, or the reports of a case, `C-…`."""

    ref: str
    what: Reason | Deed

    @property
    def data(self) -> str:
        """What Telegram carries; at most 64 bytes for every ref that is in use."""
        return f"{WORD}:{self.ref}:{self.what}"

    @classmethod
    def parse(cls, data: object) -> "ReportPress | None":
        """The button that carries this data; None if it is none of ours."""
        if not isinstance(data, str) or len(data) > MOST_BYTES or (match := _DATA.fullmatch(data)) is None:
            return None
        ref, word = match.groups()
        if word in set(Reason):
            return cls(ref, Reason(word))
        about_one = word in (Deed.UNFOUNDED, Deed.DISCARD)
        return cls(ref, Deed(word)) if word in set(Deed) and about_one is ref.startswith("R") else None
