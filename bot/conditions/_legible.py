"""Text as somebody would copy it down: for finding numbers and addresses that are written in odd characters."""

import re
import unicodedata
from functools import lru_cache

UNSEEN = "\x00"
"""Stands for a character that nobody sees."""

# Neither ASCII nor a letter of the scripts that most posts are written in.
_ODD = re.compile(
    "[^\x00-\x7f\u00c0-\u024f\u0400-\u0481\u048a-\u052f\u0620-\u063f\u0641-\u064a\u3041-\u3096\u4e00-\u9fff]"
)


def legible(text: str) -> str:
    """The text with ASCII in the place of digits, letters and signs that are other shapes of it; same offsets."""
    return text if text.isascii() else _ODD.sub(_legible, text)


def _legible(match: re.Match[str]) -> str:
    return _plain(match[0])


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me"):
        return UNSEEN
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Pd":
        return "-"
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and plain.isascii() else char
