"""Letters spaced or dotted out, and letters repeated: whether what the squeezed view has is a disguised pattern.

The squeezed view runs all letters of a text together, so a pattern is found in it often where nobody wrote it. Here the
gaps inside each word have to be those of letters pulled apart, and repeats more than ordinary spelling has.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.matching.chars import is_free, is_word
from bot.matching.resemblance import disguised
from bot.matching.views import Reading
from bot.matching.words import Part, Phrase, Span, letters

_SHORTEST = 3
_SHORTEST_FREE = 2
_UNCLEAR = 6
"""From so many letters on, a word may stand anywhere in a row of single letters."""

_SPLIT_ONCE = 4
"""So many letters are the fewest that one sign may split."""

_EXCESS = 3
"""So many of a letter are no spelling."""

_GLUE = re.compile(r"[^\s,;]{1,3}")


def squeezable(phrase: Phrase) -> bool:
    """Whether the pattern can be looked for in squeezed text."""
    text = phrase.skeleton
    least = _SHORTEST_FREE if all(map(is_free, text)) else _SHORTEST
    plainly = phrase.wild is None and not phrase.lead and not phrase.trail and not any(phrase.gaps)
    return plainly and not phrase.exact and not phrase.case and len(text) >= least


def squeeze(text: str) -> str:
    """Letters of a skeleton without repeats."""
    return re.sub(r"(.)\1+", r"\1", text)


@dataclass(slots=True)
class _Row:
    """The letters of one part in a text: their places in `plain`, those of repeats among them."""

    part: Part
    places: list[int]
    chosen: list[int]
    excess: list[int]


def at(phrase: Phrase, reading: Reading, start: int) -> Span | None:
    """The match of a pattern whose squeezed letters stand at a place of the reading's squeezed view."""
    rows = _align(phrase, reading, start)
    if rows is None:
        return None
    first, last = rows[0].places[0], rows[-1].places[-1] + 1
    if not all(_repeats(row) and _pulled_apart(row, reading) for row in rows):
        return None
    words = [letters(row.part, reading, row.chosen) for row in rows]
    together = [letter for word in words for letter in word]
    if not all(disguised(word, together, reading.plain) for word in words):
        return None
    if not _parted(rows) or (phrase.whole and not _bounded(reading, rows, first, last)):
        return None
    return Span(first, last, folded=True)


def _align(phrase: Phrase, reading: Reading, start: int) -> list[_Row] | None:
    """Give each letter of the pattern its letters of the text; None if a letter is there too few times."""
    view = reading.squeezed
    skeleton = reading.signed_skeleton
    wanted = [(number, char) for number, part in enumerate(phrase.parts) for char in part.skeleton]
    rows = [_Row(part, [], [], []) for part in phrase.parts]
    run, index = start, 0
    while index < len(wanted):
        char = wanted[index][1]
        count = 1
        while index + count < len(wanted) and wanted[index + count][1] == char:
            count += 1
        first, last = int(view.firsts[run]), int(view.lasts[run])
        places = [place for place in range(first, last + 1) if skeleton[place] == char]
        if len(places) < count:
            return None
        ahead, behind = index > 0, index + count < len(wanted)
        places = _own(places, count, ahead=ahead, behind=behind)
        for offset in range(count):
            rows[wanted[index + offset][0]].chosen.append(places[offset])
            rows[wanted[index + offset][0]].places.append(places[offset])
        row = rows[wanted[index + count - 1][0]]
        row.places += places[count:]
        if len(places) > count:
            row.excess.append(len(places))
        run, index = run + 1, index + count
    return rows


def _own(places: list[int], count: int, *, ahead: bool, behind: bool) -> list[int]:
    """Of a run at an end of the pattern, the letters that are the word's own and not its neighbour's.

    `ahead` and `behind` say whether the pattern has other letters there.
    """
    if not ahead and behind:
        start = len(places) - count
        while start and places[start - 1] == places[start] - 1:
            start -= 1
        return places[start:]
    if ahead and not behind:
        end = count
        while end < len(places) and places[end] == places[end - 1] + 1:
            end += 1
        return places[:end]
    return places


def _repeats(row: _Row) -> bool:
    """Repeats beyond the pattern's are a disguise if there are many: `freeee`, `ffrreeee`; but not `good` for `god`."""
    return not row.excess or max(row.excess) >= _EXCESS or len(row.excess) > 1


def _pulled_apart(row: _Row, reading: Reading) -> bool:
    """Whether the gaps inside a word are between letters pulled apart."""
    gaps, chunks = _gaps(row.places, reading.plain)
    if not gaps:
        return True
    if all(gap in "'’" for gap in gaps):
        return False
    singles = sum(chunk == 1 for chunk in chunks)
    if len(row.part.letters) < _SHORTEST and not all(map(is_free, row.part.letters)):
        return singles == len(chunks)
    if len(gaps) == 1 and len(row.part.letters) < _SPLIT_ONCE and not is_free(row.part.letters[0]):
        return False
    if any(not _GLUE.fullmatch(gap) for gap in gaps):
        return max(chunks) <= 2 and singles * 3 >= len(chunks) * 2  # noqa: PLR2004
    return singles * 2 >= len(chunks) or len(gaps) > 1


def _gaps(places: list[int], plain: str) -> tuple[list[str], list[int]]:
    """What stands between the letters of a word, and how many letters stand together."""
    gaps, chunks = [], [1]
    for left, right in pairwise(places):
        if right == left + 1:
            chunks[-1] += 1
        else:
            gaps.append(plain[left + 1 : right])
            chunks.append(1)
    return gaps, chunks


def _parted(rows: list[_Row]) -> bool:
    """Whether something stands between the words of a phrase."""
    return all(
        left.places[-1] + 1 < right.places[0] or is_free(left.part.letters[-1]) or is_free(right.part.letters[0])
        for left, right in pairwise(rows)
    )


def _bounded(reading: Reading, rows: list[_Row], first: int, last: int) -> bool:
    """Whether the match is not part of a longer word, nor of a longer row of single letters."""
    plain = reading.plain
    if first and is_word(plain[first - 1]) and not is_free(plain[first]) and not is_free(plain[first - 1]):
        return False
    if last < len(plain) and is_word(plain[last]) and not is_free(plain[last - 1]) and not is_free(plain[last]):
        return False
    count = sum(len(row.part.letters) for row in rows)
    single = all(chunk == 1 for row in rows for chunk in _gaps(row.chosen, plain)[1])
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
