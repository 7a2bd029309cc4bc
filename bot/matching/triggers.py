"""Cheap tests whether a text needs more than its words.

RE2 reads a post in a microsecond or two where Python's `re` takes twenty. The tests may say yes too often,
never no too often.
"""

import re2

from bot.matching.chars import FLAGS, FREE, WORD
from bot.matching.expressions.options import options
from bot.matching.lookalikes import SIGNS, SKELETON, WEAK_SIGNS

_MEMORY = 1 << 21
_STROKES = 5
"""So many of the letter that `i` and `l` share are no word, as the three of `will` are."""

_SIGNS = "".join(rf"\x{{{ord(sign):x}}}" for sign in SIGNS)
_STRONG = "".join(rf"\x{{{ord(sign):x}}}" for sign in SIGNS if sign not in WEAK_SIGNS)
_LETTER = r"[A-Za-z\x{80}-\x{10FFFF}]"
_GLUED_RANGES = r"0-9A-Za-z\x{C0}-\x{1FFF}\x{2C00}-\x{1CFFF}\x{1D000}-\x{1EFFF}\x{1F130}-\x{1F1FF}"
_GLUED, _OTHER = f"[{_GLUED_RANGES}]", f"[^{_GLUED_RANGES}]"
_GLUE = r"[!-+\-.<-@\[-`{-~\x{A0}-\x{BF}\x{2000}-\x{2BFF}\x{3000}-\x{303F}\x{FE00}-\x{FE0F}\x{1F300}-\x{1FAFF}]{1,3}"


def _repeatable() -> list[str]:
    """The letters whose repeats are looked for: those of Latin and Cyrillic, as skeletons."""
    ranges = ("abcdefghijklmnopqrstuvwxyz", map(chr, range(0x430, 0x450)))
    found = {chr(SKELETON[ord(char)]) for letters in ranges for char in letters}
    return sorted(char for char in found if FLAGS[ord(char)] & WORD and not FLAGS[ord(char)] & FREE)


def _row_or_repeat() -> str:
    letters = _repeatable()
    stroke = chr(SKELETON[ord("i")])
    thrice = "|".join(char * (_STROKES if char == stroke else 3) for char in letters)
    twice = "|".join(char * 2 for char in letters if char != stroke)
    return f" [^ ] [^ ] |{thrice}|(?:{twice}){{2}}"


def _compile(expression: str) -> "re2._Regexp":
    return re2.compile(expression, options(caseless=True, memory=_MEMORY))


_SIGNED = _compile(f"[{_SIGNS}]{_LETTER}|{_LETTER}[{_STRONG}]|[{_STRONG}]{{2}}")
_ROW_OR_REPEAT = _compile(_row_or_repeat())
_SPLIT = _compile(
    f"{_GLUED}{_GLUE}{_GLUED}{{1,2}}{_GLUE}{_GLUED}|(?:^|{_OTHER}){_GLUED}{_GLUE}{_GLUED}"
    f"|{_GLUED}{_GLUE}{_GLUED}(?:$|{_OTHER})"
)
_ADDRESS = _compile(
    r"[.。．｡․﹒][^\s]| \. |(?:^|[^a-z])d[o0]t(?:$|[^a-z])|точка|тчк|[\[({<]\s*[.。]|//|[\x{1D400}-\x{1D7FF}ａ-ｚ]"
)

_OTHER_SCRIPT = r"[\x{370}-\x{1FFF}\x{2C00}-\x{2DFF}\x{A000}-\x{ABFF}\x{1F100}-\x{1F1FF}\x{250}-\x{2AF}]"
_MIXED = _compile(
    f"[a-z]{_OTHER_SCRIPT}|{_OTHER_SCRIPT}[a-z]|{_LETTER}[0-9{_SIGNS}]|[0-9{_SIGNS}]{_LETTER}"
    r"|[\x{250}-\x{2AF}\x{1D00}-\x{1DBF}\x{A722}-\x{A7FF}\x{1F130}-\x{1F1FF}]"
    f"|(?:^|{_OTHER}){_GLUED}{_OTHER}{{1,3}}{_GLUED}(?:$|{_OTHER})"
)


def mixed(plain: bytes) -> bool:
    """Whether a word mixes scripts, digits or signs, or single letters stand in a row; `plain` is UTF-8."""
    return _MIXED.search(plain) is not None


def signed(data: bytes) -> bool:
    """Whether a sign stands beside a letter; `data` is UTF-8."""
    return _SIGNED.search(data) is not None


def rowed_or_repeated(words: str) -> bool:
    """Whether the words have single letters in a row, or more of a letter than spelling has."""
    return _ROW_OR_REPEAT.search(words.encode()) is not None


def split(data: bytes) -> bool:
    """Whether a word may be split by signs; `data` is UTF-8."""
    return _SPLIT.search(data) is not None


def addressed(data: bytes) -> bool:
    """Whether there may be an address; `data` is UTF-8."""
    return _ADDRESS.search(data) is not None
