"""What a regular expression consists of, as a tree."""

from dataclasses import dataclass, replace
from enum import Enum


class ExpressionFault(Exception):
    """An expression that RE2 or Ombud refuses. `code`, `message` and `hint` are those of a diagnostic.

    `place` is the character of the expression that it is about; None if it is about all of it.
    """

    def __init__(self, code: str, message: str, hint: str | None = None, place: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.place = code, message, hint, place


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags in force at a place of an expression."""

    caseless: bool = False
    multiline: bool = False
    dot_all: bool = False
    swapped: bool = False

    def changed(self, letters: str, value: bool) -> "Flags":
        """With the flags named by `letters` set or cleared."""
        names = {"i": "caseless", "m": "multiline", "s": "dot_all", "U": "swapped"}
        return replace(self, **{names[letter]: value for letter in letters})


class Place(Enum):
    """Assertions that consume nothing; the values are RE2's spelling."""

    TEXT_START = r"\A"
    TEXT_END = r"\z"
    LINE_START = "(?m:^)"
    LINE_END = "(?m:$)"
    BOUNDARY = r"\b"
    NO_BOUNDARY = r"\B"


@dataclass(frozen=True, slots=True)
class Char:
    """One character."""

    char: str
    caseless: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """Any character; a line break only if `dot_all`."""

    dot_all: bool


@dataclass(frozen=True, slots=True)
class Item:
    r"""A part of a class: a range of characters, or a named class such as `\d`, `\pL` or `[:alpha:]` in `name`."""

    name: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """One character of a class."""

    items: tuple[Item, ...]
    negated: bool
    caseless: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """A place, not a character."""

    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after another; the empty sequence matches the empty text."""

    items: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Again and again; `most` is None without a limit."""

    tree: "Tree"
    least: int
    most: int | None
    lazy: bool


Tree = Char | Dot | Class | Assertion | Sequence | Choice | Repeat


def has_boundaries(tree: Tree) -> bool:
    r"""Whether `\b` occurs."""
    match tree:
        case Assertion(place):
            return place is Place.BOUNDARY
        case Sequence(items) | Choice(items):
            return any(map(has_boundaries, items))
        case Repeat(inner, _, _, _):
            return has_boundaries(inner)
    return False
