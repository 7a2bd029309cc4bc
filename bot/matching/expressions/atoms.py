"""Literals of which at least one occurs wherever an expression matches, so that it need not be tried elsewhere."""

import math
from collections.abc import Mapping
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
"""Words that stand in every other text."""

_EXPECTED_OF_COMMON = 0.5
_EVERYWHERE = 10.0
"""A literal expected so often in a text keeps nothing away."""

_ORDINARY = 200
"""Characters of an ordinary post."""

_RANKED = ("etaonisrhldcumfwgpybvkxjqz", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ")
_FIRST, _FALL = 0.1, 0.88
"""The share of the commonest letter of a text, and how far each falls short of the one before."""

_STOPS = frozenset(".,:!?'\"-")
_SHARES_OF_OTHERS = {"digit": 0.01, "free": 0.001, "letter": 0.01, "space": 0.15, "stop": 0.01, "sign": 0.001}
_SMALL_CLASS = 8
_LONGEST = 24


_UNKNOWN = frozenset({""})
_WHITE = Item(r"\s")
"""The index turns all white space into a space."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of a tree: all texts it can match, if they are few, or literals one of which it must contain.

    `heads` and `tails` are texts one of which it begins and ends with.
    """

    exact: frozenset[str] | None
    required: frozenset[str] | None
    heads: frozenset[str] = _UNKNOWN
    tails: frozenset[str] = _UNKNOWN

    @classmethod
    def just(cls, texts: frozenset[str]) -> "_Found":
        """The tree matches these texts and no others."""
        return cls(texts, None, texts, texts)


_NOTHING = _Found(None, None)


def atoms(tree: Tree) -> frozenset[str] | None:
    """The literals, as the pattern has them; None if there are none worth looking for."""
    found = _best(_find(tree))
    return None if found is None else _shortest(found)


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """The texts without those that contain another: where one stands, so does the other."""
    return frozenset(text for text in texts if not any(other in text for other in texts - {text}))


def _best(found: _Found) -> frozenset[str] | None:
    best = _better(found.exact, found.required)
    return best if _expected(best) < _EVERYWHERE else None


def _find(tree: Tree) -> _Found:
    match tree:
        case Char(char):
            return _Found.just(frozenset({char}))
        case Class(items, False, _):
            return _class(items)
        case Sequence(items):
            return _sequence(items)
        case Choice(options):
            return _choice(options)
        case Repeat(inner, least, most, _):
            return _repeat(inner, least, most)
    return _NOTHING if not _empty(tree) else _Found.just(_UNKNOWN)


def _empty(tree: Tree) -> bool:
    return type(tree).__name__ == "Assertion"


def _class(items: tuple[Item, ...]) -> _Found:
    chars: set[str] = set()
    for item in items:
        if item == _WHITE:
            chars.add(" ")
        elif item.name or ord(item.high) - ord(item.low) >= _SMALL_CLASS:
            return _NOTHING
        else:
            chars.update(map(chr, range(ord(item.low), ord(item.high) + 1)))
    return _Found.just(frozenset(chars)) if len(chars) <= _SMALL_CLASS else _NOTHING


def _sequence(items: tuple[Tree, ...]) -> _Found:
    heads: frozenset[str] | None = None
    run, required = _UNKNOWN, None
    for item in items:
        found = _find(item)
        joined = _joined(run, found.exact)
        if joined is None:
            begun = _joined(run, found.heads) or run
            required = _better(required, _better(run, begun))
            heads = heads or begun
            run = found.tails
        else:
            run = joined
        required = _better(required, found.required)
    if heads is None:
        return _Found(run, required, run, run)
    return _Found(None, _better(required, run), heads, run)


def _joined(left: frozenset[str], right: frozenset[str] | None) -> frozenset[str] | None:
    if right is None or len(left) * len(right) > _MOST:
        return None
    texts = frozenset(one + other for one, other in product(left, right))
    return texts if max(map(len, texts), default=0) <= _LONGEST else None


def _choice(options: tuple[Tree, ...]) -> _Found:
    found = [_find(option) for option in options]
    return _Found(
        _united([each.exact for each in found]),
        _united([_best(each) for each in found]),
        _united([each.heads for each in found]) or _UNKNOWN,
        _united([each.tails for each in found]) or _UNKNOWN,
    )


def _united(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    if any(each is None for each in sets):
        return None
    united = frozenset[str]().union(*(each for each in sets if each is not None))
    return united if len(united) <= _MOST else None


def _repeat(inner: Tree, least: int, most: int | None) -> _Found:
    found = _find(inner)
    if least == 0:
        return _Found.just(found.exact | _UNKNOWN) if most == 1 and found.exact is not None else _NOTHING
    if least == most == 1:
        return found
    if least == most and found.exact is not None and len(found.exact) == 1:
        return _sequence((inner,) * min(least, _LONGEST))
    return _Found(None, _best(found), found.heads, found.tails)


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return one if _expected(one) <= _expected(other) else other


def _expected(texts: frozenset[str] | None) -> float:
    """How often one of the literals stands in an ordinary post, about; infinite for literals that are no help."""
    return sum(map(_expected_of, texts)) if texts else math.inf


@lru_cache(maxsize=4096)
def _expected_of(text: str) -> float:
    if not text or not text.strip() or _loose(text[0]) or _loose(text[-1]):
        return math.inf
    expected = _ORDINARY * math.prod(map(_share, text))
    return max(expected, _EXPECTED_OF_COMMON) if text.strip() in _COMMON else expected


def _loose(char: str) -> bool:
    return bool(FLAGS[SKELETON[ord(char)]] & LOOSE)


@lru_cache(maxsize=4096)
def _share(char: str) -> float:
    """How much of a text the character is; look-alikes count as one, for so they are looked for."""
    if char.isspace():
        return _SHARES_OF_OTHERS["space"]
    skeleton = int(SKELETON[ord(char)])
    flags = int(FLAGS[skeleton])
    return _shares().get(skeleton, 0.0) + _SHARES_OF_OTHERS[_kind(char, flags)]


def _kind(char: str, flags: int) -> str:
    if char.isdigit() or not flags & WORD:
        return "digit" if char.isdigit() else "stop" if char in _STOPS else "sign"
    return "free" if flags & FREE else "letter"


@lru_cache(maxsize=1)
def _shares() -> Mapping[int, float]:
    """The shares of Latin and Cyrillic letters by their skeletons, in the language that has more of them."""
    shares: dict[int, float] = {}
    for letters in _RANKED:
        own: dict[int, float] = {}
        for rank, char in enumerate(letters):
            skeleton = int(SKELETON[ord(char)])
            own[skeleton] = own.get(skeleton, 0.0) + _FIRST * _FALL**rank
        shares = {key: max(shares.get(key, 0.0), own.get(key, 0.0)) for key in shares.keys() | own.keys()}
    return shares
