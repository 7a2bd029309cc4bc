"""Words dressed in letters of several alphabets that only resemble the ones they stand for, as in "fancy text".

Such letters resemble too many others to count for look-alikes everywhere: `И` is an `N` in `САSIИО`, but a `U` in
`казuно`. They count in words that no language writes, and for words that come out in one alphabet.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.matching.chars import fold_char
from bot.matching.lookalike_letters import GROUPS
from bot.matching.lookalikes import bare
from bot.matching.resemblance import script

_PAIRS = """
    Νn Ηh Υy Дa Λa Δa ∆a Ꙙa ค卂a Бb Ъb Ыb 乃๒b ςc 匚c ๔d Ðd ᗪd Эe Зe Σe Ξe 乇e єe Ŧf 千f ﻮg Ꮆg Ңh Њh Ћh ђh 卄h Ήh
    เi 丨i 工i Їi ןj ﾌフj נj ЖҖk Ҝk ㄥl ∟l Љl лl ᄂl ๓m ʍm 爪m ภn ИиЙйПпnЛn 几n 冂n ๏o ФфΩΘθʘo ㄖ口o Юo קp
    卩p ρp Ɋq 要q ΓГr ЯЯr 尺r ร丂s ㄒt 丅t ИЦЏu ㄩu ยu ש√v Vv ฬw ШщЩЩw 山w Ѡw ЖжҲҳx אx 乂x メx ЧУЎЧץy ㄚy 丫y
    乙z չz
"""
_BALLS = "⭕🔴🟠🟡🟢🔵🟣🟤⚪⚫🌕🌑🏀⚽🎱"
_CROSSES = "❌❎✖"
_ALONE = 4
"""So many letters make clear that a ball after them is one more."""


def _costumes() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for group in _PAIRS.split():
        for char in group[:-1]:
            if not (char.isascii() and char.isalnum()):
                table.setdefault(char, group[-1])
                if script(char) == "CYRILLIC":
                    table.setdefault(char.lower(), group[-1])
    return table


_COSTUMES = _costumes()
_TWINS = {char: group[0] for group in reversed(GROUPS) if group[0].isascii() for char in group if not char.isascii()}
_SIGNS = {**dict.fromkeys(_BALLS, "o"), **dict.fromkeys(_CROSSES, "x"), "✝": "t", "💲": "s"}
_KEYS = re.escape("".join((*_COSTUMES, *_SIGNS)))
_RUN = re.compile(rf"[\w\ufe0f{_KEYS}]+")
_DRESSED = frozenset(_COSTUMES)
_ODD = _DRESSED.union(_SIGNS)
_SHAPES = frozenset(_SIGNS)
_RARE = frozenset("卂匚乇卄丨ﾌㄥㄖ卩丂ㄒㄩ乂ㄚ丫冂")
_LEAST_RARE = 2
_NEAR = 3
_MOST = 500
"""Letters looked at in one text."""

_OTHER, _ASCII, _FOREIGN, _DISGUISED = range(4)
"""Words that cannot be Latin, words of ASCII, words whose letters may stand for Latin ones, and those whose do."""


def undressed(text: str) -> Sequence[tuple[int, int, str]]:
    """The letters of such words in a text, and what they stand for."""
    if _ODD.isdisjoint(text):
        return ()
    kinds = {word: _kind(word) for word in set(_RUN.findall(text))}
    if _DISGUISED not in kinds.values():
        return ()
    found: list[tuple[int, int, str]] = []
    pending: re.Match[str] | None = None
    beside = -_NEAR
    for match in _RUN.finditer(text):
        kind = kinds[match[0]]
        if kind == _OTHER:
            pending, beside = None, -_NEAR
        elif kind == _ASCII:
            pending = None
            beside = match.end() if match.start() - beside < _NEAR else beside
        elif kind == _DISGUISED:
            if len(found) > _MOST:
                break
            if pending is not None:
                found += _letters(pending[0], pending.start())
            found += _letters(match[0], match.start())
            pending, beside = None, match.end()
        elif match.start() - beside < _NEAR:
            # Beside such a word one of foreign letters alone is another.
            found += _letters(match[0], match.start())
            beside = match.end()
        else:
            pending = match
    return found


def _kind(word: str) -> int:
    """What a word may be."""
    if _NOTHING in word.translate(_LETTERS):
        return _OTHER
    if word.isascii():
        return _ASCII
    return _FOREIGN if _ODD.isdisjoint(word) or not _disguised(word) else _DISGUISED


def _letters(word: str, start: int) -> list[tuple[int, int, str]]:
    """The letters of a word that stand for others."""
    return [
        (place, place + 1, letter) for place, char in enumerate(word, start) if (letter := _LETTERS[ord(char)]) != char
    ]


def _letter(char: str) -> str | None:
    """The Latin letter or digit that a character stands for; None if it stands for none."""
    if char.isascii():
        return char if char.isalnum() else None
    if char in _COSTUMES:
        return _COSTUMES[char]
    if char in _SIGNS:
        return _SIGNS[char]
    if char == "\ufe0f":
        return ""
    folded = fold_char(char)
    if len(folded) > 1 or (folded.isascii() and folded.isalnum()) or unicodedata.category(char) == "Mn":
        return folded
    letter = bare(folded)
    letter = _TWINS.get(letter, letter)
    return letter if letter.isascii() and letter.isalnum() else None


_NOTHING = "\0"


class _Letters(dict[int, str]):
    """What `_letter` says, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = _letter(chr(code))
        self[code] = _NOTHING if letter is None else letter
        return self[code]


_LETTERS = _Letters()


def _disguised(word: str) -> bool:
    """Whether the letters are of more alphabets than one, or of none that anybody writes words with."""
    if len(_RARE.intersection(word)) >= _LEAST_RARE:
        return True
    if signs := _SHAPES.intersection(word) and [char for char in word if char in _SIGNS]:
        core = word.rstrip("".join((*_SIGNS, "\ufe0f")))
        within = sum(char in _SIGNS for char in core)
        return bool(core) and core[0] not in _SIGNS and (within == len(signs) or len(core) >= _ALONE)
    if _DRESSED.isdisjoint(word):
        return False
    return len(set(map(_alphabet, word)) - {""}) > 1


@lru_cache(maxsize=4096)
def _alphabet(char: str) -> str:
    name = script(char)
    return "LATIN" if name in ("MODIFIER", "FULLWIDTH", "MATHEMATICAL") else name
