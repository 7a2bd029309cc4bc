"""Of a long text that is read in another way, the parts around what differs: all else reads the same either way."""

from collections.abc import Iterator

import numpy as np

from bot.matching.fold import encode
from bot.matching.rewrites import Rewritten

SHORT = 1_024
"""A text of so many characters is kept whole; of a longer one about so many are read again."""

_AROUND = 120
"""So many characters on each side of what differs are kept, and a word more."""

_LONGEST_WORD = 40


def windows(original: str, way: Rewritten) -> Iterator[Rewritten]:
    """The way itself, or its parts: from both ends of the text towards the middle, while there are not too many."""
    if len(way.text) <= SHORT:
        yield way
        return
    left = SHORT // 2
    parts = list(_around(original, way))
    for last, (start, end) in enumerate(parts):
        kept = _word_end(way.text, min(end, start + left))
        left -= kept - start
        yield _part(way, start, kept)
        if left <= 0:
            if kept < end:
                parts[last] = kept, end
            break
    else:
        return
    left = SHORT // 2
    for start, stop in reversed(parts[last + (kept == end) :]):
        kept = _word_start(way.text, max(start, stop - left))
        left -= stop - kept
        yield _part(way, kept, stop)
        if left <= 0:
            break


def _around(original: str, way: Rewritten) -> Iterator[tuple[int, int]]:
    """Parts of the text, apart from each other, with all that differs from the original."""
    codes, starts, ends = encode(way.text), np.asarray(way.starts), np.asarray(way.ends)
    differs = (codes != encode(original)[starts]) | (ends != starts + 1)
    moved = starts[1:] != ends[:-1]
    differs[1:] |= moved
    differs[:-1] |= moved
    end = 0
    start = None
    for place in np.flatnonzero(differs).tolist():
        if start is None or place > end + 2 * _AROUND:
            if start is not None:
                yield _widened(way.text, start, end)
            start = place
        end = place + 1
    if start is not None:
        yield _widened(way.text, start, end)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    return _word_start(text, max(0, start - _AROUND)), _word_end(text, min(len(text), end + _AROUND))


def _word_start(text: str, place: int) -> int:
    """Where the word begins that stands at a place."""
    least = max(0, place - _LONGEST_WORD)
    while place > least and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int) -> int:
    """Where the word ends that stands at a place."""
    most = min(len(text), place + _LONGEST_WORD)
    while place < most and not text[place].isspace():
        place += 1
    return place


def _part(way: Rewritten, start: int, end: int) -> Rewritten:
    return Rewritten(way.text[start:end], way.starts[start:end], way.ends[start:end], way.guessed)
