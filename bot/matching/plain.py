r"""Regular expressions that only look for words: `casino`, `\bcasino\b`, `.*(casino|free\s+spins).*`."""

from typing import NamedTuple

from bot.matching.expressions.parser import parse
from bot.matching.expressions.syntax import (
    Assertion,
    Char,
    Choice,
    Class,
    Dot,
    ExpressionFault,
    Place,
    Repeat,
    Sequence,
    Tree,
)

_MOST = 20


class Plain(NamedTuple):
    """The texts that an expression looks for, and whether they must be whole words."""

    texts: tuple[str, ...]
    whole: bool


def plain(expression: str) -> Plain | None:
    """What an expression without any art looks for; None for any other."""
    try:
        tree = parse(expression)
    except ExpressionFault:
        return None
    # Flags leave an empty sequence behind.
    items = [item for item in (tree.items if isinstance(tree, Sequence) else (tree,)) if item != Sequence(())]
    while items and _is_anything(items[0]):
        del items[0]
    while items and _is_anything(items[-1]):
        del items[-1]
    bounds = (items[:1] == [_BOUNDARY], items[-1:] == [_BOUNDARY])
    inner = items[bounds[0] : len(items) - bounds[1]]
    options = inner[0].options if len(inner) == 1 and isinstance(inner[0], Choice) else (Sequence(tuple(inner)),)
    texts = [_literal(option) for option in options]
    found = tuple(text for text in texts if text)
    if not found or len(found) < len(texts) or len(found) > _MOST or bounds[0] is not bounds[1]:
        return None
    return Plain(found, whole=bounds[0])


_BOUNDARY = Assertion(Place.BOUNDARY)


def _is_anything(tree: Tree) -> bool:
    return isinstance(tree, Repeat) and isinstance(tree.tree, Dot) and tree.least == 0


def _literal(tree: Tree) -> str | None:
    """The only text that a tree matches, a gap between words as one space; None if it is not so plain."""
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    text = "".join(item.char if isinstance(item, Char) else " " if _is_gap(item) else "\0" for item in items)
    plainly = all(char.isalnum() or char == " " for char in text)
    return text if plainly and text.strip() == text else None


def _is_gap(tree: Tree) -> bool:
    inner = tree.tree if isinstance(tree, Repeat) and tree.least == 1 else tree
    return isinstance(inner, Class) and not inner.negated and [item.name for item in inner.items] == [r"\s"]
