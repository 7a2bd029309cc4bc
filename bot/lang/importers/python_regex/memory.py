r"""Back-references dissolved: `([ab])\1` is `aa|bb`.

Of a class without end, such as `\w`, only the characters that people repeat are written out: those of ASCII.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.lang.importers.python_regex.refusal import texts
from bot.lang.importers.python_regex.tree import (
    Alt,
    Any,
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
    Untranslatable,
    Zero,
    inside,
)

_MOST = 100
_ASCII = [chr(code) for code in range(0x20, 0x7F)]
_WHY = "a back-reference needs a memory that matching in linear time does not have"


def forget(tree: Tree, *, caseless: bool) -> tuple[Tree, bool]:
    """The tree without references, and whether it matches all that it matched. Raises `Untranslatable`."""
    exact = True
    numbers = dict.fromkeys(part.number for part in inside(tree) if isinstance(part, Ref))
    if any(_unsure(tree, number) for number in numbers):
        raise Untranslatable(_WHY)
    for number in numbers:
        group = next(part for part in inside(tree) if isinstance(part, Group) and part.number == number)
        ways, complete = _ways(group.tree, caseless=caseless)
        exact = exact and complete
        tree = Alt(tuple(_with(tree, number, way) for way in ways))
        if sum(1 for _ in inside(tree)) > _MOST * _MOST:
            raise Untranslatable(_WHY)
    return _bare(tree), exact


def _unsure(tree: Tree, number: int) -> bool:
    """Whether the group may match nothing, or one text after another, before it is referred to."""
    references = _count(tree, Ref, number)
    for part in inside(tree):
        if not isinstance(part, Rep | Alt | Look) or not _count(part, Group, number):
            continue
        if isinstance(part, Look) or (isinstance(part, Rep) and (part.least, part.most) != (1, 1)):
            return True
        if isinstance(part, Alt):
            option = next(option for option in part.options if _count(option, Group, number))
            if _count(option, Ref, number) < references:
                return True
    return False


def _count(tree: Tree, kind: type[Group | Ref], number: int) -> int:
    return sum(isinstance(part, kind) and part.number == number for part in inside(tree))


def _ways(tree: Tree, *, caseless: bool) -> tuple[list[Tree], bool]:
    """What a group can have matched, and whether that is all."""
    if isinstance(tree, Any | Set) and (isinstance(tree, Any) or tree.negated or _endless(tree)):
        return [Set((Range(char, char),)) for char in _members(tree, caseless=caseless)], False
    ways: dict[Tree, None] = {}
    for text in texts(tree):
        if any(isinstance(step, Zero) for step in text):
            raise Untranslatable(_WHY)
        ways.update(dict.fromkeys(Seq(single) for single in _singles(text, caseless=caseless)))
        if len(ways) > _MOST:
            raise Untranslatable(_WHY)
    return list(ways), True


def _endless(tree: Set) -> bool:
    return any(isinstance(part, Named) or ord(part.high) - ord(part.low) > _MOST for part in tree.parts)


def _members(tree: Any | Set, *, caseless: bool) -> Iterator[str]:
    """The characters of ASCII that fit; of capitals only those that are not the same as small ones."""
    fitting = [char for char in _ASCII if isinstance(tree, Any) or tree.holds(char)]
    for char in fitting:
        if not (caseless and char.lower() != char and char.lower() in fitting):
            yield char


def _singles(text: tuple[Set | Zero, ...], *, caseless: bool) -> Iterator[tuple[Tree, ...]]:
    """The text with each class one character."""
    if not text:
        yield ()
        return
    step = text[0]
    if not isinstance(step, Set) or step.negated or _endless(step):
        raise Untranslatable(_WHY)
    codes = [
        code for part in step.parts if isinstance(part, Range) for code in range(ord(part.low), ord(part.high) + 1)
    ]
    chars = dict.fromkeys(chr(code).lower() if caseless else chr(code) for code in codes)
    for char in chars:
        for rest in _singles(text[1:], caseless=caseless):
            yield (Set((Range(char, char),)), *rest)


def _with(tree: Tree, number: int, way: Tree) -> Tree:
    """The tree with the group, and the references to it, replaced."""
    if isinstance(tree, Group | Ref) and tree.number == number:
        return way
    match tree:
        case Seq(items):
            return Seq(tuple(_with(item, number, way) for item in items))
        case Alt(options):
            return Alt(tuple(_with(option, number, way) for option in options))
        case Rep(inner) | Flagged(inner) | Look(inner) | Group(_, inner):
            return replace(tree, tree=_with(inner, number, way))
    return tree


def _bare(tree: Tree) -> Tree:
    """The tree without its groups."""
    match tree:
        case Group(_, inner):
            return _bare(inner)
        case Seq(items):
            return Seq(tuple(map(_bare, items)))
        case Alt(options):
            return Alt(tuple(map(_bare, options)))
        case Rep(inner) | Flagged(inner) | Look(inner):
            return replace(tree, tree=_bare(inner))
    return tree
