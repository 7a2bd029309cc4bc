"""Texts as RE2 is given them: UTF-8, with a marker at each word boundary for expressions that ask for one."""

import numpy as np

from bot.matching.chars import FLAGS, MARKER, WORD
from bot.matching.fold import decode, encode
from bot.matching.lazy import cached_property

_MARK = MARKER.encode()


class Encoded:
    """A text without markers of its own and without surrogates; what is made of it is kept for the next expression."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def data(self) -> bytes:
        """The text as it is."""
        return self.text.encode()

    @cached_property
    def marked(self) -> bytes:
        """The text with its markers."""
        codes = encode(self.text)
        word = np.zeros(len(codes) + 2, dtype=np.int8)
        word[1:-1] = ((FLAGS[codes] & WORD) != 0) | (codes == ord("_"))
        boundaries = np.flatnonzero(word[1:] != word[:-1])
        # As np.insert would do it, at a third of the price.
        marked = np.empty(len(codes) + len(boundaries), dtype=codes.dtype)
        kept = np.ones(len(marked), dtype=np.bool_)
        kept[boundaries + np.arange(len(boundaries))] = False
        marked[kept], marked[~kept] = codes, ord(MARKER)
        return decode(marked).encode()

    def length(self, start: int, end: int, *, marked: bool) -> int:
        """The code points of the text in a part of its encoded form."""
        if not marked and len(self.data) == len(self.text):
            return end - start
        data = self.marked if marked else self.data
        return len(data[start:end].replace(_MARK, b"").decode())
