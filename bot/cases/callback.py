"""The data of a card's buttons, typed: `c:C-7K2M:delete`."""

import re
from dataclasses import dataclass

from bot.core.case import Decision

MOST_BYTES = 64
"""Telegram's limit."""

_DATA = re.compile(rf"c:(C-[0-9A-HJKMNP-TV-Z]{{4,}}):({'|'.join(Decision)})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a case's card."""

    ref: str
    decision: Decision

    @property
    def data(self) -> str:
        """What Telegram carries; at most 64 bytes for every ref that is in use."""
        return f"c:{self.ref}:{self.decision}"

    @classmethod
    def parse(cls, data: object) -> "Press | None":
        """The button that carries this data; None if it is none of ours."""
        if not isinstance(data, str) or len(data) > MOST_BYTES:
            return None
        match = _DATA.fullmatch(data)
        return cls(match[1], Decision(match[2])) if match else None
