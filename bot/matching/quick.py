"""Short cuts for ordinary text, which nearly every post is: the same answers as the full way, or none.

Ordinary text has no character that folds to several or to nothing, joins its neighbour, or belongs to a script without
spaces. Then views keep the offsets of the original, and one look-up for each character is all there is to do.
"""

import numpy as np

from bot.matching.chars import DROPPED, FLAGS, FOLD, FREE, LOOSE, SPACE, WORD, Codes, fold_char
from bot.matching.fold import decode, encode
from bot.matching.lookalikes import SKELETON

_SIZE = 0x20000
_UNUSUAL = "\x00"
"""Stands for a character that needs the full way, as every one from `_SIZE` on does."""

_RARE = ((0xE000, 0xF900), (0x10000, 0x1F000))
"""Private use, and scripts that are seldom written."""


def _plain_codes() -> Codes:
    folded = FOLD[np.arange(_SIZE, dtype=np.uint32)]
    unusual = (folded == DROPPED) | (folded >= _SIZE) | ((FLAGS[:_SIZE] & LOOSE) != 0)
    # What folds to a mark joins the character before it, as half-width voiced marks do.
    unusual |= (FLAGS[folded % _SIZE] & LOOSE) != 0
    for first, last in _RARE:
        unusual[first:last] = True
    return np.where(unusual, ord(_UNUSUAL), folded).astype(np.uint32)


def _word_codes(plain: Codes) -> Codes:
    skeleton = SKELETON[plain]
    flags = FLAGS[skeleton]
    unusual = (plain == ord(_UNUSUAL)) | ((flags & FREE) != 0)
    words = np.where((flags & WORD) != 0, skeleton, SPACE)
    return np.where(unusual, ord(_UNUSUAL), words).astype(np.uint32)


_PLAIN = _plain_codes()
_WORDS = _word_codes(_PLAIN)

_ASCII_INVISIBLE = bytes(code for code in range(128) if not fold_char(chr(code)))
_ASCII_WORDS = bytes(int(_WORDS[code]) or SPACE for code in range(128)) + bytes(128)


def quick_plain(text: str) -> str | None:
    """The `plain` view if its offsets are those of the text; None if the text is not ordinary."""
    plain = text.lower() if text.isascii() and text.isprintable() else _looked_up(_PLAIN, text)
    if plain is None or "  " in plain or plain[:1] == " " or plain[-1:] == " ":
        return None
    return plain


def quick_words(text: str) -> str | None:
    """The words of the skeleton, with one space around each; None if the text is not ordinary."""
    if text.isascii():
        return f" {b' '.join(text.encode().translate(_ASCII_WORDS, _ASCII_INVISIBLE).split()).decode()} "
    words = _looked_up(_WORDS, text)
    return None if words is None else f" {' '.join(words.split())} "


def _looked_up(table: Codes, text: str) -> str | None:
    try:
        found = table.take(encode(text)).tobytes().decode("utf-32-le")
    except IndexError:
        return None
    return None if _UNUSUAL in found else found


def quick_squeezed(words: str) -> str:
    """The squeezed view of a text with these words; only for texts in which no sign stands for a letter."""
    codes = encode(words.replace(" ", ""))
    new = np.ones(len(codes), dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=new[1:])
    return decode(codes[new])
