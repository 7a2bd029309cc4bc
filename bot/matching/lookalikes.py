"""Which characters pass for which: the tables behind the `skeleton` view, all one character to one character.

Two relations are kept apart. A *variant* is the same letter in another dress (accented, small capital, circled,
another form of the same Arabic or Han letter): it always counts. A *look-alike* is another character that can be
mistaken for it (Cyrillic in Latin, digits in words): whether it counts is decided where it stands (`resemblance`).
"""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from bot.matching.chars import FLAGS, LOOSE, WORD, Table, fold_char
from bot.matching.lookalike_letters import GROUPS, HAN_PAIRS, OTHER_FORMS

_LATIN = re.compile(
    r"(?:MODIFIER LETTER |NEGATIVE CIRCLED |NEGATIVE SQUARED |CROSSED NEGATIVE SQUARED |REGIONAL INDICATOR SYMBOL "
    r"|LATIN )?(?:LATIN )?(?:SMALL |CAPITAL )?LETTER "
    r"(?:(?:SMALL CAPITAL|CAPITAL|TURNED|REVERSED|SCRIPT|OPEN|DOTLESS|SMALL|INSULAR|BLACKLETTER|BARRED) )*"
    r"([A-Z])(?: WITH .*)?"
)
_CYRILLIC = re.compile(r"CYRILLIC (?:SMALL|CAPITAL) LETTER ([A-Z]+|SHORT U|HARD SIGN|SOFT SIGN) WITH .*")
_NEGATIVE_DIGIT = re.compile(r"(?:DINGBAT )?NEGATIVE CIRCLED (?:SANS-SERIF )?DIGIT ([A-Z]+)")
_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_NAMED_RANGES = (
    (0xC0, 0x250),
    (0x250, 0x300),
    (0x370, 0x530),
    (0x1D00, 0x1DC0),
    (0x1E00, 0x2000),
    (0x2776, 0x2794),
    (0x2C60, 0x2C80),
    (0xA722, 0xA7CB),
    (0xAB30, 0xAB70),
    (0x1DF00, 0x1DF2B),
    (0x1F130, 0x1F200),
)
# Letters of their own, although their names or decompositions say otherwise.
_KEPT = frozenset("йғɜʄ")
_KATAKANA = range(0x30A1, 0x30F7)
_KANA_STEP = 0x60

PUNCTUATION = str.maketrans("’‘`´ʼʹ‐‑‒–—−“”„«»", "''''''------" + '"' * 5)
"""For `str.translate`: the many quotation marks and dashes to the ones on a keyboard."""

_SIGN_LETTERS = "$s @a !i |i €e ¢c ¥y £l ₿b ฿b §s ₳a ₵c ₦n ₭k ₮t ₱p ₩w ₴s ₲g ₣f ₥m ∂d √v ∑e ×x †t ®r ©c ℘p ∆a ∏п"

SIGNS = {pair[0]: pair[1] for pair in _SIGN_LETTERS.split()}
"""Signs that stand for letters, but only beside a letter."""

WEAK_SIGNS = frozenset("!|")
"""Of these, those that also end a sentence or part words: only before a letter."""


def _variants() -> dict[str, str]:
    table = {variant: base for base, variants in OTHER_FORMS.items() for variant in variants}
    table |= {HAN_PAIRS[i]: HAN_PAIRS[i + 1] for i in range(0, len(HAN_PAIRS), 2)}
    table |= {chr(code): chr(code - _KANA_STEP) for code in _KATAKANA}
    for start, end in _NAMED_RANGES:
        table |= dict(_by_name(start, end))
    return {char: base for char, base in table.items() if char != base}


def _by_name(start: int, end: int) -> Iterator[tuple[str, str]]:
    for code in range(start, end):
        char = chr(code)
        if char not in _KEPT and fold_char(char) == char and (base := _bare(char)):
            yield char, base


def _bare(char: str) -> str:
    """The bare letter that a letter is a variant of; empty if it is none."""
    name = unicodedata.name(char, "")
    if match := _NEGATIVE_DIGIT.fullmatch(name):
        return str(_DIGITS.index(match[1])) if match[1] in _DIGITS else ""
    if match := _LATIN.fullmatch(name):
        return match[1].lower()
    if match := _CYRILLIC.fullmatch(name):
        return unicodedata.lookup(f"CYRILLIC SMALL LETTER {match[1]}")
    stripped = unicodedata.normalize("NFD", char)
    return stripped[0] if len(stripped) > 1 and FLAGS[ord(stripped[1])] & LOOSE else ""


VARIANTS = _variants()
"""Variants and their bare letters."""


def bare(char: str) -> str:
    """The letter without its dress; a letter that has none is itself."""
    return VARIANTS.get(char, char)


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(GROUPS):
        for char in group:
            for form in {char, fold_char(char) or char}:
                found.setdefault(form, set()).add(number)
    for sign, letter in SIGNS.items():
        found.setdefault(sign, set()).update(found[letter])
    return {char: frozenset(numbers) for char, numbers in found.items()}


_MEMBERSHIP = _groups()
_NONE: frozenset[int] = frozenset()


def alike(one: str, other: str) -> bool:
    """Whether one bare letter can be mistaken for the other."""
    return bool(_MEMBERSHIP.get(one, _NONE) & _MEMBERSHIP.get(other, _NONE))


def _classes() -> dict[str, str]:
    """Each look-alike and the one character that stands for all it is linked to, however indirectly."""
    leader: dict[str, str] = {}

    def find(char: str) -> str:
        while leader.setdefault(char, char) != char:
            char = leader[char]
        return char

    first: dict[int, str] = {}
    for char, numbers in _MEMBERSHIP.items():
        for number in numbers:
            leader[find(char)] = find(first.setdefault(number, char))
    return {char: find(char) for char in _MEMBERSHIP}


def _skeletons() -> Table:
    classes = _classes()
    table = np.arange(max(map(ord, (*VARIANTS, *classes))) + 1, dtype=np.uint32)
    for char, base in VARIANTS.items():
        table[ord(char)] = ord(classes.get(base, base))
    for char, leader in classes.items():
        # Signs are letters only where they stand beside one, which a table cannot know; punctuation stays what it is.
        if FLAGS[ord(char)] & WORD:
            table[ord(char)] = ord(leader)
    return Table(table)


SKELETON = _skeletons()
"""By code point of `plain`: what stands for all its look-alikes."""

SIGN_LETTERS = np.zeros(0x2240, dtype=np.uint32)
"""By code point: the letter a sign stands for, 0 for what is no such sign."""
for _sign, _letter in SIGNS.items():
    SIGN_LETTERS[ord(_sign)] = ord(_letter)


def _twins(script: str) -> dict[str, str]:
    """For each look-alike, the letter of one script that it passes for; the first of its groups counts."""
    table: dict[str, str] = {}
    for group in GROUPS:
        letter = next((char for char in group if unicodedata.name(char).startswith(script)), None)
        if letter is not None:
            table |= {char: letter for char in group if char not in table}
    table |= {sign: table[letter] for sign, letter in SIGNS.items() if letter in table}
    return {char: letter for char, letter in table.items() if not unicodedata.name(char).startswith(script)}


LATIN_TWINS = _twins("LATIN")
"""Look-alikes and the Latin letters they pass for."""

CYRILLIC_TWINS = _twins("CYRILLIC")
"""Look-alikes and the Cyrillic letters they pass for."""


def latin(text: str) -> str:
    """The text with every look-alike of a Latin letter replaced by it."""
    return "".join(LATIN_TWINS.get(letter, letter) if not letter.isdigit() else letter for letter in map(bare, text))
