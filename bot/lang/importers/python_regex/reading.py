"""Python's own parser to our tree, so that an expression means what it meant to `re`.

`re._parser` is private, but has been there unchanged since Python 3.11; `tests/lang/importers/test_python_regex.py`
compares what is made of it with `re` itself.
"""

import re
import warnings
from collections.abc import Callable, Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any as Anything

from bot.lang.importers.python_regex.boundaries import ordered
from bot.lang.importers.python_regex.tree import (
    NOTHING,
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
    Untranslatable,
    Zero,
)

MOST_DEPTH = 40
_LONGEST = 20_000
_INLINE_FLAGS = re.compile(r"(?<!\\)\(\?([aiLmsux]+)\)")
_LETTERS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}
_BASE = re.DOTALL | re.UNICODE
_ZEROS = {
    "AT_BEGINNING": Zero.START,
    "AT_BEGINNING_STRING": Zero.START,
    "AT_END": Zero.END,
    "AT_END_STRING": Zero.END,
    "AT_BOUNDARY": Zero.BOUNDARY,
    "AT_NON_BOUNDARY": Zero.NO_BOUNDARY,
}
_NAMES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def read(text: str) -> tuple[Tree, str, str]:
    """The tree, the letters of the flags (of `ims`) that the expression sets for all of itself, and it without those.

    The dot is any character. Groups are still in it. Raises `Untranslatable`.
    """
    if len(text) > _LONGEST:
        raise Untranslatable(f"the expression has more than {_LONGEST:,} characters")
    # Python 2, which AutoModerator was written for, took flags anywhere for the whole expression.
    flags = "".join(_INLINE_FLAGS.findall(text))
    bare = _INLINE_FLAGS.sub("", text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = _parser.parse(bare, int(_BASE | (re.VERBOSE if "x" in flags else 0)))
    except (re.error, OverflowError, RecursionError) as error:
        raise Untranslatable(f"`re` refuses it: {error}") from None
    tree = _sequence(parsed, 0)
    return tree, "".join(letter for letter in "ims" if letter in flags), text if "x" in flags else bare


def _sequence(parsed: Iterable[tuple[Anything, Anything]], depth: int) -> Tree:
    if depth > MOST_DEPTH:
        raise Untranslatable(f"groups are nested more than {MOST_DEPTH} deep")
    items = [_item(str(code), argument, depth) for code, argument in parsed]
    return items[0] if len(items) == 1 else Seq(ordered(tuple(items)))


def _item(code: str, argument: Anything, depth: int) -> Tree:
    if (reader := _READERS.get(code)) is not None:
        return reader(argument, depth)
    reason = _REASONS.get(code, f"`{code.lower()}` has no counterpart")
    raise Untranslatable(reason)


def _literal(argument: int, _: int) -> Tree:
    return Char(chr(argument))


def _not_literal(argument: int, _: int) -> Tree:
    return Set((Range(chr(argument), chr(argument)),), negated=True)


def _class(argument: Iterable[tuple[Anything, Anything]], _: int) -> Tree:
    parts: list[Range | Named] = []
    negated = False
    for code, value in argument:
        match str(code):
            case "NEGATE":
                negated = True
            case "LITERAL":
                parts.append(Range(chr(value), chr(value)))
            case "RANGE":
                parts.append(Range(chr(value[0]), chr(value[1])))
            case _:
                parts.append(Named(_NAMES[str(value)]))
    return Set(tuple(parts), negated)


def _branch(argument: tuple[None, list[Anything]], depth: int) -> Tree:
    return Alt(tuple(_sequence(option, depth + 1) for option in argument[1]))


def _group(argument: tuple[Anything, int, int, Anything], depth: int) -> Tree:
    number, added, removed, parsed = argument
    tree = _sequence(parsed, depth + 1)
    letters = ["".join(letter for letter, flag in _LETTERS.items() if flags & flag) for flags in (added, removed)]
    if any(letters):
        tree = Flagged(tree, *letters)
    return tree if number is None else Group(number, tree)


def _repeat(argument: tuple[int, Anything, Anything], depth: int) -> Tree:
    least, most, parsed = argument
    return Rep(_sequence(parsed, depth + 1), least, None if most is _constants.MAXREPEAT else int(most))


def _lazy_repeat(argument: tuple[int, Anything, Anything], depth: int) -> Tree:
    repeat = _repeat(argument, depth)
    return Rep(repeat.tree, repeat.least, repeat.most, lazy=True) if isinstance(repeat, Rep) else repeat


def _look(argument: tuple[int, Anything], depth: int, *, negated: bool) -> Tree:
    direction, parsed = argument
    return Look(_sequence(parsed, depth + 1), ahead=direction > 0, negated=negated)


_READERS: dict[str, Callable[[Anything, int], Tree]] = {
    "LITERAL": _literal,
    "NOT_LITERAL": _not_literal,
    "IN": _class,
    "ANY": lambda _argument, _depth: Any(),
    "AT": lambda argument, _depth: At(_ZEROS[str(argument)]),
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "MAX_REPEAT": _repeat,
    "MIN_REPEAT": _lazy_repeat,
    "ASSERT": lambda argument, depth: _look(argument, depth, negated=False),
    "ASSERT_NOT": lambda argument, depth: _look(argument, depth, negated=True),
    "GROUPREF": lambda argument, _depth: Ref(int(argument)),
    "FAILURE": lambda _argument, _depth: Look(NOTHING, ahead=True, negated=True),
}
_REASONS = {
    "GROUPREF_EXISTS": "a conditional group needs a memory that matching in linear time does not have",
    "ATOMIC_GROUP": "an atomic group `(?>…)` has no counterpart",
    "POSSESSIVE_REPEAT": "a possessive repeat has no counterpart",
}
