"""Letters spaced or dotted out, and letters repeated: whether what the squeezed view has is a disguised pattern.

The squeezed view runs all letters of a text together, so a pattern is found in it often where nobody wrote it. Here the
gaps inside each word have to be those of letters pulled apart, and repeats more than ordinary spelling has.
"""

import re
from itertools import pairwise

from bot.matching.alignment import Row, align, repeated
from bot.matching.chars import is_free, is_word
from bot.matching.gaps import gaps, pulled_apart
from bot.matching.resemblance import disguised
from bot.matching.views import Reading
from bot.matching.words import Phrase, Span, letters

_SHORTEST = 3
_SHORTEST_FREE = 2
_UNCLEAR = 6
"""From so many letters on, a word may stand anywhere in a row of single letters."""


def squeezable(phrase: Phrase) -> bool:
    """Whether the pattern can be looked for in squeezed text."""
    text = phrase.skeleton
    least = _SHORTEST_FREE if all(is_free(char) or "\uac00" <= char <= "\ud7a3" for char in text) else _SHORTEST
    plainly = phrase.wild is None and not phrase.lead and not phrase.trail and not any(phrase.gaps)
    return plainly and not phrase.exact and not phrase.case and len(text) >= least


def squeeze(text: str) -> str:
    """Letters of a skeleton without repeats."""
    return re.sub(r"(.)\1+", r"\1", text)


def at(phrase: Phrase, reading: Reading, start: int) -> Span | None:
    """The match of a pattern whose squeezed letters stand at a place of the reading's squeezed view."""
    rows = align(phrase, reading, start)
    if rows is None:
        return None
    first, last = rows[0].places[0], rows[-1].places[-1] + 1
    if not repeated(rows) or not all(pulled_apart(row, reading, alone=len(rows) == 1) for row in rows):
        return None
    words = [letters(row.part, reading, row.chosen) for row in rows]
    together = [letter for word in words for letter in word]
    if not all(disguised(word, together, reading.plain) for word in words):
        return None
    if not _parted(rows) or (phrase.whole and not _bounded(reading, rows, first, last)):
        return None
    return Span(first, last, folded=True)


def _parted(rows: list[Row]) -> bool:
    """Whether something stands between the words of a phrase."""
    return all(
        left.places[-1] + 1 < right.places[0] or is_free(left.part.letters[-1]) or is_free(right.part.letters[0])
        for left, right in pairwise(rows)
    )


def _bounded(reading: Reading, rows: list[Row], first: int, last: int) -> bool:
    """Whether the match is not part of a longer word, nor of a longer row of single letters."""
    plain = reading.plain
    if first and is_word(plain[first - 1]) and not is_free(plain[first]) and not is_free(plain[first - 1]):
        return False
    if last < len(plain) and is_word(plain[last]) and not is_free(plain[last - 1]) and not is_free(plain[last]):
        return False
    count = sum(len(row.part.letters) for row in rows)
    single = all(chunk == 1 for row in rows for chunk in gaps(row.chosen, plain)[1])
    if not single or count >= _UNCLEAR or is_free(plain[first]):
        return True
    return not _neighbour(reading, first, -1) and not _neighbour(reading, last - 1, 1)


def _neighbour(reading: Reading, place: int, step: int) -> bool:
    """Whether the row of single letters goes on: two more follow, the first no further off than the letters are."""
    near = _next_single(reading.plain, place, step)
    inner = _next_single(reading.plain, place, -step)
    if near is None or inner is None or _next_single(reading.plain, near, step) is None:
        return False
    back = reading.places
    return abs(back[near] - back[place]) <= abs(back[inner] - back[place])


def _next_single(plain: str, place: int, step: int) -> int | None:
    """The letter after the gap at a place, if it stands alone."""
    near = place + step
    while 0 <= near < len(plain) and not is_word(plain[near]):
        near += step
    if not 0 <= near < len(plain):
        return None
    beyond = near + step
    alone = not (0 <= beyond < len(plain)) or not is_word(plain[beyond])
    return near if alone else None
