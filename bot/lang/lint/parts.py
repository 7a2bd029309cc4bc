"""What must hold for a rule, what must not, and what follows from what, as far as arguments tell."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from bot.conditions._limits import Limits
from bot.core import logic
from bot.core.arguments import Bounds
from bot.core.condition import Condition

_EQUAL = frozenset({"in_", "not_domain", "exact", "case", "view", "count", "similar", "within", "zone"})
"""Arguments that say where or how to look, or turn others round: nothing follows unless they are the same."""


def conjuncts(node: logic.Node) -> Iterator[logic.Node]:
    """The parts that must all hold."""
    if isinstance(node, logic.All):
        for child in node.children:
            yield from conjuncts(child)
    else:
        yield node


def excluded(node: logic.Node) -> Iterator[logic.Node]:
    """The parts none of which may hold."""
    for part in conjuncts(node):
        for child in part.children if isinstance(part, logic.NoneOf) else ():
            yield from _alternatives(child)


def _alternatives(node: logic.Node) -> Iterator[logic.Node]:
    if isinstance(node, logic.Count) and node.at_least == 1:
        for child in node.children:
            yield from _alternatives(child)
    else:
        yield node


def conditions(node: logic.Node) -> list[Condition]:
    """The conditions that must all hold."""
    return [part.condition for part in conjuncts(node) if isinstance(part, logic.Leaf)]


def implies(one: Condition, other: Condition) -> bool:
    """Whether the other holds wherever the one does. False where that cannot be told."""
    if type(one) is not type(other):
        return False
    if one == other:
        return True
    if isinstance(one, Limits) and isinstance(other, Limits):
        return _limits_imply(one, other)
    if one.name in ("time", "script", "obfuscation"):
        return False
    pairs = ((item.name, getattr(one, item.name), getattr(other, item.name)) for item in _fields(one))
    return all(_implied(name, mine, theirs) for name, mine, theirs in pairs)


def inside(one: Bounds, other: Bounds) -> bool:
    """Whether every number inside the one is inside the other."""
    most, least = _most(one), _least(one)
    return _most(other) >= most and _least(other) <= least


def bounds_of(condition: Limits) -> Bounds:
    """The limits of a condition that is about how much there is of something."""
    return Bounds(condition.above, condition.below, condition.at_least, condition.at_most)


def _limits_imply(one: Limits, other: Limits) -> bool:
    rest = (item.name for item in _fields(one) if item.name not in ("above", "below", "at_least", "at_most"))
    same = all(getattr(one, name) == getattr(other, name) for name in rest)
    limited = bounds_of(one) != Bounds() and bounds_of(other) != Bounds()
    return same and limited and inside(bounds_of(one), bounds_of(other))


def _implied(name: str, mine: Any, theirs: Any) -> bool:
    if mine == theirs:
        return True
    if name in _EQUAL:
        return False
    if isinstance(theirs, tuple):
        return not theirs or (bool(mine) and set(mine) <= set(theirs))
    if isinstance(theirs, Bounds):
        return isinstance(mine, Bounds) and inside(mine, theirs)
    return theirs is None and mine is not False


def _fields(condition: Condition) -> tuple["dataclasses.Field[Any]", ...]:
    return dataclasses.fields(condition)  # type: ignore[arg-type]


# Open limits are told from closed ones by a second number.
def _most(bounds: Bounds) -> tuple[float, int]:
    limits = [(bounds.below, 0), (bounds.at_most, 1)]
    return min(((limit, closed) for limit, closed in limits if limit is not None), default=(float("inf"), 1))


def _least(bounds: Bounds) -> tuple[float, int]:
    limits = [(bounds.above, 1), (bounds.at_least, 0)]
    return max(((limit, open_) for limit, open_ in limits if limit is not None), default=(float("-inf"), 0))
