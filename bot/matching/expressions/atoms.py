"""Literals of which at least one occurs wherever an expression matches, so that it need not be tried elsewhere."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bot.matching.chars import FLAGS, FREE, LOOSE, WORD
from bot.matching.expressions.syntax import Char, Choice, Class, Item, Repeat, Sequence, Tree
from bot.matching.lookalikes import SKELETON

_MOST = 64
"""More alternatives than this are no help."""

_COMMON = frozenset(
    (  # noqa: SIM905 - a list of so many quotes is hard to read
        "a about all an and are at be but by can do for from get have he i if in is it me my no not of on or our out "
        "so that the their there they this to up us was we what will with you your "
        "в вы да для до его за и из как ко мне мы на не нет но от по при с так то что это я"
    ).split()
)
"""Words that stand in most texts: as literals they keep nothing away."""

_MONEY = frozenset("$€£₽¥₿")
"""Signs that few texts have; as literals they are worth more than a short word."""

_WORTH_OF_COMMON = 3
_WORTH_OF_MONEY = 7
_SMALL_CLASS = 8
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a tree: all texts it can match, if they are few, or literals one of which it must contain."""

    exact: frozenset[str] | None
    required: frozenset[str] | None


_NOTHING = _Found(None, None)


def atoms(tree: Tree) -> frozenset[str] | None:
    """The literals, as the pattern has them; None if there are none worth looking for."""
    found = _find(tree)
    return _best(found)


def _best(found: _Found) -> frozenset[str] | None:
    if found.exact is not None and _worth(found.exact) >= _worth(found.required):
        return found.exact if _worth(found.exact) else None
    return found.required


def _find(tree: Tree) -> _Found:
    match tree:
        case Char(char):
            return _Found(frozenset({char}), None)
        case Class(items, False, _):
            return _class(items)
        case Sequence(items):
            return _sequence(items)
        case Choice(options):
            return _choice(options)
        case Repeat(inner, least, most, _):
            return _repeat(inner, least, most)
    return _NOTHING if not _empty(tree) else _Found(frozenset({""}), None)


def _empty(tree: Tree) -> bool:
    return type(tree).__name__ == "Assertion"


def _class(items: tuple[Item, ...]) -> _Found:
    chars: set[str] = set()
    for item in items:
        if item.name or ord(item.high) - ord(item.low) >= _SMALL_CLASS:
            return _NOTHING
        chars.update(map(chr, range(ord(item.low), ord(item.high) + 1)))
    return _Found(frozenset(chars), None) if len(chars) <= _SMALL_CLASS else _NOTHING


def _sequence(items: tuple[Tree, ...]) -> _Found:
    whole: frozenset[str] | None = frozenset({""})
    run: frozenset[str] | None = frozenset({""})
    required: frozenset[str] | None = None
    for item in items:
        found = _find(item)
        whole = _joined(whole, found.exact)
        joined = _joined(run, found.exact)
        if joined is None:
            required = _better(required, run)
            run = found.exact if found.exact is not None else frozenset({""})
        else:
            run = joined
        required = _better(required, found.required)
    return _Found(whole, _better(required, run))


def _joined(left: frozenset[str] | None, right: frozenset[str] | None) -> frozenset[str] | None:
    if left is None or right is None or len(left) * len(right) > _MOST:
        return None
    texts = frozenset(one + other for one, other in product(left, right))
    return texts if max(map(len, texts), default=0) <= _LONGEST else None


def _choice(options: tuple[Tree, ...]) -> _Found:
    found = [_find(option) for option in options]
    exact = [each.exact for each in found]
    required = [_best(each) for each in found]
    return _Found(_united(exact), _united(required))


def _united(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    if any(each is None for each in sets):
        return None
    united = frozenset[str]().union(*(each for each in sets if each is not None))
    return united if len(united) <= _MOST else None


def _repeat(inner: Tree, least: int, most: int | None) -> _Found:
    found = _find(inner)
    if least == 0:
        exact = found.exact | {""} if most == 1 and found.exact is not None else None
        return _Found(exact, None)
    if least == most == 1:
        return found
    if least == most and found.exact is not None and len(found.exact) == 1:
        return _sequence((inner,) * min(least, _LONGEST))
    return _Found(None, _best(found))


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return one if _worth(one) >= _worth(other) else other


def _worth(texts: frozenset[str] | None) -> int:
    """How rare the rarest-chosen literal is likely to be; 0 for literals that are no help."""
    return min(map(_weight, texts), default=0) if texts else 0


def _weight(text: str) -> int:
    flags = list(map(_flags, text))
    if not flags or flags[0] & LOOSE or flags[-1] & LOOSE:
        return 0
    if text.strip() in _COMMON:
        return _WORTH_OF_COMMON
    if any(char in _MONEY for char in text):
        return _WORTH_OF_MONEY
    words = sum(3 if flag & FREE else 2 for flag in flags if flag & WORD)
    signs = sum(1 for char, flag in zip(text, flags, strict=True) if not flag & WORD and not char.isspace())
    return words if words > 2 else min(signs, 1)  # noqa: PLR2004 - one letter is everywhere


@lru_cache(maxsize=4096)
def _flags(char: str) -> int:
    return int(FLAGS[SKELETON[ord(char)]])
