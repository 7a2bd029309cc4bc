r"""Copies of a text for regular expressions, in which disguised words are written as they are meant to be read.

An expression cannot be turned into a skeleton (`[а-я]` and `\d` would lose their meaning), so the text is repaired
instead: words of mixed script are brought to one script, and letters pulled apart are joined.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.matching.chars import is_word
from bot.matching.lookalikes import CYRILLIC_TWINS, LATIN_TWINS, SIGNS, bare
from bot.matching.resemblance import script

_SIGNS = re.escape("".join(SIGNS))
_WORD = re.compile(rf"[\w{_SIGNS}]+")
_CYRILLIC = re.compile(r"[\u0430-\u045f]+")
_ROW = re.compile(r"(?<!\w)[^\W_](?:[^\w\n]{1,3}[^\W_]){2,}(?!\w)")
_WIDE = 2


class Copy(NamedTuple):
    """A text, and for each of its characters the place in `plain`."""

    text: str
    places: Sequence[int]


def copies(plain: str, places: Sequence[int]) -> tuple[Copy, ...]:
    """The repaired copies of `plain` that differ from it; `places` are those of `plain` in the original."""
    seen = {plain}
    found = []
    for name, twins in (("LATIN", LATIN_TWINS), ("CYRILLIC", CYRILLIC_TWINS)):
        words = _Words(name, twins)
        repaired = _WORD.sub(words.repair, plain)
        joined = _joined(repaired, places)
        if joined.text not in seen:
            seen.add(joined.text)
            found.append(joined)
    return tuple(found)


class _Words(NamedTuple):
    """Brings words to one script; its letters' look-alikes are `twins`."""

    script: str
    twins: Mapping[str, str]

    def repair(self, match: re.Match[str]) -> str:
        """The word in one script; as it is if that cannot be done, or if there is nothing mixed about it."""
        word = match[0]
        if (word.isascii() and word.isalpha()) or _CYRILLIC.fullmatch(word):
            return word
        core = word.rstrip("!|$")
        undressed = [bare(char) if not char.isalpha() or _fancy(char) else char for char in core]
        letters = [char for char in undressed if char.isalpha()]
        native = sum(script(char) == self.script for char in letters)
        foreign = {script(char) for char in letters} - {self.script}
        if not core or core[-1].isdigit() or not letters or (not native and len(foreign) < _WIDE):
            return "".join(undressed) + word[len(core) :]
        repaired = [char if char == "_" or script(char) == self.script else self.twins.get(char) for char in undressed]
        if any(char is None for char in repaired):
            return "".join(undressed) + word[len(core) :]
        return "".join(char or "" for char in repaired) + word[len(core) :]


def _fancy(char: str) -> bool:
    """Whether a letter is another letter's small capital or the like; accented letters are not."""
    base = bare(char)
    return base != char and "WITH" not in unicodedata.name(char, "")


def _joined(text: str, places: Sequence[int]) -> Copy:
    """Letters pulled apart are joined; where the gap is wider than between the others, one space stays."""
    if not _ROW.search(text):
        return Copy(text, range(len(text)))
    kept = list(_kept(text, places))
    return Copy("".join(text[place] for place in kept), kept)


def _gap(text: str, place: int) -> Iterator[int]:
    """What stays of a wide gap: its signs, or one space."""
    end = place
    while not is_word(text[end]):
        end += 1
    signs = [each for each in range(place, end) if text[each] != " "]
    yield from signs or [place]


def _kept(text: str, places: Sequence[int]) -> Iterator[int]:
    start = 0
    for match in _ROW.finditer(text):
        yield from range(start, match.start())
        letters = [place for place in range(match.start(), match.end()) if is_word(text[place])]
        widths = [places[right] - places[left] for left, right in pairwise(letters)]
        narrowest = min(widths)
        for place, width in zip(letters, [*widths, 0], strict=True):
            yield place
            if width > narrowest:
                yield from _gap(text, place + 1)
        start = match.end()
    yield from range(start, len(text))
