"""What a match can begin and end with: letters of words, other characters, or either."""

from collections.abc import Sequence
from enum import Flag

from bot.lang.importers.python_regex.tree import (
    Alt,
    Any,
    At,
    Char,
    Flagged,
    Group,
    Look,
    Named,
    Range,
    Ref,
    Rep,
    Seq,
    Set,
    Tree,
    Zero,
    joined,
    nullable,
)

_FEW = 512


class Edge(Flag):
    """Kinds of character; `BOUND` is the end or the beginning of the text itself."""

    NONE = 0
    WORD = 1
    OTHER = 2
    BOUND = 4


_EITHER = Edge.WORD | Edge.OTHER
_NAMED = {
    r"\w": Edge.WORD,
    r"\d": Edge.WORD,
    r"\s": Edge.OTHER,
    r"\W": Edge.OTHER,
    r"\D": _EITHER,
    r"\S": _EITHER,
}


def first(tree: Tree) -> Edge:
    """What a match can begin with; more than it can where that is not known."""
    return _edge(tree, forward=True)


def last(tree: Tree) -> Edge:
    """What a match can end with."""
    return _edge(tree, forward=False)


def everywhere(tree: Tree) -> bool:
    """Whether the tree is a way to say "any text", as `^.*$` is."""
    if isinstance(tree, Alt):
        return any(map(everywhere, tree.options))
    items = joined(tree).items
    if items[:1] == (At(Zero.START),):
        items = items[1:]
    if items[-1:] == (At(Zero.END),):
        items = items[:-1]
    return bool(items) and all(isinstance(item, Rep) and _anything(item) for item in items)


def _anything(repeat: Rep) -> bool:
    return repeat.least == 0 and repeat.most is None and isinstance(repeat.tree, Any)


def _edge(tree: Tree, *, forward: bool) -> Edge:  # noqa: PLR0911 - one for each kind of tree
    match tree:
        case Char(char):
            return _kind(char)
        case Any():
            return _EITHER
        case Set():
            return _class(tree)
        case At(zero):
            return Edge.BOUND if zero is (Zero.START if forward else Zero.END) else Edge.NONE
        case Look() | Ref():
            return Edge.NONE
        case Seq(items):
            return _sequence(items if forward else items[::-1], forward=forward)
        case Alt(options):
            return _united([_edge(option, forward=forward) for option in options])
        case Rep(inner) | Flagged(inner) | Group(_, inner):
            return _edge(inner, forward=forward)


def _sequence(items: Sequence[Tree], *, forward: bool) -> Edge:
    found = Edge.NONE
    for item in items:
        edge = _edge(item, forward=forward)
        if isinstance(item, At) and edge is Edge.BOUND and found is Edge.NONE:
            return Edge.BOUND
        found |= edge
        if not nullable(item):
            break
    return found


def _class(tree: Set) -> Edge:
    kinds = _united([_part(part) for part in tree.parts])
    if not tree.negated:
        return kinds
    if Named(r"\w") in tree.parts:
        return Edge.OTHER
    return Edge.WORD if Named(r"\W") in tree.parts else _EITHER


def _part(part: Range | Named) -> Edge:
    if isinstance(part, Named):
        return _NAMED[part.name]
    if ord(part.high) - ord(part.low) > _FEW:
        return _EITHER
    return _united([_kind(chr(code)) for code in range(ord(part.low), ord(part.high) + 1)])


def _kind(char: str) -> Edge:
    return Edge.WORD if char.isalnum() or char == "_" else Edge.OTHER


def _united(edges: Sequence[Edge]) -> Edge:
    united = Edge.NONE
    for edge in edges:
        united |= edge
    return united
