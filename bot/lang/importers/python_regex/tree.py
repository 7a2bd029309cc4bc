"""What an expression in Python's syntax consists of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Untranslatable(Exception):
    """The expression cannot be said in our syntax; the message says why, in the words of a diagnostic."""


class Zero(Enum):
    """Assertions about a place; the values are the spelling that both syntaxes share."""

    START = "^"
    END = "$"
    BOUNDARY = r"\b"
    NO_BOUNDARY = r"\B"


@dataclass(frozen=True, slots=True)
class Char:
    """One character."""

    char: str


@dataclass(frozen=True, slots=True)
class Range:
    """Part of a class: the characters from `low` to `high`."""

    low: str
    high: str

    def holds(self, char: str) -> bool:
        """Whether the character is in the range."""
        return self.low <= char <= self.high


@dataclass(frozen=True, slots=True)
class Named:
    r"""Part of a class: `\d`, `\W` and the like."""

    name: str

    def holds(self, char: str) -> bool:
        """Whether the character is in the class."""
        return re.match(self.name, char) is not None


@dataclass(frozen=True, slots=True)
class Set:
    """One character of a class; without parts and `negated`, any character at all."""

    parts: tuple[Range | Named, ...]
    negated: bool = False

    def holds(self, char: str) -> bool:
        """Whether the character is in the class."""
        return any(part.holds(char) for part in self.parts) is not self.negated


@dataclass(frozen=True, slots=True)
class Any:
    """The dot."""


@dataclass(frozen=True, slots=True)
class At:
    """A place."""

    zero: Zero


@dataclass(frozen=True, slots=True)
class Look:
    """Look-ahead or look-behind."""

    tree: "Tree"
    ahead: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Flagged:
    """A part in which flags are set or cleared: letters of `ims`."""

    tree: "Tree"
    added: str
    removed: str


@dataclass(frozen=True, slots=True)
class Seq:
    """One after another."""

    items: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Alt:
    """One of several."""

    options: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Rep:
    """Again and again; `most` is None without a limit."""

    tree: "Tree"
    least: int
    most: int | None
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A part that is remembered."""

    number: int
    tree: "Tree"


@dataclass(frozen=True, slots=True)
class Ref:
    """What a group matched, once more."""

    number: int


Tree = Char | Set | Any | At | Look | Flagged | Seq | Alt | Rep | Group | Ref

NOTHING = Seq(())


def inside(tree: Tree) -> Iterator[Tree]:
    """The tree and every part of it."""
    yield tree
    match tree:
        case Seq(children) | Alt(children):
            for child in children:
                yield from inside(child)
        case Rep(child) | Look(child) | Flagged(child) | Group(_, child):
            yield from inside(child)


def looks(tree: Tree) -> bool:
    """Whether there is look-around in it."""
    return any(isinstance(part, Look) for part in inside(tree))


def nullable(tree: Tree) -> bool:
    """Whether the tree can match the empty text."""
    match tree:
        case At() | Look():
            return True
        case Seq(items):
            return all(map(nullable, items))
        case Alt(options):
            return any(map(nullable, options))
        case Rep(inner, least):
            return least == 0 or nullable(inner)
        case Flagged(inner):
            return nullable(inner)
    return False


def joined(*trees: Tree) -> Seq:
    """One after another, sequences in sequences dissolved."""
    items: list[Tree] = []
    for tree in trees:
        items += joined(*tree.items).items if isinstance(tree, Seq) else (tree,)
    return Seq(tuple(items))


def filled(tree: Tree) -> Tree | None:
    """What matches the texts that the tree matches, but not the empty one; None if there are no others.

    Raises `Untranslatable` where it cannot be told.
    """
    if not nullable(tree):
        return tree
    match tree:
        case Alt(options):
            rest = tuple(full for option in options if (full := filled(option)) is not None)
            return Alt(rest) if rest else None
        case Rep(inner, _, most, lazy) if not nullable(inner):
            return Rep(inner, 1, most, lazy)
        case Flagged(inner, added, removed):
            full = filled(inner)
            return None if full is None else Flagged(full, added, removed)
        case Seq(items):
            return filled(Alt(tuple(_led(items))))
        case At():
            return None
    raise Untranslatable("it matches the empty text, so every post")


def _led(items: tuple[Tree, ...]) -> Iterator[Tree]:
    """The sequence, led by each of its items in turn that matches something; those before it match nothing."""
    places: list[Tree] = []
    for number, item in enumerate(items):
        if isinstance(item, At):
            places.append(item)
        elif any(isinstance(part, At | Look) for part in inside(item)):
            raise Untranslatable("it matches the empty text, so every post")
        elif (full := filled(item)) is not None:
            yield joined(*places, full, *items[number + 1 :])
