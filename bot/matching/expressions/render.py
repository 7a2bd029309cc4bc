r"""Translates an expression for RE2, so that its classes and word boundaries mean Unicode.

RE2 knows words only in ASCII. Exact Unicode classes make programs of tens of thousands of instructions; blocks of code
points, with the punctuation inside them left out, do as well on folded text. For `\b` the text gets a marker at each
word boundary (`marked`) and the expression looks for it: every other character may have a marker before it.
"""

from functools import lru_cache

from bot.matching.chars import MARKER
from bot.matching.expressions.syntax import Assertion, Char, Choice, Class, Dot, Item, Place, Repeat, Sequence, Tree
from bot.matching.fold import plain

_LETTERS = (
    r"\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{60B}\x{620}-\x{669}\x{66E}-\x{963}\x{966}-\x{E3E}\x{E40}-\x{1FFF}"
    r"\x{2C00}-\x{2DFF}\x{3021}-\x{30FA}\x{30FC}-\x{D7FF}\x{F900}-\x{FDFF}\x{10000}-\x{1CFFF}\x{20000}-\x{3FFFF}"
)
_WORD = f"0-9A-Z_a-z{_LETTERS}"
# Letters and numbers that `plain` has folded to others.
_UNFOLDED = (
    r"\x{AA}\x{B2}\x{B3}\x{B5}\x{B9}\x{BA}\x{BC}-\x{BE}\x{2070}-\x{2079}\x{207F}-\x{2089}\x{2090}-\x{209C}"
    r"\x{2102}-\x{2115}\x{2119}-\x{211D}\x{2124}-\x{2189}\x{2460}-\x{249B}\x{24EA}-\x{24FF}\x{2776}-\x{2793}"
    r"\x{3005}-\x{3007}\x{FE70}-\x{FEFC}\x{FF10}-\x{FF19}\x{FF21}-\x{FF3A}\x{FF41}-\x{FF5A}\x{FF66}-\x{FFDC}"
    r"\x{1D400}-\x{1D7FF}\x{1DF00}-\x{1DFFF}\x{1E100}-\x{1E94B}\x{1E950}-\x{1E959}\x{1EC71}-\x{1EEBB}"
    r"\x{1F100}-\x{1F10C}\x{1FBF0}-\x{1FBF9}"
)
_SPACES = r"\t-\r\x{1C}-\x{1F} \x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}"
_PLAIN_NAMES = {"d": "0-9", "s": r"\t-\r ", "w": _WORD}
_ORIGINAL_NAMES = {"d": r"\p{Nd}", "s": _SPACES, "w": _WORD + _UNFOLDED}
_MARKER = rf"\x{{{ord(MARKER):x}}}"
_WHITE = frozenset("\t\n\v\f\r ")


def render(tree: Tree, *, original: bool, marked: bool) -> str:
    """The expression for RE2, to be run over a text as it was written or over `plain`, with markers or without."""
    return _Renderer(original=original, marked=marked).tree(tree)


class _Renderer:
    def __init__(self, *, original: bool, marked: bool) -> None:
        self._original = original
        self._marked = marked
        self._names = _ORIGINAL_NAMES if original else _PLAIN_NAMES

    def tree(self, tree: Tree) -> str:  # noqa: PLR0911 - one for each kind of tree
        match tree:
            case Class():
                return self.one(self.char_class(tree))
            case Sequence(items):
                return "".join([self.tree(item) for item in items])
            case Choice(options):
                return f"(?:{'|'.join([self.tree(option) for option in options])})"
            case Repeat():
                return self.repeat(tree)
            case Assertion(place):
                return self.assertion(place)
            case Char(char, caseless):
                return self.char(char, caseless=caseless)
            case Dot(dot_all):
                return self.one(self.dot(dot_all=dot_all))

    def one(self, expression: str) -> str:
        """One character, before which a marker may stand."""
        return f"{_MARKER}?{expression}" if self._marked else expression

    def dot(self, *, dot_all: bool) -> str:
        # `plain` has neither line breaks nor, unmarked, markers; RE2 is a third faster with any character.
        if not (self._original or self._marked):
            return "(?s:.)"
        return f"[^{'' if dot_all else chr(92) + 'n'}{_MARKER}]"

    def repeat(self, tree: Repeat) -> str:
        count = f"{{{tree.least},{'' if tree.most is None else tree.most}}}"
        return f"(?:{self.tree(tree.tree)}){count}{'?' if tree.lazy else ''}"

    def assertion(self, place: Place) -> str:
        if not self._marked:
            return str(place.value)
        if place is Place.BOUNDARY:
            return _MARKER
        if place in (Place.TEXT_END, Place.LINE_END):
            return f"{_MARKER}?{place.value}"
        return str(place.value)

    def char(self, char: str, *, caseless: bool) -> str:
        if self._original:
            escaped = self.one(_escape(char))
            return f"(?i:{escaped})" if caseless else escaped
        folded = " " if char in _WHITE else _folded(char) or char
        return "".join(self.one(_escape(each)) for each in folded)

    def char_class(self, tree: Class) -> str:
        items = "".join(map(self.item, tree.items))
        inner = f"[{'^' if tree.negated else ''}{items}{_MARKER if tree.negated else ''}]"
        return f"(?i:{inner})" if tree.caseless and self._original else inner

    def item(self, item: Item) -> str:
        if not item.name:
            return self.range(item.low, item.high)
        letter = item.name[1]
        if letter in "dsw":
            return self._names[letter]
        if letter in "DSW":
            return _complement(self._names[letter.lower()])
        return item.name

    def range(self, low: str, high: str) -> str:
        if low != high:
            return f"{_escape(low)}-{_escape(high)}"
        folded = low if self._original else " " if low in _WHITE else _folded(low)
        return _escape(folded if len(folded) == 1 else low)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    return plain(char)


def _escape(char: str) -> str:
    return char if char.isalnum() and char.isascii() else rf"\x{{{ord(char):x}}}"


_NEGATIVES: dict[str, str] = {
    _PLAIN_NAMES["d"]: r"\x{2}-/:-\x{10FFFF}",
    _PLAIN_NAMES["s"]: r"\x{2}-\x{8}\x{E}-\x{1F}!-\x{10FFFF}",
    _ORIGINAL_NAMES["d"]: r"\P{Nd}",
}


def _complement(ranges: str) -> str:
    """What the ranges leave out, the marker too; RE2 has no negated part of a class."""
    if ranges in _NEGATIVES:
        return _NEGATIVES[ranges]
    return _NEGATIVES.setdefault(ranges, _outside(ranges))


def _outside(ranges: str) -> str:
    codes: list[tuple[int, int]] = []
    rest = ranges
    while rest:
        low, rest = _code(rest)
        high = low
        if rest.startswith("-"):
            high, rest = _code(rest[1:])
        codes.append((low, high))
    result, start = "", 2
    for low, high in [*sorted(codes), (0x110000, 0x110000)]:
        if low > start:
            result += rf"\x{{{start:x}}}-\x{{{low - 1:x}}}"
        start = max(start, high + 1)
    return result


def _code(text: str) -> tuple[int, str]:
    if text.startswith(r"\x{"):
        digits, rest = text[3:].split("}", 1)
        return int(digits, 16), rest
    if text.startswith("\\"):
        return {"t": 9, "r": 13}[text[1]], text[2:]
    return ord(text[0]), text[1:]
