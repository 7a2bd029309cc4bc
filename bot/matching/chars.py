"""What each character is, as look-up tables over all code points: how it folds, and whether it is part of a word.

The tables are derived from the interpreter's Unicode data when the module is imported, once a process.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
"""Code points."""

Places = NDArray[np.int64]
"""For each code point of a view, the position in the text below that it comes from."""

SPACE = 0x20
DROPPED = 0
"""What a character folds to that is not there for a reader."""

EXPANDED = 0x110000
"""From here on a folded code is no code point: it names an entry of `EXPANSIONS`."""

WORD = 1
"""Part of a word: letters, marks and numbers. The underscore is punctuation."""

FREE = 2
"""Of a script that puts no spaces between words."""

LOOSE = 4
"""A mark that joins the character before it, or is stripped."""

STRIPPED = 8
"""A loose mark that goes where nothing composes with it: those of Latin, Greek, Cyrillic, Arabic, Hebrew and zalgo."""

MARKER = "\x01"
"""Marks word boundaries for regular expressions; no view contains it otherwise."""

_Ranges = Iterable[tuple[int, int]]

_TOP = 0x110000
# Large ranges in which every character folds to itself; skipped because the loop over the rest takes long enough.
_PLAIN_RANGES = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xAC00, 0xD7A4),
    (0xE000, 0xF900),
    (0x12000, 0x16A40),
    (0x17000, 0x18D80),
    (0x20000, 0x2F800),
    (0x2FA20, 0xE0000),
    (0xE1000, _TOP),
)
_WORD_RANGES = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xA490, 0xA4C7),
    (0xAC00, 0xD7A4),
    (0x17000, 0x18D80),
    (0x20000, 0x32400),
)
_FREE_RANGES = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Myanmar
    (0x1780, 0x1800),  # Khmer
    (0x2E80, 0x2FE0),  # radicals
    (0x3005, 0x3008),
    (0x3021, 0x302A),
    (0x3040, 0x3130),  # kana, bopomofo
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xA9E0, 0xAA00),
    (0xAA60, 0xAA80),
    (0xF900, 0xFB00),
    (0x1B000, 0x1B170),
    (0x20000, 0x32400),
)
_STRIPPED_RANGES = (
    (0x0300, 0x0370),
    (0x0483, 0x048A),
    (0x0591, 0x05BE),
    (0x05BF, 0x05C0),
    (0x05C1, 0x05C3),
    (0x05C4, 0x05C6),
    (0x05C7, 0x05C8),
    (0x0610, 0x061B),
    (0x0640, 0x0641),  # tatweel: a stroke that lengthens an Arabic word
    (0x064B, 0x0660),
    (0x0670, 0x0671),
    (0x06D6, 0x06DD),
    (0x06DF, 0x06E5),
    (0x06E7, 0x06E9),
    (0x06EA, 0x06EE),
    (0x08D3, 0x0900),
    (0x1AB0, 0x1B00),
    (0x1DC0, 0x1E00),
    (0x20D0, 0x2100),
    (0x2DE0, 0x2E00),
    (0x3099, 0x309B),
    (0xA66F, 0xA673),
    (0xA674, 0xA67E),
    (0xFE20, 0xFE30),
)
# Second halves of pairs that compose: vowel signs of Indic scripts and Hangul jamo.
_COMPOSING = (0x09BE, 0x09D7, 0x0B3E, 0x0B56, 0x0B57, 0x0BBE, 0x0BD7, 0x0C56, 0x0CC2, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D57)
_COMPOSING_RANGES = ((0x0DCA, 0x0DCB), (0x0DCF, 0x0DE0), (0x102E, 0x102F), (0x1161, 0x1176), (0x11A8, 0x11C3))
_BLANK = frozenset("\u2800")
_BLANK_CODES = frozenset(map(ord, _BLANK))
_SPECIAL = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Nd"})
_INVISIBLE_RANGES = (
    (0x034F, 0x0350),
    (0x115F, 0x1161),  # Hangul fillers, here and twice below
    (0x17B4, 0x17B6),
    (0x180B, 0x1810),
    (0x3164, 0x3165),
    (0xFE00, 0xFE10),
    (0xFFA0, 0xFFA1),
    (0xE0000, 0xE1000),  # tags
)
_LAST_FOLDED = 0x2FA20
"""From here on all but tags fold to themselves."""

_TAGS = range(0xE0000, 0xE1000)
_PART = 4096
_NO_CHARACTER = 0xFFFD
_LONGEST = 6
_WHITE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")


class Table:
    """A look-up table by code point; those from its end on stay what they are, or are `dropped`."""

    def __init__(self, codes: Codes, dropped: range = range(0)) -> None:
        self._codes, self._dropped = codes, dropped

    @overload
    def __getitem__(self, codes: int) -> int: ...

    @overload
    def __getitem__(self, codes: Codes) -> Codes: ...

    def __getitem__(self, codes: int | Codes) -> int | Codes:
        try:
            return self._codes.take(codes)
        except IndexError:
            return self._beyond(np.asarray(codes, dtype=np.uint32))

    def _beyond(self, codes: Codes) -> Codes:
        """The same where a code point is beyond the end, which is seldom."""
        kept = np.where(codes < len(self._codes), self._codes.take(codes, mode="clip"), codes)
        dropped = (codes >= self._dropped.start) & (codes < self._dropped.stop)
        return np.where(dropped, DROPPED, kept).astype(np.uint32)


class Tables(NamedTuple):
    """By code point: what it folds to, and its flags; and the foldings that are longer than one character."""

    fold: Table
    flags: NDArray[np.uint8]
    expansions: tuple[str, ...]


def _build() -> Tables:
    fold = np.arange(_TOP, dtype=np.uint32)
    flags = np.zeros(_TOP, dtype=np.uint8)
    expansions: list[str] = []
    for codes in _ordinary():
        categories = list(map(unicodedata.category, map(chr, codes)))
        for code, folded in _foldings(codes, categories):
            if len(folded) == 1:
                fold[code] = ord(folded)
            elif folded:
                fold[code] = EXPANDED + len(expansions)
                expansions.append(folded)
            else:
                fold[code] = DROPPED
        flags[[code for code, category in zip(codes, categories, strict=True) if category[0] in "LMN"]] = WORD
    _flag(flags, WORD, _WORD_RANGES)
    _flag(flags, FREE, _FREE_RANGES)
    _flag(flags, LOOSE | STRIPPED, _STRIPPED_RANGES)
    _flag(flags, LOOSE, _COMPOSING_RANGES)
    flags[list(_COMPOSING)] |= LOOSE
    for start, end in _INVISIBLE_RANGES:
        fold[start:end] = DROPPED
    fold[0xD800:0xE000] = _NO_CHARACTER
    return Tables(Table(fold[:_LAST_FOLDED].copy(), _TAGS), flags, tuple(expansions))


def _foldings(codes: Sequence[int], categories: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The code points that may fold to something else, and what `fold_char` makes of them.

    All are tried in one text, where a line break keeps neighbours apart, because one by one they take ten times as
    long; only those that change there are looked at again.
    """
    text = "\n".join(chr(max(code, SPACE)) for code in codes)
    for code, category, changed in zip(codes, categories, _compatible(text).split("\n"), strict=True):
        if category in _SPECIAL or changed != chr(code) or code in _BLANK_CODES:
            yield code, fold_char(chr(code))


def _compatible(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.replace("\u2044", "/")


def fold_char(char: str) -> str:
    """What one character is in `plain`: NFKC, case-folded, decimal digits ASCII; empty if it is invisible."""
    category = unicodedata.category(char)
    if char in _WHITE or category[0] == "Z" or char in _BLANK:
        return " "
    if category in ("Cc", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    folded = _compatible(char)
    # Accents that stand alone decompose to a space and a mark, which would part a word; the longest ligatures are
    # phrases, and a post full of them would be many times its length.
    return char if folded.startswith(" ") or len(folded) > _LONGEST else folded


def _ordinary() -> Iterator[Sequence[int]]:
    """The other code points, in parts: what it takes to look at all at once would never be given back."""
    start = 0
    for low, high in _PLAIN_RANGES:
        for first in range(start, low, _PART):
            yield range(first, min(first + _PART, low))
        start = high


def _flag(flags: NDArray[np.uint8], flag: int, ranges: _Ranges) -> None:
    for start, end in ranges:
        flags[start:end] |= flag


FOLD, FLAGS, EXPANSIONS = _build()


def is_word(char: str) -> bool:
    """Whether the character is part of words."""
    return bool(FLAGS[ord(char)] & WORD)


def is_free(char: str) -> bool:
    """Whether the character's script puts no spaces between words."""
    return bool(FLAGS[ord(char)] & FREE)


def is_mark(char: str) -> bool:
    """Whether the character belongs to the one before it."""
    return bool(FLAGS[ord(char)] & LOOSE) or unicodedata.category(char)[0] == "M"
