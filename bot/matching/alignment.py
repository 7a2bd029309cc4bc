"""Which letters of a text stand for which letters of a pattern whose squeezed letters it has."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from bot.matching.chars import is_free
from bot.matching.lookalikes import bare
from bot.matching.resemblance import script
from bot.matching.views import Reading
from bot.matching.words import Part, Phrase

_EXCESS = 3
"""So many of a letter are no spelling."""

_LONGEST = 128
_WIDEST = 4
"""A run is looked at that far, and so far for each letter that it must have."""

_CUTS = 4
"""So many places are tried where a run may be cut."""


@dataclass(slots=True)
class Row:
    """The letters of one part in a text: their places in `plain`, those of repeats among them.

    `chosen` has one place for each letter of the part; `runs` counts the runs of one letter, and `excess` says how long
    those are that are too long.
    """

    part: Part
    places: list[int]
    chosen: list[int]
    excess: list[int]
    runs: int = 0


def align(phrase: Phrase, reading: Reading, start: int) -> list[Row] | None:
    """Give each letter of the pattern its letters of the text; None if a letter is there too few times."""
    rows = [Row(part, [], [], []) for part in phrase.parts]
    wanted = [
        (number, char, letter)
        for number, part in enumerate(phrase.parts)
        for char, letter in zip(part.skeleton, part.letters, strict=True)
    ]
    runs = [list(run) for _, run in groupby(wanted, key=itemgetter(1))]
    for number, run in enumerate(runs):
        char = run[0][1]
        places = _run(reading, start + number, char, len(run), ahead=number > 0, behind=number + 1 < len(runs))
        if places is None:
            return None
        shares = [(row, [letter for _, _, letter in share]) for row, share in groupby(run, key=itemgetter(0))]
        if len(shares) > 1 and not is_free(char) and places[-1] - places[0] < len(places):
            # Nothing stands between the words of the phrase.
            return None
        pieces = _shared(places, [len(own) for _, own in shares])
        for (row, own), piece in zip(shares, pieces, strict=True):
            if not _give(rows[row], piece, own, reading.plain):
                return None
    return rows


def _run(reading: Reading, run: int, char: str, count: int, *, ahead: bool, behind: bool) -> list[int] | None:
    """The places in `plain` of a run of the squeezed view; None if it has fewer letters than are needed.

    `ahead` and `behind` say whether the pattern has other letters there.
    """
    view, skeleton = reading.squeezed, reading.signed_skeleton
    first, last = int(view.firsts[run]), int(view.lasts[run])
    widest = _LONGEST + _WIDEST * count
    if last - first > widest:
        if ahead and behind:
            return None
        first, last = (last - widest, last) if behind else (first, first + widest)
    places = [place for place in range(first, last + 1) if skeleton[place] == char]
    return None if len(places) < count else _own(places, count, ahead=ahead, behind=behind)


def _give(row: Row, places: Sequence[int], letters: Sequence[str], plain: str) -> bool:
    """Give the row a run of its letters; False if one stands among them that is another word's."""
    longest = _longest([plain[place] for place in places], letters)
    if longest is None:
        return False
    row.chosen += _chosen(places, letters, plain)
    row.places += places
    row.runs += 1
    if len(places) > len(letters):
        row.excess.append(longest)
    return True


def repeated(rows: Sequence[Row]) -> bool:
    """Repeats beyond the pattern's are a disguise if there are many: `freeee`, `bbttcc`, not `access` for `aces`."""
    excess = [length for row in rows for length in row.excess]
    runs = sum(row.runs for row in rows)
    return not excess or max(excess) >= _EXCESS or len(excess) >= max(_EXCESS, runs - 1)


def _longest(found: Sequence[str], wanted: Sequence[str]) -> int | None:
    """How often the letter that stands there most does so; None if one stands among them that is another word's.

    The skeleton has one letter for `i` and `l`, so `ill` is three of it.
    """
    own = {bare(letter) for letter in wanted}
    letters = list(map(bare, found))
    if len(letters) > len(wanted):
        scripts = set(map(script, own))
        if any(letter not in own and script(letter) in scripts and letter.isalpha() for letter in letters):
            return None
    return max(map(letters.count, set(letters)))


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


def _shared(places: list[int], counts: Sequence[int]) -> Iterator[list[int]]:
    """A run shared out among the parts that it belongs to, cut where something stands between its letters.

    `counts` are the fewest letters that each part needs.
    """
    cuts = [end for end, (left, right) in enumerate(pairwise(places), 1) if right > left + 1] if counts[1:] else []
    start, later = 0, sum(counts)
    for least in counts[:-1]:
        later -= least
        first = bisect_left(cuts, start + least)
        fitting = [end for end in cuts[first : first + _CUTS] if len(places) - end >= later]
        end = max(fitting, key=lambda end: places[end] - places[end - 1], default=start + least)
        yield places[start:end]
        start = end
    yield places[start:]


def _chosen(places: Sequence[int], wanted: Sequence[str], plain: str) -> list[int]:
    """For each of the letters one of the places, the one that has the letter itself if there is one."""
    chosen: list[int] = []
    start = 0
    for number, letter in enumerate(wanted):
        left = len(places) - (len(wanted) - number - 1)
        same = (place for place in range(start, left) if bare(plain[places[place]]) == bare(letter))
        place = next(same, start)
        chosen.append(places[place])
        start = place + 1
    return chosen
