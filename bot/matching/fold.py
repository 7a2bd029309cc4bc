"""Folding a text to its `plain` view, with the place in the original that each character comes from."""

import unicodedata
from functools import lru_cache

import numpy as np

from bot.matching.chars import (
    DROPPED,
    EXPANDED,
    EXPANSIONS,
    FLAGS,
    FOLD,
    LOOSE,
    SPACE,
    STRIPPED,
    Codes,
    Places,
)

_EXPANSION_LENGTHS = np.array([len(text) for text in EXPANSIONS], dtype=np.int64)
_EXPANSION_STARTS = np.concatenate(([0], np.cumsum(_EXPANSION_LENGTHS)[:-1]))
_EXPANSION_CODES = np.array([ord(char) for text in EXPANSIONS for char in text], dtype=np.uint32)


def encode(text: str) -> Codes:
    """The code points of a text; lone surrogates stay what they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def decode(codes: Codes) -> str:
    """The text of code points, none of which is a surrogate."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le")


def fold(text: str) -> tuple[Codes, Places]:
    """The code points of the `plain` view, and for each its position in the text; positions never fall."""
    return fold_codes(encode(text))


def fold_codes(codes: Codes) -> tuple[Codes, Places]:
    """As `fold`, for a text that is code points already."""
    folded = FOLD[codes]
    places = np.arange(len(folded), dtype=np.int64)
    if len(folded) and folded.max() >= EXPANDED:
        folded, places = _expand(folded, places)
    if not folded.all():
        kept = folded != DROPPED
        folded, places = folded[kept], places[kept]
    loose = FLAGS[folded] & LOOSE
    if loose.any():
        folded, places = _compose(folded, places, np.flatnonzero(loose).tolist())
    return _collapse(folded, places)


def plain(text: str) -> str:
    """The `plain` view of a text, without its places."""
    return decode(fold(text)[0])


def _expand(folded: Codes, places: Places) -> tuple[Codes, Places]:
    """Put the longer foldings in the place of their names."""
    longer = folded >= EXPANDED
    names = np.where(longer, folded, EXPANDED) - EXPANDED
    lengths = np.where(longer, _EXPANSION_LENGTHS[names], 1)
    source = np.repeat(np.arange(len(folded)), lengths)
    inside = np.arange(len(source)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    from_expansion = _EXPANSION_CODES[np.where(longer[source], _EXPANSION_STARTS[names[source]] + inside, 0)]
    return np.where(longer[source], from_expansion, folded[source]).astype(np.uint32), places[source]


def _compose(folded: Codes, places: Places, loose: list[int]) -> tuple[Codes, Places]:
    """Join loose marks to what stands before them; what does not join goes, unless its script lives by marks."""
    codes = folded.tolist()
    kept = np.ones(len(codes), dtype=bool)
    flags = FLAGS[folded]
    base = -1
    previous = -2
    for index in loose:
        if index != previous + 1 or kept[previous]:
            base = index - 1
        previous = index
        joined = composed(codes[base], codes[index]) if base >= 0 else 0
        if joined:
            codes[base] = joined
        if joined or flags[index] & STRIPPED:
            kept[index] = False
    return np.array(codes, dtype=np.uint32)[kept], places[kept]


@lru_cache(maxsize=4096)
def composed(base: int, mark: int) -> int:
    """The one code point that both make in NFC; 0 if there is none."""
    text = unicodedata.normalize("NFC", chr(base) + chr(mark))
    return ord(text) if len(text) == 1 else 0


def _collapse(folded: Codes, places: Places) -> tuple[Codes, Places]:
    """White space to one space between words, none at the ends."""
    space = folded == SPACE
    if not space.any():
        return folded, places
    kept = ~space
    # A space stays if something stands directly before it and anything comes later.
    kept[1:] |= space[1:] & ~space[:-1]
    if space[-1]:
        kept[len(space) - _trailing(space) :] = False
    return folded[kept], places[kept]


def _trailing(space: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """How many spaces end the text."""
    other = np.flatnonzero(~space)
    return len(space) - (int(other[-1]) + 1 if len(other) else 0)
