"""Whether a word that only matches as a skeleton is a disguise of the pattern, or another word that looks like it.

The skeleton is generous, so that it misses nothing; here every letter that differs has to be accounted for.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.matching.lookalikes import alike, bare

_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_SCRIPTS = {"LATIN": _LATIN, "CYRILLIC": _CYRILLIC, "GREEK": _GREEK}
_LIVING = frozenset({"ARMENIAN", "GEORGIAN", "ETHIOPIC", "HEBREW", "ARABIC", "THAI", "LAO", "HANGUL", "CJK", "MYANMAR"})
"""Scripts beside those that whole texts are written in; of others a word is found only where somebody dresses up."""

_TONED = re.compile(r"[\u00e0-\u00fd\u0103\u0111\u0129\u0169\u01a1\u01b0\u1ea1-\u1ef9]")
_VIETNAMESE_ALONE = re.compile(r"[\u0111\u01a1\u01b0\u1ea1-\u1ef9]")
_VIETNAMESE = 3
"""So many letters of Vietnamese beside a word make a text Vietnamese."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The tone marks of Vietnamese; the other marks of its letters belong to the vowel."""

_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n(?:gh?|h)?|ph?|qu?|r|s|t[hr]?|v|x)?[aeiouy]{1,3}(?:ch?|m|n[gh]?|p|t)?"
)
"""What a word of Vietnamese is like without its marks."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_FLAG_LENGTH = 2
_PLAINLY_SPELLED = 4
"""So many letters beside a word make clear what it is."""

_CAPITALS = 2
"""From so many capitals on, a small letter among them is odd."""


class Letter(NamedTuple):
    """A letter of a pattern beside the character of `plain` that stands for it, and the original's spelling of that."""

    wanted: str
    found: str
    written: str


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """The script of a letter, as the first word of its name; empty for digits and signs."""
    return unicodedata.name(char, "").split(" ", 1)[0] if char.isalpha() else ""


def disguised(letters: Sequence[Letter], beside: Sequence[Letter], plain: str) -> bool:
    """Whether a word stands for the pattern's.

    `letters` are all of the word, `beside` those of the whole phrase, `plain` the text that it stands in.
    """
    if _another_tone(letters):
        return False
    swapped = [letter for letter in letters if bare(letter.wanted) != bare(letter.found)]
    if not swapped:
        return not _flag(letters) and not _other_tones(letters, plain)
    if not all(_passes(letter, letters) for letter in swapped):
        return False
    if not all(letter.found.isalpha() for letter in swapped) and not _spelled_with_digits(letters, beside):
        return False
    foreign = [letter for letter in swapped if letter.found.isalpha()]
    return not foreign or _belongs(foreign, beside, plain)


def _flag(letters: Sequence[Letter]) -> bool:
    """Two regional indicators are a country's flag, not a word."""
    return len(letters) == _FLAG_LENGTH and all("\U0001f1e6" <= letter.found <= "\U0001f1ff" for letter in letters)


def _another_tone(letters: Sequence[Letter]) -> bool:
    """Whether a word of Vietnamese stands there with another tone than the pattern's: `lại` for `lãi`."""
    return any(
        letter.wanted != letter.found and _toned_apart(letter.wanted, letter.found) for letter in letters
    ) and bool(_SYLLABLE.fullmatch("".join(bare(letter.wanted) for letter in letters)))


@lru_cache(maxsize=4096)
def _toned_apart(wanted: str, found: str) -> bool:
    """Whether both letters have a tone mark, and not the same one."""
    own, other = (_TONES.intersection(unicodedata.normalize("NFD", char)) for char in (wanted, found))
    return bool(own and other and own.isdisjoint(other))


def _other_tones(letters: Sequence[Letter], plain: str) -> bool:
    """Whether the word is another one of Vietnamese, where `ban`, `bán` and `bạn` are three.

    A word without any sign is written so by the lazy, and by those who hide it.
    """
    found = "".join(letter.found for letter in letters)
    toned = len(_TONED.findall(found))
    if not toned or all(letter.wanted == letter.found for letter in letters):
        return False
    return _tones(plain) - toned >= _VIETNAMESE


@lru_cache(maxsize=16)
def _tones(plain: str) -> int:
    return len(_VIETNAMESE_ALONE.findall(plain))


def _passes(letter: Letter, word: Sequence[Letter]) -> bool:
    wanted, found = bare(letter.wanted), bare(letter.found)
    if not alike(wanted, found):
        return False
    if not (wanted.isalpha() and found.isalpha()):
        return True
    if script(wanted) != script(found) or (wanted.isascii() and not found.isascii()):
        return True
    return {wanted, found} == {"i", "l"} and _stroke(letter, word)


def _stroke(letter: Letter, word: Sequence[Letter]) -> bool:
    """A capital I passes for a small l among small letters, a small l for a capital I among capitals."""
    others = [other.written for other in word if other.wanted == other.found]
    capitals = sum(map(str.isupper, others))
    if letter.written == "I":
        return capitals < len(others)
    if letter.written in "łŁ":
        return not all(other.found.isalpha() for other in word)
    return letter.written == "l" and capitals == len(others) >= _CAPITALS


def _spelled_with_digits(letters: Sequence[Letter], beside: Sequence[Letter]) -> bool:
    """Whether digits and signs stand for letters in a word, and not letters for a unit after a number or a price."""
    found = "".join(letter.found for letter in letters)
    if any(letter.wanted.isdigit() for letter in letters):
        kept = [letter for letter in letters if letter.wanted == letter.found]
        return len(kept) * 2 >= len(letters)
    count = sum(char.isalpha() for char in found)
    if not count or found[-1] in "!|" or _ORDINAL.fullmatch(found):
        return False
    others = sum(letter.found.isalpha() for letter in beside) - count
    if others >= _PLAINLY_SPELLED:
        # A short word among words that are spelled out.
        return True
    if count * 3 < len(found):
        return False
    number = re.match(r"\D?\d+", found) if not found[0].isalpha() else None
    leading = len(number[0]) if number else 0
    trailing = len(found) - len(found.rstrip("0123456789"))
    return leading <= 1 + (count > 2) and not (leading and count < 2) and (trailing < 2 or count >= trailing)  # noqa: PLR2004


def _belongs(foreign: Sequence[Letter], beside: Sequence[Letter], plain: str) -> bool:
    """Whether foreign letters are a disguise: mixed with the pattern's own, or alone in a text of the pattern's script.

    Without this `pot` would be found in every Russian text that mentions a mouth.
    """
    home = script(bare(foreign[0].wanted))
    if any(script(bare(letter.found)) == home for letter in beside):
        return True
    away = script(bare(foreign[0].found))
    if away in _SCRIPTS or away in _LIVING:
        return home not in _SCRIPTS or _count(home, plain) > _count(away, plain) - len(foreign)
    return True


@lru_cache(maxsize=16)
def _count(name: str, plain: str) -> int:
    """How many letters of a script the text has; kept, because a text may have hundreds of places to judge."""
    if name in _SCRIPTS:
        return len(_SCRIPTS[name].findall(plain))
    return sum(script(char) == name for char in plain)
