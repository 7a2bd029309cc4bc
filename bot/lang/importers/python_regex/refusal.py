"""Places after or before which something must not stand, without look-around.

`(?!ab)` at the end of an expression asks whether what follows is not `ab`: the text ends, or another character than `a`
follows, or an `a` and then not `b`. So the characters that decide are matched as well, which changes where a match
ends, but not whether there is one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from bot.lang.importers.python_regex.tree import (
    Alt,
    Any,
    At,
    Char,
    Flagged,
    Named,
    Range,
    Rep,
    Seq,
    Set,
    Tree,
    Untranslatable,
    Zero,
    joined,
)

_FEW = 12
_MOST_TEXTS = 200
_LONGEST = 40

Step = Set | Zero
"""What a text consists of: a character of a class or, at its end, a place."""

Texts = list[tuple[Step, ...]]


@dataclass(slots=True)
class _Branch:
    """What may not follow from here on.

    `closed` says that nothing may, `bounded` that no edge of a word may, `ended` that the text may not end.
    """

    steps: dict[Set, "_Branch"] = field(default_factory=dict)
    closed: bool = False
    bounded: bool = False
    ended: bool = False


def refusal(refused: Iterable[Tree], *, ahead: bool, caseless: bool) -> Tree:
    """What stands after a place, or before it, where none of the trees matches. Raises `Untranslatable`."""
    root = _Branch()
    for text in chain.from_iterable(map(texts, refused)):
        _add(root, text if ahead else text[::-1], caseless=caseless)
    return _free(root, ahead=ahead)


def otherwise(refused: Iterable[Tree], run: Set, *, caseless: bool) -> Tree | None:
    """What stands after a place where none of the trees matches but a character of a class; None if it is not known."""
    root = _Branch()
    for text in chain.from_iterable(map(texts, refused)):
        _add(root, text, caseless=caseless)
    named = all(step.parts and all(map(_is_letter, step.parts)) and not step.negated for step in root.steps)
    other = without(run, root.steps)
    if other is None or not named or root.closed or root.bounded or root.ended:
        return None
    open_ = [joined(step, _free(after, ahead=True)) for step, after in root.steps.items() if not after.closed]
    return Alt((other, *open_))


def _is_letter(part: Range | Named) -> bool:
    """Whether it is one letter or digit, which is part of every word."""
    return isinstance(part, Range) and part.low == part.high and part.low.isalnum()


def texts(tree: Tree) -> Texts:  # noqa: PLR0911 - one for each kind of tree
    """Every text that the tree matches, if they are few. Raises `Untranslatable`."""
    match tree:
        case Char(char):
            return [(Set((Range(char, char),)),)]
        case Any():
            return [(Set((), negated=True),)]
        case Set():
            return [(tree,)]
        case At(Zero.BOUNDARY | Zero.END | Zero.START as zero):
            return [(zero,)]
        case Alt(options):
            return _few([text for option in options for text in texts(option)])
        case Seq(items):
            return _product(items)
        case Rep(inner, least, most) if most is not None and most <= _FEW:
            return _few([text for times in range(least, most + 1) for text in _product((inner,) * times)])
        case Flagged(inner, "", ""):
            return texts(inner)
    raise Untranslatable("look-around with something of unknown length in it has no counterpart")


def _product(items: Iterable[Tree]) -> Texts:
    found: Texts = [()]
    for item in items:
        found = _few([(*text, *more) for text in found for more in texts(item)])
    return found


def _few(found: Texts) -> Texts:
    if len(found) > _MOST_TEXTS or max(map(len, found), default=0) > _LONGEST:
        raise Untranslatable("look-around with so much in it has no counterpart")
    return found


def _add(branch: _Branch, text: tuple[Step, ...], *, caseless: bool) -> None:
    if not text:
        branch.closed = True
        return
    step, rest = text[0], text[1:]
    if isinstance(step, Zero):
        if rest:
            raise Untranslatable("look-around with a place in it has no counterpart")
        branch.bounded |= step is Zero.BOUNDARY
        branch.ended |= step is not Zero.BOUNDARY
        return
    for single in _singles(step, caseless=caseless):
        for other in branch.steps:
            if other != single and _overlap(other, single):
                raise Untranslatable("look-around with classes that overlap has no counterpart")
        _add(branch.steps.setdefault(single, _Branch()), rest, caseless=caseless)


def _singles(step: Set, *, caseless: bool) -> Iterator[Set]:
    """The characters of a small class one by one, so that classes do not overlap."""
    ranges = [part for part in step.parts if isinstance(part, Range)]
    size = sum(ord(part.high) - ord(part.low) + 1 for part in ranges)
    if step.negated or size > _FEW or len(ranges) < len(step.parts):
        yield step
        return
    for part in ranges:
        for code in range(ord(part.low), ord(part.high) + 1):
            char = chr(code).lower() if caseless else chr(code)
            yield Set((Range(char, char),))


def _overlap(one: Set, other: Set) -> bool:
    """Whether a character may be in both; true where that is not known."""
    if one.negated or other.negated:
        return True
    chars = [part.low for part in one.parts if isinstance(part, Range) and part.low == part.high]
    if len(chars) < len(one.parts):
        chars, one, other = [part.low for part in other.parts if isinstance(part, Range)], other, one
        if len(chars) < len(one.parts) or len(chars) != 1:
            return True
    return any(map(other.holds, chars))


def _free(branch: _Branch, *, ahead: bool) -> Tree:
    if branch.closed:
        raise Untranslatable("look-around that forbids everything has no counterpart")
    options: list[Tree] = []
    if not (branch.bounded or branch.ended):
        options.append(At(Zero.END if ahead else Zero.START))
    options += _others(branch)
    for step, after in branch.steps.items():
        if after.closed:
            continue
        rest = _free(after, ahead=ahead)
        options.append(joined(step, rest) if ahead else joined(rest, step))
    return options[0] if len(options) == 1 else Alt(tuple(options))


def _others(branch: _Branch) -> Iterator[Tree]:
    """Any character that begins none of the texts."""
    if branch.bounded:
        if branch.steps:
            raise Untranslatable("look-around for a word and for its beginning has no counterpart")
        yield Set((Named(r"\w"),))
        return
    if any(step.negated for step in branch.steps):
        (only,) = branch.steps
        if only.parts:  # else it is any character, and there is no other
            yield Set(only.parts)
        return
    yield Set(tuple(part for step in branch.steps for part in step.parts), negated=True)


def without(one: Set, refused: Mapping[Set, object] | Iterable[Set]) -> Set | None:
    """The class less the characters of others; None if that cannot be said as one class."""
    parts = tuple(part for other in refused for part in other.parts)
    if any(other.negated for other in refused):
        return None
    if one.negated:
        return Set((*one.parts, *parts), negated=True)
    if one.parts == (Named(r"\w"),):
        return Set((Named(r"\W"), *parts), negated=True)
    if one.parts == (Named(r"\S"),):
        return Set((Named(r"\s"), *parts), negated=True)
    if one.parts == (Named(r"\d"),):
        return Set((Named(r"\D"), *parts), negated=True)
    return None
