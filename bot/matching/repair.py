r"""Copies of a text for regular expressions, in which disguised words are written as they are meant to be read.

An expression cannot be turned into a skeleton (`[а-я]` and `\d` would lose their meaning), so the text is repaired
instead: words of mixed script are brought to one script, and letters pulled apart are joined.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.matching.chars import FLAGS, WORD
from bot.matching.encoded import Encoded
from bot.matching.fold import encode
from bot.matching.lookalikes import CYRILLIC_TWINS, LATIN_TWINS, SIGNS, VARIANTS
from bot.matching.resemblance import script

# Emoji that are letters count as letters, too.
_SIGNS = (
    re.escape("".join(SIGNS)) + "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189\U0001f1e6-\U0001f1ff"
)
# Words of one script, which are nearly all, have nothing to repair.
_WORD = re.compile(rf"(?<![\w{_SIGNS}])(?!(?:[a-z]+|[\u0430-\u045f]+)(?![\w{_SIGNS}]))([\w{_SIGNS}]+)")
_ROW = re.compile(r"(?<!\w)[^\W_](?:[^\w\n'’‘´`ʼ]{1,3}[^\W_]){2,}(?!\w)")
_WIDE = 2
_FLAG = 2
"""So many regional indicators are a country's flag."""


_TWINS = {"LATIN": LATIN_TWINS, "CYRILLIC": CYRILLIC_TWINS}
# Small capitals and the like become the letters they are; accented letters stay.
_UNDRESSED = {
    ord(char): base for char, base in VARIANTS.items() if not char.isalpha() or "WITH" not in unicodedata.name(char, "")
}


class Copy(NamedTuple):
    """A text, and for each of its characters the place in `plain`; and the text for regular expressions."""

    text: str
    places: Sequence[int]
    encoded: Encoded


def copies(plain: str, places: Sequence[int], row: Sequence[int] | None) -> tuple[Copy, ...]:
    """The repaired copies of `plain` that differ from it.

    `places` are those of `plain` in the original, `row` is what `rows` says of both.
    """
    found: dict[str, Copy] = {}
    pieces = _WORD.split(plain)
    words = pieces[1::2]
    mended: dict[str, None] = {}
    for name in _TWINS:
        pieces[1::2] = [_repaired(word, name) for word in words]
        mended["".join(pieces)] = None
    for repaired in mended:
        joined = _joined(repaired, row if repaired == plain else rows(repaired, places))
        if joined.text != plain:
            found.setdefault(joined.text, joined)
    return tuple(found.values())


@lru_cache(maxsize=4096)
def _repaired(word: str, home: str) -> str:
    """The word in one script; as it is if that cannot be done, or if there is nothing mixed about it."""
    core = word.rstrip("!|$")
    rest = word[len(core) :]
    if len(core) == _FLAG and all(char >= "\U0001f1e6" for char in core):
        return word
    undressed = core.translate(_UNDRESSED)
    scripts = set(map(script, undressed)) - {""}
    if not core or core[-1].isdigit() or not scripts or (home not in scripts and len(scripts) < _WIDE):
        return undressed + rest
    twins = _TWINS[home]
    repaired = [char if char == "_" or script(char) == home else twins.get(char, "") for char in undressed]
    return ("".join(repaired) if all(repaired) else undressed) + rest


def rows(text: str, places: Sequence[int]) -> list[int] | None:
    """The places of a text that stay when letters pulled apart are joined; None if there are none such."""
    return _kept(text, places) if _ROW.search(text) else None


def _joined(text: str, kept: Sequence[int] | None) -> Copy:
    """Letters pulled apart are joined; where the gap is wider than between the others, one space stays."""
    if kept is None:
        return Copy(text, range(len(text)), Encoded(text))
    joined = "".join([text[place] for place in kept])
    return Copy(joined, kept, Encoded(joined))


def _evenly_spaced(row: str) -> bool:
    """Whether there is one space between every two letters, as there nearly always is."""
    return row[1::2].isspace() and row[::2].isalnum()


def _kept(text: str, places: Sequence[int]) -> list[int]:
    word = ((FLAGS[encode(text)] & WORD) != 0).tolist()
    kept: list[int] = []
    start = 0
    for match in _ROW.finditer(text):
        kept += range(start, match.start())
        start = match.end()
        if _evenly_spaced(match[0]) and places[start - 1] - places[match.start()] < len(match[0]):
            kept += range(match.start(), start, 2)
            continue
        letters = [place for place in range(match.start(), match.end()) if word[place]]
        widths = [places[right] - places[left] for left, right in pairwise(letters)]
        narrowest = min(widths)
        # Where some gaps are signs, the others are between words.
        blank = [text[left + 1 : right].isspace() for left, right in pairwise(letters)]
        signs = 2 * sum(blank) < len(blank)
        for left, right, width, space in zip(letters, letters[1:], widths, blank, strict=False):
            kept.append(left)
            if width > narrowest or (space and signs):
                # Of a wide gap its signs stay, or one space.
                kept += [place for place in range(left + 1, right) if text[place] != " "] or [left + 1]
        kept.append(letters[-1])
    kept += range(start, len(text))
    return kept
