"""Trees as expressions in our syntax."""

import re
import unicodedata

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
)

_SPECIAL = frozenset(r"\.^$*+?{}[]|()")
_SPECIAL_IN_CLASS = frozenset(r"\]^[-")

_VERBATIM = re.compile(
    r"""(?x)(?:
      \\[dDsSwWbB]                      # classes and boundaries
    | \\[^\w\s]                         # escaped signs
    | \[\^?(?:\\[dDsSwW]|\\[^\w\s]|[^\]\[\\\n])(?:\\[dDsSwW]|\\[^\w\s]|[^\]\[\\\n])*\]
    | \((?:\?:|(?!\?))
    | \)
    | [|.^$]
    | (?:[*+?]|\{\d+(?:,\d*)?\})\??
    | [^\\\[\](){}|.*+?^$\s]
    | [ ]
    )*"""
)

_REORDERED = re.compile(r"\\[bB]\(*(?:\?:)?(?:\^|\\[bB])|\$\\[bB]")


def verbatim(text: str) -> bool:
    """Whether the text of an expression means the same in both syntaxes, so that it can stay as somebody wrote it."""
    return text.isprintable() and _VERBATIM.fullmatch(text) is not None and not _REORDERED.search(text)


def write(tree: Tree) -> str:  # noqa: PLR0911 - one for each kind of tree
    """The expression. There must be no look-around in it."""
    match tree:
        case Char(char):
            return escape(char)
        case Any():
            return "."
        case At(zero):
            return zero.value
        case Set():
            return _class(tree)
        case Seq(items):
            return "".join(f"(?:{write(item)})" if isinstance(item, Alt) else write(item) for item in items)
        case Alt(options):
            return "|".join(map(write, options))
        case Rep():
            return f"{_atom(tree.tree)}{_count(tree.least, tree.most)}{'?' if tree.lazy else ''}"
        case Flagged(inner, added, removed):
            return f"(?{added}{'-' if removed else ''}{removed}:{write(inner)})"
        case Look() | Group() | Ref():
            raise AssertionError("look-around and memory have to be dissolved first")


def escape(text: str) -> str:
    """A text as an expression that finds it."""
    return "".join(f"\\{char}" if char in _SPECIAL else _shown(char) for char in text)


def _atom(tree: Tree) -> str:
    text = write(tree)
    return text if isinstance(tree, Char | Any | Set | Flagged) else f"(?:{text})"


def _count(least: int, most: int | None) -> str:
    if (least, most) in _SIGNS:
        return _SIGNS[least, most]
    return f"{{{least}}}" if least == most else f"{{{least},{'' if most is None else most}}}"


_SIGNS: dict[tuple[int, int | None], str] = {(0, None): "*", (1, None): "+", (0, 1): "?"}


def _class(tree: Set) -> str:
    if not tree.parts:
        return "(?s:.)"
    if len(tree.parts) == 1:
        part = tree.parts[0]
        if isinstance(part, Named):
            return part.name.swapcase() if tree.negated else part.name
        if part.low == part.high and not tree.negated:
            return escape(part.low)
    return f"[{'^' if tree.negated else ''}{''.join(map(_part, tree.parts))}]"


def _part(part: Range | Named) -> str:
    if isinstance(part, Named):
        return part.name
    if part.low == part.high:
        return _member(part.low)
    return f"{_member(part.low)}-{_member(part.high)}"


def _member(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL_IN_CLASS else _shown(char)


def _shown(char: str) -> str:
    # Marks would be drawn over the character before them.
    return char if char.isprintable() and unicodedata.category(char)[0] != "M" else rf"\x{{{ord(char):x}}}"
