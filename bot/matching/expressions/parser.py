"""Reads an expression in RE2 syntax; everything else is refused with the construct named and a way around it."""

import re
import unicodedata

from bot.matching.expressions.refused import is_property, refused_escape, refused_group, unknown_escape
from bot.matching.expressions.syntax import (
    Assertion,
    Char,
    Choice,
    Class,
    Dot,
    ExpressionFault,
    Flags,
    Item,
    Place,
    Repeat,
    Sequence,
    Tree,
)

MOST_REPEATS = 1000
_DEEPEST = 50

_CONTROLS = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_GROUP_NAME = re.compile(r"\?P?<(\w+)>")
_GROUP_FLAGS = re.compile(r"\?([imsU]*)(-[imsU]+)?([:)])")
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")
_NO_POSIX = re.compile(r"\[:\^?\w*:\]")
_PROPERTY = re.compile(r"\\[pP](?:[A-Z]|\{\^?\w+\})")
_HEX = re.compile(r"\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})")
_OCTAL = re.compile(r"\\0[0-7]{0,2}")
_POSIX = re.compile(r"\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]")


def parse(expression: str) -> Tree:
    """The tree of an expression. Raises `ExpressionFault`."""
    return _Parser(expression).parse()


class _Parser:
    """Recursive descent over one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flags = Flags()
        self.place = 0
        self.depth = 0

    def parse(self) -> Tree:
        try:
            tree = self.choice()
            if self.place < len(self.text):
                raise _syntax("`)` without `(`", "write `\\)` for the character itself")
        except ExpressionFault as fault:
            fault.place = min(self.place, len(self.text) - 1) if fault.place is None else fault.place
            raise
        return tree

    def choice(self) -> Tree:
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Tree:
        items: list[Tree] = []
        while self.place < len(self.text) and self.text[self.place] not in "|)":
            if self.take(r"\Q"):
                items += self.quoted()
            else:
                items.append(self.repeated(self.atom()))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def quoted(self) -> list[Tree]:
        r"""The text between `\Q` and `\E`; a repeat after it takes its last character."""
        end = self.text.find(r"\E", self.place)
        stop = len(self.text) if end < 0 else end
        chars: list[Tree] = [Char(char, self.flags.caseless) for char in self.text[self.place : stop]]
        self.place = stop + 2 if end >= 0 else stop
        if chars:
            chars[-1] = self.repeated(chars[-1])
        return chars

    def repeated(self, tree: Tree) -> Tree:
        """A tree with the repeat that follows it, if any."""
        bounds = self.bounds()
        if bounds is None:
            return tree
        lazy = self.take("?") != self.flags.swapped
        if self.take("+"):
            hint = "leave out the `+` after the repeat"
            raise ExpressionFault("regex-unsupported", "a possessive repeat is not supported", hint, self.place - 1)
        if self.bounds() is not None:
            raise _syntax("a repeat of a repeat", "put the inner one in a group")
        return Repeat(tree, *bounds, lazy)

    def bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return bounds
        match = _COUNT.match(self.text, self.place)
        if match is None:
            return None
        least = _count(match[1])
        most = least if match[2] is None else _count(match[3]) if match[3] else None
        if most is not None and most < least:
            hint = f"write `{{{most},{least}}}`"
            raise _syntax(f"the repeat `{match[0]}` has its limits the wrong way round", hint)
        self.place = match.end()
        return least, most

    def atom(self) -> Tree:
        char = self.text[self.place]
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char == "\\":
            return self.escape()
        if char in "*+?":
            raise _syntax(f"nothing for `{char}` to repeat", f"write `\\{char}` for the character itself")
        self.place += 1
        return self.sign(char)

    def sign(self, char: str) -> Tree:
        """What a character means that is no bracket, escape or repeat."""
        if char == ".":
            return Dot(self.flags.dot_all)
        if char == "^":
            return Assertion(Place.LINE_START if self.flags.multiline else Place.TEXT_START)
        if char == "$":
            return Assertion(Place.LINE_END if self.flags.multiline else Place.TEXT_END)
        return Char(char, self.flags.caseless)

    def group(self) -> Tree:
        start = self.place
        self.place += 1
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionFault("regex-too-large", "groups are nested too deep", f"nest at most {_DEEPEST} groups")
        before = self.flags
        if self.text.startswith("?", self.place) and not self.head():
            return Sequence(())
        tree = self.choice()
        if not self.take(")"):
            raise _syntax("`(` is never closed", "write `\\(` for the character itself", start)
        self.flags = before
        self.depth -= 1
        return tree

    def head(self) -> bool:
        """Pass over what follows `(`; false if that was all of the group, as in `(?i)`."""
        if match := _GROUP_NAME.match(self.text, self.place):
            self.place = match.end()
            return True
        if match := _GROUP_FLAGS.match(self.text, self.place):
            self.place = match.end()
            self.flags = self.flags.changed(match[1], value=True).changed((match[2] or "")[1:], value=False)
            self.depth -= match[3] == ")"
            return match[3] == ":"
        raise refused_group(self.text, self.place - 1)

    def escape(self) -> Tree:
        if self.place + 1 >= len(self.text):
            raise _syntax("a backslash at the end", "write `\\\\` for the character itself")
        letter = self.text[self.place + 1]
        places = {"A": Place.TEXT_START, "z": Place.TEXT_END, "b": Place.BOUNDARY, "B": Place.NO_BOUNDARY}
        if letter in places:
            self.place += 2
            return Assertion(places[letter])
        if fault := refused_escape(self.text, self.place):
            raise fault
        item = self.class_escape()
        if item.name:
            return Class((item,), negated=False, caseless=self.flags.caseless)
        return Char(item.low, self.flags.caseless)

    def class_escape(self) -> Item:
        """An escape that is one character or a class of them."""
        letter = self.text[self.place + 1] if self.place + 1 < len(self.text) else ""
        if letter and letter in "dDsSwW":
            self.place += 2
            return Item(f"\\{letter}")
        if letter in ("p", "P"):
            return self.property()
        if match := _HEX.match(self.text, self.place) or _OCTAL.match(self.text, self.place):
            self.place = match.end()
            code = int(match[1] or match[2], 16) if match.re is _HEX else int(match[0][1:], 8)
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - the ends of Unicode
                raise _syntax(f"`{match[0]}` is no character")
            return Item(low=chr(code), high=chr(code))
        if not letter or (letter.isalnum() and letter not in _CONTROLS) or letter == "_":
            raise unknown_escape(self.text, self.place)
        self.place += 2
        char = _CONTROLS.get(letter, letter)
        return Item(low=char, high=char)

    def property(self) -> Item:
        match = _PROPERTY.match(self.text, self.place)
        if match is None:
            raise _syntax("`\\p` names no property", "write `\\pL` or `\\p{Cyrillic}`")
        if not is_property(match[0]):
            raise _syntax(f"`{match[0]}` is no script or category", "write it like `\\pL` or `\\p{Cyrillic}`")
        self.place = match.end()
        return Item(match[0])

    def char_class(self) -> Tree:
        start = self.place
        self.place += 1
        negated = self.take("^")
        items: list[Item] = []
        first = True
        while first or not self.text.startswith("]", self.place):
            if self.place >= len(self.text):
                raise _syntax("`[` is never closed", "write `\\[` for the character itself", start)
            items.append(self.class_item())
            first = False
        self.place += 1
        return Class(tuple(items), negated, self.flags.caseless)

    def class_item(self) -> Item:
        if match := _POSIX.match(self.text, self.place):
            self.place = match.end()
            return Item(match[0])
        if match := _NO_POSIX.match(self.text, self.place):
            raise _syntax(f"`{match[0]}` is no class that is known", "write it like `[:alpha:]` or `[:^digit:]`")
        low = self.class_char()
        if (
            low.name
            or not self.text.startswith("-", self.place)
            or self.text[self.place + 1 : self.place + 2] in ("]", "")
        ):
            return low
        self.place += 1
        high = self.class_char()
        if high.name or high.low < low.low:
            hint = f"write `{high.low}-{low.low}`" if high.low else "write `\\-` for the character itself"
            message = f"the range `{low.low}-{high.name or high.low}` is the wrong way round"
            raise _syntax(message, hint, self.place - 1)
        return Item(low=low.low, high=high.low)

    def class_char(self) -> Item:
        if self.place >= len(self.text):
            raise _syntax("`[` is never closed")
        if self.text[self.place] == "\\":
            return self.class_escape()
        char = self.text[self.place]
        self.place += 1
        return Item(low=char, high=char)

    def take(self, sign: str) -> bool:
        """Pass over the sign if it is next."""
        if self.text.startswith(sign, self.place):
            self.place += len(sign)
            return True
        return False


def _count(digits: str) -> int:
    count = int(digits) if len(digits) < 5 else MOST_REPEATS + 1  # noqa: PLR2004 - longer is too many anyway
    if count > MOST_REPEATS:
        raise ExpressionFault("regex-repeat", f"a repeat over {MOST_REPEATS}", f"repeat at most {MOST_REPEATS} times")
    return count


def _syntax(message: str, hint: str | None = None, place: int | None = None) -> ExpressionFault:
    printable = "".join(char if unicodedata.category(char)[0] != "C" else "?" for char in message)
    return ExpressionFault("regex-syntax", printable, hint, place)
