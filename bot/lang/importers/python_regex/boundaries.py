r"""Where a match begins and ends with `\b`.

Our index marks the edges of words in the text and `\b` takes such a mark, so two of them in one place find nothing.
"""

from enum import Enum
from itertools import groupby

from bot.lang.importers.python_regex.tree import (
    Alt,
    At,
    Flagged,
    Rep,
    Seq,
    Tree,
    Untranslatable,
    Zero,
    joined,
    nullable,
)

BOUNDARY = At(Zero.BOUNDARY)
_ENDS = (At(Zero.START), At(Zero.END))
_ORDER = {Zero.START: 0, Zero.BOUNDARY: 1, Zero.NO_BOUNDARY: 2, Zero.END: 3}


class Share(Enum):
    """How many of the ways to match have a boundary at the edge."""

    NONE = 0
    SOME = 1
    ALL = 2


def ordered(items: tuple[Tree, ...]) -> tuple[Tree, ...]:
    """The items of a sequence with each place named once, the start of the text before the edges of words."""
    done: list[Tree] = []
    for _, group in groupby(items, key=lambda item: isinstance(item, At)):
        run = list(group)
        done += sorted(dict.fromkeys(run), key=_rank) if isinstance(run[0], At) else run
    return tuple(done)


def _rank(place: Tree) -> int:
    return _ORDER[place.zero] if isinstance(place, At) else 0


def share(tree: Tree, *, forward: bool) -> Share:
    """How many of the ways to match begin (end, if not `forward`) with a boundary."""
    match tree:
        case At(Zero.BOUNDARY):
            return Share.ALL
        case Alt(options):
            found = {share(option, forward=forward) for option in options}
            return found.pop() if len(found) == 1 else Share.SOME
        case Rep(inner, least):
            inside = share(inner, forward=forward)
            return inside if least or inside is Share.NONE else Share.SOME
        case Flagged(inner):
            return share(inner, forward=forward)
        case Seq(items):
            return _share_of_sequence(items if forward else items[::-1], forward=forward)
    return Share.NONE


def _share_of_sequence(items: tuple[Tree, ...], *, forward: bool) -> Share:
    sure = True
    for item in items:
        found = share(item, forward=forward)
        if found is not Share.NONE:
            return found if sure else Share.SOME
        if not nullable(item):
            return Share.NONE
        sure = sure and isinstance(item, At)
    return Share.NONE


def enclosed(tree: Tree, before: tuple[Tree, ...], after: tuple[Tree, ...]) -> Tree:
    """The tree between other items, which may end or begin with a boundary; each place has one boundary still."""
    return _beside(_beside(tree, before, forward=True), after, forward=False)


def _beside(tree: Tree, added: tuple[Tree, ...], *, forward: bool) -> Tree:
    found = share(tree, forward=forward)
    if found is Share.NONE or all(item in _ENDS for item in added):
        return joined(*added, tree) if forward else joined(tree, *added)
    if found is Share.ALL:
        bare = [item for item in added if item != BOUNDARY]
        return _beside(tree, tuple(bare), forward=forward) if all(item in _ENDS for item in bare) else tree
    if isinstance(tree, Alt):
        return Alt(tuple(_beside(option, added, forward=forward) for option in tree.options))
    if isinstance(tree, Seq):
        edge, rest = (tree.items[0], tree.items[1:]) if forward else (tree.items[-1], tree.items[:-1])
        if isinstance(edge, Alt) and not nullable(edge):
            inner = _beside(edge, added, forward=forward)
            return Seq((inner, *rest)) if forward else Seq((*rest, inner))
    raise Untranslatable(r"it may or may not begin or end with `\b`, which has no counterpart")


def doubled(tree: Tree) -> bool:
    """Whether two boundaries may be asked for in one place."""
    match tree:
        case Alt(options):
            return any(map(doubled, options))
        case Flagged(inner):
            return doubled(inner)
        case Rep(inner):
            twice = share(inner, forward=True) is not Share.NONE and share(inner, forward=False) is not Share.NONE
            return doubled(inner) or (twice and tree.most != 1 and nullable(inner))
        case Seq(items):
            return any(map(doubled, items)) or _doubled_between(items)
    return False


def _doubled_between(items: tuple[Tree, ...]) -> bool:
    pending = False
    for item in items:
        if pending and share(item, forward=True) is not Share.NONE:
            return True
        ends = share(item, forward=False) is not Share.NONE
        pending = ends or (pending and nullable(item))
    return False
