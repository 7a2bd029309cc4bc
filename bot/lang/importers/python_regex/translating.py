"""An expression of Python's `re` to expressions that `regex` with `view: original` takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.core.query import PatternKind
from bot.lang.importers.python_regex.boundaries import doubled, ordered
from bot.lang.importers.python_regex.dissolving import Dissolved, bounded, dissolve
from bot.lang.importers.python_regex.edges import everywhere
from bot.lang.importers.python_regex.memory import forget
from bot.lang.importers.python_regex.reading import read
from bot.lang.importers.python_regex.tree import (
    Alt,
    Any,
    At,
    Char,
    Flagged,
    Named,
    Rep,
    Seq,
    Set,
    Tree,
    Untranslatable,
    Zero,
    filled,
    inside,
    joined,
    looks,
    nullable,
)
from bot.lang.importers.python_regex.writing import escape, verbatim, write
from bot.matching.patterns import fault

MOST_PIECES = 200
_ANY_TEXT = "(?s)."
_ESCAPE_OR_CLASS = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_NOT_WORD = Rep(Set((Named(r"\W"),)), 0, None)


class Manner(Enum):
    """Where in a text the expression must match."""

    WORD = "as a whole word"
    PART = "anywhere"
    START = "at the start"
    END = "at the end"
    WHOLE = "from start to end"
    CORE = "from start to end but for signs and spaces"


@dataclass(frozen=True, slots=True)
class Clause:
    """Expressions of ours: one of `found` must match, one of each of `also`, and none of `absent`.

    Without `found` only the others count.
    """

    found: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """Clauses, one of which holds for the texts that the expression matches.

    For all of them if `exact`; else for those in which what repeats is of ASCII.
    """

    clauses: tuple[Clause, ...]
    exact: bool = True


def translate(text: str, manner: Manner, *, caseless: bool) -> Translation:
    """What finds the texts that the expression matches. Raises `Untranslatable`."""
    tree, flags, bare = read(text)
    caseless = caseless or "i" in flags
    tree, exact = forget(tree, caseless=caseless)
    return Translation(_clauses(tree, flags, bare, manner, caseless=caseless), exact)


def _clauses(tree: Tree, flags: str, bare: str, manner: Manner, *, caseless: bool) -> tuple[Clause, ...]:
    if everywhere(_placed(tree, manner)):
        return (Clause((_ANY_TEXT,)),)
    if not looks(tree) and verbatim(bare):
        return (Clause(_as_written(tree, bare, manner, _Flags(flags, caseless=caseless))),)
    ways = dissolve(_placed(tree, manner), word=manner is Manner.WORD, caseless=caseless)
    clauses = [_clause(way, _Flags(flags, caseless=caseless)) for way in ways]
    simple = tuple(piece for clause in clauses if not (clause.also or clause.absent) for piece in clause.found)
    rest = tuple(clause for clause in clauses if clause.also or clause.absent)
    return (*((Clause(simple),) if simple else ()), *rest)


def literal(text: str, manner: Manner, *, caseless: bool) -> str:
    """The expression that finds a plain text. Raises `Untranslatable`."""
    tree = Seq(tuple(Char(char) for char in text))
    (piece,) = _as_written(tree, escape(text), manner, _Flags("", caseless=caseless))
    return piece


class _Flags:
    """The flags of an expression, as far as it depends on them."""

    def __init__(self, flags: str, *, caseless: bool) -> None:
        self._caseless, self._lines = caseless, "m" in flags

    def before(self, tree: Tree, text: str) -> str:
        """What an expression begins with."""
        parts = tuple(inside(tree))
        letters = "i" if self._caseless and _cased(text) else ""
        if self._lines and any(isinstance(part, At) and part.zero in (Zero.START, Zero.END) for part in parts):
            letters += "m"
        if any(isinstance(part, Any) for part in parts):
            letters += "s"
        return f"(?{letters})" if letters else ""


def _cased(text: str) -> bool:
    bare = re.sub(r"\\x\{\w+\}|\\.", "", text)
    return bare.lower() != bare.upper()


def _placed(tree: Tree, manner: Manner) -> Tree:
    start, end = At(Zero.START), At(Zero.END)
    match manner:
        case Manner.START:
            return Seq(ordered(joined(start, tree).items))
        case Manner.END:
            return Seq(ordered(joined(tree, end).items))
        case Manner.WHOLE:
            return Seq(ordered(joined(start, tree, end).items))
        case Manner.CORE:
            return joined(start, _NOT_WORD, tree, _NOT_WORD, end)
    return tree


def _as_written(tree: Tree, text: str, manner: Manner, flags: _Flags) -> tuple[str, ...]:
    """The expression in its own words, if that is possible."""
    whole = bounded(tree) if manner is Manner.WORD and not nullable(tree) else _placed(tree, manner)
    if nullable(whole):
        return tuple(_pieces(whole, flags))
    if doubled(whole):
        raise Untranslatable(r"it asks for `\b` twice in one place, which has no counterpart")
    # Around a mark the same is written as around the tree itself.
    frame = _frame(tree, whole)
    if frame is None:
        return tuple(_pieces(whole, flags))
    inner = f"(?:{text})" if frame != ("", "") and _has_choice(text) else text
    spelled = f"{frame[0]}{inner}{frame[1]}"
    spelled = flags.before(whole, spelled) + spelled
    return (spelled,) if _fault(spelled) is None else tuple(_pieces(whole, flags))


def _frame(tree: Tree, whole: Tree) -> tuple[str, str] | None:
    """What stands before and after the tree in the whole; None if it does not stand there as it is."""
    if whole == tree:
        return "", ""
    if not isinstance(whole, Seq):
        return None
    inner = joined(tree).items
    size = len(inner)
    for place in range(len(whole.items) - size + 1):
        if whole.items[place : place + size] == inner:
            return write(Seq(whole.items[:place])), write(Seq(whole.items[place + size :]))
    return None


def _has_choice(text: str) -> bool:
    depth = 0
    for char in _ESCAPE_OR_CLASS.sub("", text):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def _clause(way: Dissolved, flags: _Flags) -> Clause:
    also = tuple(tuple(_pieces(tree, flags)) for tree in way.also if not everywhere(tree))
    absent = tuple(piece for tree in way.absent for piece in _pieces(tree, flags))
    if everywhere(way.tree):
        return Clause(() if also or absent else (_ANY_TEXT,), also, absent)
    return Clause(tuple(_pieces(way.tree, flags)), also, absent)


def _pieces(tree: Tree, flags: _Flags) -> Iterator[str]:
    """The expression as one, or as several within the limits of one."""
    tree = _full(tree)
    if doubled(tree):
        raise Untranslatable(r"it asks for `\b` twice in one place, which has no counterpart")
    waiting, done = [tree], 0
    while waiting:
        part = waiting.pop()
        text = write(part)
        text = flags.before(part, text) + text
        why = _fault(text)
        if why is None:
            done += 1
            yield text
            continue
        halves = _halves(part)
        if not halves or done + len(waiting) >= MOST_PIECES:
            raise Untranslatable(why)
        waiting += reversed(halves)


def _full(tree: Tree) -> Tree:
    """The tree without the empty text, which no post has, if it asks for a text from its start to its end."""
    if not nullable(tree):
        return tree
    items = joined(tree).items
    full = filled(tree) if items[:1] == (At(Zero.START),) and items[-1:] == (At(Zero.END),) else None
    if full is None:
        raise Untranslatable("it matches the empty text, so every post")
    return full


def _fault(text: str) -> str | None:
    found = fault(PatternKind.REGEX, text, original=True) or fault(PatternKind.REGEX, text)
    return None if found is None else found.message


def _halves(tree: Tree) -> Sequence[Tree]:
    """Two expressions that together find what the tree finds; none if it cannot be parted."""
    match tree:
        case Alt(options) if len(options) > 1:
            middle = len(options) // 2
            return Alt(options[:middle]), Alt(options[middle:])
        case Alt((only,)):
            return _halves(only)
        case Flagged(inner, added, removed):
            return [Flagged(half, added, removed) for half in _halves(inner)]
        case Rep(inner, 1, 1):
            return _halves(inner)
        case Seq(items):
            for place in sorted(range(len(items)), key=lambda place: -len(write(items[place]))):
                if halves := _halves(items[place]):
                    return [joined(*items[:place], half, *items[place + 1 :]) for half in halves]
    return ()
