"""A plus that is a `t`, as in `b!+c0!n`: only in a word with more such signs, for it joins words and sums, too."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\s+]{0,30}(?:\+[^\s+]{1,30}){1,8}")
_SIGNS = frozenset("$@€!|")
_LEAST = 2
_SHORTEST = 6
_MOST = 100
"""Pluses looked at in one text."""


def spelled(text: str) -> Sequence[tuple[int, int, str]]:
    """Where such pluses stand, and the letter they are."""
    found: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text) if "+" in text else ():
        word = match[0]
        if len(word) < _SHORTEST or word.startswith("$"):
            # Sums of variables and prices: `$a+$b`.
            continue
        if sum(map(_SIGNS.__contains__, word)) >= _LEAST and any(map(str.isalpha, word)):
            found += [(place, place + 1, "t") for place, char in enumerate(word, match.start()) if char == "+"]
            if len(found) > _MOST:
                break
    return found
