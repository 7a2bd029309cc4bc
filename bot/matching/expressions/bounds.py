"""What an expression may cost, so that no pattern that somebody writes can hold up the posts of everybody.

Matching takes time in proportion to the text and to the places of the expression in which a match can be at once.
Literals add few, whatever the text; characters of a class and counted repeats add many.
"""

from bot.matching.expressions.syntax import (
    Assertion,
    Char,
    Choice,
    Class,
    Dot,
    ExpressionFault,
    Item,
    Repeat,
    Sequence,
    Tree,
)

LARGEST = 4000
"""Instructions, about."""

BROADEST = 250
"""Places at once. A text of 4,096 characters that fills them all takes 5 to 10 ms."""

_COST_OF_NAME = {"d": 1, "s": 4, "w": 30}
_COST_OF_PROPERTY = 200


def check(tree: Tree) -> None:
    """Raises `ExpressionFault` for an expression that finds something in every text or costs too much."""
    if nullable(tree):
        message = "the expression matches the empty text, so every text"
        raise ExpressionFault("regex-empty", message, "ask for at least one character, with `+` in place of `*`")
    if (cost := size(tree)) > LARGEST:
        message = f"the expression expands to about {cost} steps, more than {LARGEST}"
        raise ExpressionFault("regex-too-large", message, "use smaller repeats")
    if (places := breadth(tree)) > BROADEST:
        message = f"the repeats of the expression come to {places} characters, more than {BROADEST}"
        raise ExpressionFault("regex-too-large", message, "use smaller repeats, such as `.{0,50}`, or `+` and `*`")


def nullable(tree: Tree) -> bool:
    """Whether the tree can match the empty text."""
    match tree:
        case Assertion():
            return True
        case Sequence(items):
            return all(map(nullable, items))
        case Choice(options):
            return any(map(nullable, options))
        case Repeat(inner, least, _, _):
            return least == 0 or nullable(inner)
    return False


def size(tree: Tree) -> int:
    """About how many instructions the tree compiles to."""
    match tree:
        case Sequence(items) | Choice(items):
            return sum(map(size, items)) + len(items)
        case Repeat(inner):
            return _times(tree) * (size(inner) + 1)
        case Class(items):
            return sum(_item_size(item) for item in items) + 1
        case Dot():
            return 8
        case Char(char):
            return len(char.encode("utf-8", "replace"))
    return 1


def breadth(tree: Tree) -> int:
    """In how many places of the tree a match can be at once, in a text that is made for it."""
    match tree:
        case Sequence(items) | Choice(items):
            return sum(map(breadth, items))
        case Repeat(inner):
            return _times(tree) * max(1, breadth(inner))
        case Class() | Dot():
            return 1
    return 0


def _times(repeat: Repeat) -> int:
    return max(1, repeat.least if repeat.most is None else repeat.most)


def _item_size(item: Item) -> int:
    if not item.name:
        return 1 if item.high < "\x80" else 6
    return _COST_OF_NAME.get(item.name[-1].lower(), 2) if item.name[1] not in "pP" else _COST_OF_PROPERTY
