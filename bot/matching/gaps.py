"""What stands between the letters of a word, and whether it is there to hide the word."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from bot.matching.alignment import Row
from bot.matching.chars import is_free
from bot.matching.views import Reading

_SHORTEST = 3
_SPLIT_ONCE = 4
"""So many letters are the fewest that one sign may split."""

_HALVES = 2
"""So many letters on both sides are the fewest that a space may part in a script without spaces."""

_APOSTROPHES = "'’‘´`ʼ"
_MANY = 3
_ROW = 4
"""So many pieces are the fewest of a row in which not all letters stand alone."""

_GLUE = re.compile(r"[^\s,;]{1,3}")
_SNEAKY_ASCII = frozenset("*|~^`")
_SYMBOLS = frozenset({"So", "Sk", "Sm", "Mn", "Me", "Cf"})
_JOINING = "=+<>×÷−"
_ENDING = re.compile(r"\.\.+|[?!…]+")
_SENTENCE = frozenset("。！？!?；;…、")
_SYLLABIC = re.compile(r"[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LOOSE_VOWELS = re.compile(r"[\u0e30\u0e32\u0e33\u0e40-\u0e45\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec4]")
"""Thai and Lao vowels that are letters of their own and yet belong to a consonant."""


def gaps(places: Sequence[int], plain: str) -> tuple[list[str], list[int]]:
    """What stands between the letters of a word, and how many letters stand together; marks count for nothing."""
    found, chunks = [], [_weight(plain[places[0]])]
    for left, right in pairwise(places):
        if right == left + 1:
            chunks[-1] += _weight(plain[right])
        else:
            found.append(plain[left + 1 : right])
            chunks.append(_weight(plain[right]))
    return found, chunks


def pulled_apart(row: Row, reading: Reading, *, alone: bool) -> bool:
    """Whether the gaps inside a word are between letters pulled apart; `alone` says that the word is no phrase's."""
    between, chunks = gaps(row.places, reading.plain)
    if not between:
        return True
    if any(gap in _APOSTROPHES for gap in between):
        return len(between) >= _MANY and max(chunks) <= 1 and len(set(between)) == 1
    hidden = all(map(_sneaky, _written(row, reading)))
    letters = row.part.letters
    syllabic = _SYLLABIC.match(letters) is not None
    if is_free(letters[0]) and not syllabic:
        return _han_apart(row, reading, between, chunks, hidden=hidden)
    if sum(map(_weight, letters)) >= _SHORTEST:
        return hidden or _spaced(between, chunks, syllabic=syllabic)
    glued = not syllabic and all(map(_GLUE.fullmatch, between))
    return max(chunks) <= 1 and (hidden or not alone or glued)


def _spaced(between: Sequence[str], chunks: Sequence[int], *, syllabic: bool) -> bool:
    """The same for a word of three letters or more, between which anything may stand."""
    singles = sum(chunk <= 1 for chunk in chunks)
    glued = all(map(_GLUE.fullmatch, between))
    if len(between) == 1:
        whole = sum(chunks) >= _SPLIT_ONCE and not syllabic
        return whole and glued and singles > 0 and not _ENDING.fullmatch(between[0])
    row = len(chunks) >= _ROW and max(chunks) <= 2 and singles * 3 >= len(chunks) * 2  # noqa: PLR2004
    return glued or singles == len(chunks) or row


def _han_apart(row: Row, reading: Reading, between: Sequence[str], chunks: Sequence[int], *, hidden: bool) -> bool:
    """The same for scripts whose words stand side by side: a space may end a sentence there, or begin one."""
    if len(between) > 1:
        return hidden or sum(chunk <= 1 for chunk in chunks) * 2 >= len(chunks) or max(chunks) <= _HALVES
    back = reading.places
    left, right = next((left, right) for left, right in pairwise(row.places) if right > left + 1)
    if "\n" in reading.original[back[left] : back[right]]:
        return False
    if hidden:
        return True
    if not _SENTENCE.isdisjoint(between[0]):
        return False
    if min(chunks) >= _HALVES:
        return True
    return sum(chunks) <= _HALVES and bool(_GLUE.fullmatch(between[0]) or _stands_out(row, reading))


def _stands_out(row: Row, reading: Reading) -> bool:
    """Whether one of the two letters of a word stands alone."""
    plain, first, last = reading.plain, row.places[0], row.places[-1]
    return not plain[max(0, first - 1) : first].isalnum() or not plain[last + 1 : last + 2].isalnum()


def _written(row: Row, reading: Reading) -> list[str]:
    """What stands between the letters in the original."""
    back = reading.places
    return [reading.original[back[left] + 1 : back[right]] for left, right in pairwise(row.places) if right > left + 1]


def _weight(char: str) -> int:
    if char < "\u0300":
        return 1
    return 0 if unicodedata.category(char)[0] == "M" or _LOOSE_VOWELS.match(char) else 1


@lru_cache(maxsize=1024)
def _sneaky(gap: str) -> bool:
    """Whether nobody writes such a gap inside a word or between two but to hide it: `*`, frames, bullets, emoji."""
    return all(char in _SNEAKY_ASCII or (char > "\x7f" and char not in _JOINING and _is_symbol(char)) for char in gap)


def _is_symbol(char: str) -> bool:
    return unicodedata.category(char) in _SYMBOLS or char in "•‣·․‧∙"
