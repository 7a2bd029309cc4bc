"""Whether a name passes for another: compared as a reader sees them, whatever letters they are written with."""

import unicodedata
from functools import lru_cache

from bot.matching.fold import decode, encode, fold_codes
from bot.matching.lookalikes import SIGNS, SKELETON, alike, bare
from bot.matching.resemblance import script

SHORTEST = 4
"""So many letters and digits a name must have: shorter ones resemble too many others."""

_SIGNS = str.maketrans(SIGNS)
_KEPT = frozenset("LMN")
_PAIRS = (("rn", "m"), ("vv", "w"))


def resembles(name: str, other: str) -> bool:
    """Whether a reader can take one name for the other; spaces, punctuation, emoji and letter case do not count.

    Other digits make another name, but a digit may stand for a letter.
    """
    one, two = _letters(name), _letters(other)
    if len(one) < SHORTEST or len(two) < SHORTEST or _skeleton(one) != _skeleton(two):
        return False
    # The skeleton is generous: letters of one alphabet never pass for each other, but for i and l.
    return len(one) == len(two) and all(_passes(*pair) for pair in zip(one, two, strict=True))


def _passes(one: str, other: str) -> bool:
    one, other = bare(one), bare(other)
    if one == other or {one, other} == {"i", "l"}:
        return True
    return alike(one, other) and script(one) != script(other)  # digits are all of one script


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    """The name's letters, with the marks that some scripts write vowels with, and digits in their `plain` form."""
    plain = decode(fold_codes(encode(name))[0]).lstrip("@").translate(_SIGNS)
    letters = "".join(char for char in plain if unicodedata.category(char)[0] in _KEPT)
    for pair, letter in _PAIRS:
        letters = letters.replace(pair, letter)
    return letters


@lru_cache(maxsize=4096)
def _skeleton(letters: str) -> str:
    return decode(SKELETON[encode(letters)])
