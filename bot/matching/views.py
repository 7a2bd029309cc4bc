"""The views of one surface, each made when it is first asked for, each with its way back to the original.

`plain` is what a reader sees; `skeleton` has one character for each of `plain` and makes look-alikes equal. Patterns
are looked for in a *stream*: the words of the skeleton with one space before, between and after them, so that a whole
word is found by the spaces around it. The `squeezed` view is a stream without any spaces and without repeats.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.chars import FLAGS, FREE, MARKER, SPACE, WORD, Codes, Places, is_mark
from bot.matching.encoded import Encoded
from bot.matching.fold import decode, fold
from bot.matching.lazy import cached_property
from bot.matching.lookalikes import SIGN_LETTERS, SKELETON, WEAK_SIGNS
from bot.matching.quick import quick_plain, quick_words
from bot.matching.repair import Copy, copies, rows
from bot.matching.rewrites import rewrites
from bot.matching.triggers import mixed, rewritable, signed, unusual
from bot.matching.windows import windows

Flags = NDArray[Any]

_WEAK = tuple(map(ord, sorted(WEAK_SIGNS)))


_UNENCODABLE = re.compile(f"[\ud800-\udfff{MARKER}]")


class Stream:
    """The words of a text; `places` leads from each code point to `plain`, for a space to the word after it."""

    def __init__(self, text: str, places: Places) -> None:
        self.text, self._places = text, places

    @cached_property
    def places(self) -> list[int]:
        # Numbers of a list are read several times as fast as those of an array.
        places: list[int] = self._places.tolist()
        return places


class Squeezed(NamedTuple):
    """Letters only, repeats collapsed; `firsts` and `lasts` are where in `plain` a run begins and ends."""

    text: str
    firsts: Places
    lasts: Places


class Shown(NamedTuple):
    """A text as somebody may read it who sees more than its letters; `starts` and `ends` lead back from there.

    `guessed` says that it is not what a screen shows.
    """

    original: str
    reading: "Reading"
    starts: Sequence[int]
    ends: Sequence[int]
    guessed: bool

    def locate(self, start: int, end: int) -> tuple[int, int] | None:
        """The part of the original that a part of the shown text covers; None where both read the same."""
        first, last = min(self.starts[start:end]), max(self.ends[start:end])
        if Reading(self.original[first:last]).plain == Reading(self.reading.original[start:end]).plain:
            return None
        return first, last


class Reading:
    """A text and its views."""

    def __init__(self, original: str) -> None:
        self.original = original

    @cached_property
    def _folded(self) -> tuple[Codes, Places]:
        return fold(self.original)

    @cached_property
    def places(self) -> Sequence[int]:
        """Where in the original each code point of `plain` comes from; never falling."""
        return range(len(self.original)) if self._quick is not None else self._folded[1].tolist()

    @cached_property
    def plain(self) -> str:
        """NFKC, case-folded, without what cannot be seen, white space collapsed."""
        return decode(self._folded[0]) if self._quick is None else self._quick

    @cached_property
    def _quick(self) -> str | None:
        return quick_plain(self.original)

    @cached_property
    def skeleton(self) -> str:
        """`plain` with look-alikes made equal, code point by code point."""
        return decode(SKELETON[self._folded[0]])

    @cached_property
    def signed(self) -> Codes:
        """`plain` with signs beside letters turned to the letters they stand for, code point by code point."""
        return letter_signs(self._folded[0]) if self.has_signs else self._folded[0]

    @cached_property
    def signed_skeleton(self) -> str:
        """The skeleton when signs are letters, code point by code point of `plain`."""
        return decode(SKELETON[self.signed])

    @cached_property
    def words(self) -> str:
        """The text of `stream`; for ordinary text found without it."""
        quick = quick_words(self.original)
        return self.stream.text if quick is None else quick

    @cached_property
    def stream(self) -> Stream:
        """The words of the skeleton."""
        return stream(self._folded[0])

    @cached_property
    def signed_stream(self) -> Stream:
        """The words when signs are letters."""
        return stream(self.signed)

    @cached_property
    def squeezed(self) -> Squeezed:
        """The letters of the skeleton, signs among them, with nothing between and no repeats."""
        skeleton = SKELETON[self.signed]
        letters = np.flatnonzero(FLAGS[skeleton] & WORD)
        codes = skeleton[letters]
        if not len(codes):
            return Squeezed("", letters, letters)
        new = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
        ends = np.concatenate((new[1:], [len(codes)])) - 1
        return Squeezed(decode(codes[new]), letters[new], letters[ends])

    @cached_property
    def _row(self) -> Sequence[int] | None:
        """The places of `plain` that stay when letters pulled apart are joined; None if there are none such."""
        return rows(self.plain, self.places)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Other ways to read the text, if anything in it asks for them."""
        if not self.unusual or not rewritable(self.data):
            return ()
        kept = self._row
        row = None if kept is None else list(dict.fromkeys([self.places[place] for place in kept]))
        ways = {way.text: way for way in reversed(list(rewrites(self.original, row)))}
        parts = (part for way in reversed(ways.values()) for part in windows(self.original, way))
        return tuple(Shown(self.original, Reading(part.text), part.starts, part.ends, part.guessed) for part in parts)

    @cached_property
    def encoded(self) -> Encoded:
        """`plain` for regular expressions."""
        return Encoded(self.plain)

    @cached_property
    def encoded_original(self) -> Encoded:
        """The original for regular expressions, code point by code point; what no encoding takes is replaced."""
        return Encoded(self.safe)

    @cached_property
    def repaired(self) -> tuple[Copy, ...]:
        """Copies of `plain` with disguised words mended, for regular expressions; none if there is nothing to mend."""
        return copies(self.plain, self.places, self._row) if mixed(self.encoded.data) else ()

    @cached_property
    def safe(self) -> str:
        """The original with lone surrogates, which no encoding takes, and markers replaced; same offsets."""
        text = self.original
        return text if text.isprintable() else _UNENCODABLE.sub("\ufffd", text)

    @cached_property
    def data(self) -> bytes:
        """The original as UTF-8."""
        return self.safe.encode()

    @cached_property
    def unusual(self) -> bool:
        """Whether the text may need more than its words: nearly all are told from the others at once."""
        return unusual(self.data)

    @cached_property
    def has_signs(self) -> bool:
        """Whether a sign may stand for a letter."""
        return self.unusual and signed(self.data)

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that a part of `plain` comes from; marks on its last letter belong to it."""
        first = self.places[start]
        last = self.places[end - 1] + 1
        while last < len(self.original) and is_mark(self.original[last]):
            last += 1
        return first, last


def stream(plain: Codes) -> Stream:
    """The words of folded code points, as skeletons, with one space around each."""
    skeleton = SKELETON[plain]
    flags = FLAGS[skeleton]
    word = (flags & WORD).astype(bool)
    kept = word.copy()
    kept[1:] |= word[:-1]
    places = np.flatnonzero(kept)
    codes = np.where(word, skeleton, SPACE)[places]
    free = (flags & FREE)[places]
    if free.any():
        codes, places = _part_scripts(codes, places, word[places], free)
    ends = (SPACE,) if not len(codes) or codes[-1] != SPACE else ()
    return Stream(
        decode(np.concatenate(((SPACE,), codes, ends)).astype(np.uint32)),
        np.concatenate(((0,), places, (len(plain),) if ends else ())).astype(np.int64),
    )


def _part_scripts(codes: Codes, places: Places, word: Flags, free: Flags) -> tuple[Codes, Places]:
    """Put a space where a script without spaces and one with them meet."""
    meet = np.flatnonzero(word[1:] & word[:-1] & (free[1:] != free[:-1])) + 1
    return np.insert(codes, meet, SPACE), np.insert(places, meet, places[meet])


def letter_signs(plain: Codes) -> Codes:
    """Signs beside a letter, or among single letters in a row, turned to letters."""
    letters = np.where(plain < len(SIGN_LETTERS), SIGN_LETTERS[np.minimum(plain, len(SIGN_LETTERS) - 1)], 0)
    if not letters.any():
        return plain
    weak = (plain == _WEAK[0]) | (plain == _WEAK[1])
    strong = (letters != 0) & ~weak
    word = (FLAGS[plain] & WORD).astype(bool)
    digit = (plain >= ord("0")) & (plain <= ord("9"))
    letter = (word & ~digit) | strong
    after = _earlier(letter, 1)
    meant = strong & (_later(letter, 1) | after) | weak & (after | (_later(letter, 1) & _earlier(digit, 1)))
    single = word & ~_later(word, 1) & ~_earlier(word, 1)
    alone = ((letters != 0) & ~_later(word, 1) & ~_earlier(word, 1)) | single
    before, behind = _later(alone, 2), _earlier(alone, 2)
    meant |= (letters != 0) & alone & ((before & behind) | (before & _later(alone, 4)) | (behind & _earlier(alone, 4)))
    return np.where(meant, letters, plain).astype(np.uint32)


def _later(flags: Flags, places: int) -> Flags:
    """What held so many places before."""
    moved = np.zeros_like(flags)
    moved[places:] = flags[:-places]
    return moved


def _earlier(flags: Flags, places: int) -> Flags:
    """What holds so many places after."""
    moved = np.zeros_like(flags)
    moved[:-places] = flags[places:]
    return moved
