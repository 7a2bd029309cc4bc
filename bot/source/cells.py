"""Text on a terminal: what is shown of each character, how wide that is, and carets under parts of a line.

What comes out is safe to print, whatever goes in: control and invisible characters are spelt out, so that nothing is
hidden and nothing moves the cursor.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

_TAB = "    "


def visible(text: str) -> str:
    """The text with control, format and other characters that do not show, or rearrange others, spelt out."""
    return text if text.isascii() and text.isprintable() else "".join(map(shown, text))


def shown(character: str) -> str:
    """What is printed for a character: itself, or `<U+200B>` where nobody would see it."""
    if character == "\t":
        return _TAB
    category = unicodedata.category(character)
    if category == "Cc" and ord(character) < ord(" "):
        return chr(0x2400 + ord(character))
    if category in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


def width(character: str) -> int:
    """How many cells of a terminal the character takes once it is shown."""
    return cells(shown(character))


def cells(text: str) -> int:
    """How many cells of a terminal a printable text takes."""
    return sum(map(_cells, text))


def cut(text: str, most: int) -> str:
    """The text as it is shown, in at most so many cells, `…` in place of the rest."""
    used = 0
    for place, character in enumerate(text):
        used += width(character)
        if used > most:
            return visible(text[:place]) + "…"
    return visible(text)


def underlined(text: str, parts: Iterable[tuple[int, int]], most: int) -> Iterator[tuple[str, str]]:
    """Lines of a text in pieces of at most so many cells, each with carets under what lies in one of the parts.

    Parts are start and end in code points of the text. The carets are empty where there are none.
    """
    marked = bytearray(len(text))
    for start, end in parts:
        marked[start:end] = b"\1" * len(marked[start:end])
    for first, last in _pieces(text, most):
        runs = groupby(range(first, last), key=marked.__getitem__)
        carets = "".join(("^" if mark else " ") * sum(width(text[place]) for place in places) for mark, places in runs)
        yield visible(text[first:last]), carets.rstrip()


def _pieces(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Start and end of each piece, line breaks left out."""
    first = used = 0
    for place, character in enumerate(text):
        if character == "\n":
            yield first, place
            first, used = place + 1, 0
            continue
        used += width(character)
        if used > most and place > first:
            yield first, place
            first, used = place, width(character)
    if first < len(text) or not text:
        yield first, len(text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
