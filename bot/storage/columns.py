"""How values are put into columns, and read back.

Every time is an integer: microseconds since 1970 UTC. Texts that people wrote are sealed; other texts are for anybody
with `sqlite3` to read.
"""

import json
from collections.abc import Iterable

from bot.core.finding import Evidence

MICROSECONDS = 1_000_000


def micros(seconds: float) -> int:
    """A time for its column; `seconds` since 1970 UTC."""
    return round(seconds * MICROSECONDS)


def optional_micros(seconds: float | None) -> int | None:
    """The same for a time that may be missing."""
    return None if seconds is None else micros(seconds)


def optional_seconds(stored: int | None) -> int | None:
    """A whole number of seconds that `optional_micros` stored."""
    return None if stored is None else stored // MICROSECONDS


def readable(text: str) -> str:
    """The text for a column; what SQLite's tools cannot show (NUL, lone surrogates) becomes U+FFFD."""
    if text.isprintable():  # says no to far more, but quickly
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def optional_readable(text: str | None) -> str | None:
    """The same for a text that may be missing."""
    return None if text is None else readable(text)


def evidence_json(evidence: Iterable[Evidence]) -> str:
    """Where the evidence stands, without its text: that is sealed with the post."""
    return json.dumps(
        [
            {"surface": item.surface, "index": item.index, "start": item.start, "end": item.end, "folded": item.folded}
            for item in evidence
        ],
        separators=(",", ":"),
    )
