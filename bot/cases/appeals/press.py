"""The data of the buttons under an appeal, typed: `v:C-7K2M:reverse`, `v:C-7K2M:decide:tm`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.cases.measures.parts import Part

_DATA = re.compile(rf"v:(C-[0-9A-HJKMNP-TV-Z]{{4,}}):([a-z]+)(?::([{''.join(Part)}]+))?", re.ASCII)
_MOST_BYTES = 64


class Op(StrEnum):
    """What a button does."""

    UPHOLD = "uphold"
    REVERSE = "reverse"
    OMIT = "omit"
    PARTLY = "partly"
    """Shows what can be taken back by itself, with what is chosen so far."""

    DECIDE = "decide"
    """Takes back what is chosen."""

    BACK = "back"
    AGAIN = "again"
    """Tries to undo once more what Telegram refused to."""

    REPOST = "repost"


@dataclass(frozen=True, slots=True)
class ReviewPress:
    """A button under an appeal."""

    ref: str
    op: Op
    chosen: frozenset[Part] = frozenset()

    @property
    def data(self) -> str:
        """What Telegram carries; at most 64 bytes for every ref that is in use."""
        letters = "".join(part for part in Part if part in self.chosen)
        return f"v:{self.ref}:{self.op}" + (f":{letters}" if letters else "")

    @classmethod
    def parse(cls, data: str) -> "ReviewPress | None":
        """The button that carries this data; None if it is none of ours."""
        match = _DATA.fullmatch(data) if len(data) <= _MOST_BYTES else None
        if match is None or match[2] not in list(Op):
            return None
        return cls(match[1], Op(match[2]), frozenset(map(Part, match[3] or "")))
