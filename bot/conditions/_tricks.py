"""Ways in which a text hides something, and where it does. Each leaves alone what languages need."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.conditions._letters import script

Spans = Iterator[tuple[int, int]]

# Letters of scripts that join theirs with invisible characters (Arabic, those of India, Thai, …) are not among these.
_PLAIN = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f"
_UNSEEN = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
_BLANK = "\u2800"

_ANY = f"{_UNSEEN}{_BLANK}\u00ad"
_ONE_UNSEEN = re.compile(f"[{_ANY}]")
_INVISIBLE = re.compile(
    rf"(?<=[{_PLAIN}])(?!\u00ad++[{_PLAIN}])[{_ANY}]++(?=[{_PLAIN}])"  # in a word
    rf"|(?<=\u00ad[{_PLAIN}])\u00ad|(?<![{_PLAIN}\u00ad])[{_PLAIN}]\u00ad"  # hyphenation leaves no single letter
    rf"|(?<![{_UNSEEN}\U0001f3f4])[{_UNSEEN}]{{4,}}"  # a hidden message
    rf"|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"  # the same; a flag of its own has them too
)

_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ONE_MARK = re.compile(f"[{_MARK}]")
_OVERLAY = "\u0305\u0332-\u0338\u033f\u20d2\u20d3\u20d8-\u20da\u20e5\u20eb"
_COMBINING = re.compile(rf"[^\W\d_]?[{_MARK}]{{3,}}|(?:[^\W_][{_OVERLAY}]){{3,}}")

_OVERRIDE = re.compile("\u202e[^\u202c\n]*")

_LATIN, _CYRILLIC, _GREEK = "A-Za-z\u00c0-\u024f", "\u0400-\u052f", "\u0370-\u03ff"
_OTHERS = "\u0531-\u0587\u13a0-\u13ff\uab70-\uabbf\u2c80-\u2cff\ua4d0-\ua4ff"  # Armenian, Cherokee, Coptic, Lisu
_WORD = re.compile(rf"[{_LATIN}{_CYRILLIC}{_GREEK}{_OTHERS}]{{3,}}")
_FOREIGN = re.compile(rf"[{_CYRILLIC}{_GREEK}{_OTHERS}]")
_SEAM = re.compile(
    rf"[{_LATIN}{_GREEK}{_OTHERS}](?:(?<=[{_LATIN}])(?=[{_CYRILLIC}{_GREEK}{_OTHERS}])"
    rf"|(?<=[{_CYRILLIC}{_GREEK}{_OTHERS}][{_LATIN}])|(?<=[{_GREEK}{_OTHERS}])(?=[{_CYRILLIC}])"
    rf"|(?<=[{_CYRILLIC}][{_GREEK}{_OTHERS}]))"
)
_ENDING = re.compile(rf"[{_LATIN}]{{2,}}(?:[ауеиьі]|ом|ам|ах|ов|ами|к[аиуе]|ник(?:[аиуе]|ов)?)")
_GLUED = re.compile(rf"[{_LATIN}]{{3,}}[{_CYRILLIC}]{{3,}}|[{_CYRILLIC}]{{3,}}[{_LATIN}]{{3,}}")
_CYRILLIC_WORD = re.compile(rf"(?<![{_LATIN}])[{_CYRILLIC}]{{3,}}(?![{_LATIN}])")
_TWINS = {
    "LATIN": frozenset("aceopxyikmtuhnrgbwsjABCEHKMOPTXYIJS"),
    "CYRILLIC": frozenset("авекмнорстухьгпиіјѕһԁԛԝӏАВЕКМНОРСТУХЅІЈӀԌ"),
    "GREEK": frozenset("αικνορτυχϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
    "ARMENIAN": frozenset("օոսհզգցյլքՏՍՕԼՈ"),
}
"""Letters that look like those of another script. Of scripts that are not here, and that few people write, all do."""

_FAINT = frozenset("iumnhtrgbwsk")
"""Letters that look like others only in some typefaces."""

_HOME = 0.4
"""The share of a word's letters that a script must have for the word to be written in it."""

_SCIENCE = 3
"""Up to so many letters, Greek ones beside others are a formula or a unit."""


def invisible(text: str) -> Spans:
    """Characters that nobody sees, inside words or many in a row."""
    return _spans(_INVISIBLE, text) if not text.isascii() and _ONE_UNSEEN.search(text) else iter(())


def combining(text: str) -> Spans:
    """Letters under piles of marks, or struck out one by one."""
    return _spans(_COMBINING, text) if not text.isascii() and _ONE_MARK.search(text) else iter(())


def rtl(text: str) -> Spans:
    """Text that is shown backwards."""
    return _spans(_OVERRIDE, text) if "\u202e" in text else iter(())


def mixed_script(text: str) -> Spans:
    """Words in which letters of one script stand for those of another that look like them."""
    if text.isascii() or not _FOREIGN.search(text) or not _SEAM.search(text):
        return
    native = bool(_CYRILLIC_WORD.search(text))
    for match in _WORD.finditer(text):
        word = match[0]
        if _disguised(word) and not _GLUED.fullmatch(word) and not (native and _ENDING.fullmatch(word)):
            yield match.span()


def _disguised(word: str) -> bool:
    """Whether all letters of a word that are foreign to it look like its own; what it is written in may be doubtful."""
    letters = [(char, script(char)) for char in word]
    counts = Counter(name for _, name in letters)
    if len(counts) == 1 or ("GREEK" in counts and len(word) <= _SCIENCE):
        return False
    homes = [name for name, count in counts.items() if count >= _HOME * len(word)]
    return any(_alike([(char, name) for char, name in letters if name != home]) for home in homes)


def _alike(foreign: Sequence[tuple[str, str]]) -> bool:
    twins = all(name not in _TWINS or char in _TWINS[name] for char, name in foreign)
    return twins and not all(char in _FAINT for char, _ in foreign)


def _spans(pattern: re.Pattern[str], text: str) -> Spans:
    return (match.span() for match in pattern.finditer(text))
