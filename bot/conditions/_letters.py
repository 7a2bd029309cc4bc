"""What letters are: the script each belongs to."""

import unicodedata
from functools import lru_cache

_MICRO = "\u00b5"
_NAMES = {"CJK": "HAN", "KANGXI": "HAN", "IDEOGRAPHIC": "HAN", "KATAKANA-HIRAGANA": "KATAKANA"}


@lru_cache(maxsize=8192)
def script(char: str) -> str:
    """The script of a letter, in capitals as in the names of characters (`LATIN`, `HAN`); empty for anything else.

    Letters that are only another shape of a letter, such as full-width or mathematical ones, are that letter. The
    micro sign is a sign.
    """
    if not char.isalpha() or char == _MICRO:
        return ""
    letter = unicodedata.normalize("NFKC", char)[:1]
    words = unicodedata.name(letter, "").split()
    return _NAMES.get(words[0], words[0]) if words else ""
