"""What a node has to be. Each function returns what it read, or None after it has reported what is wrong."""

from collections.abc import Callable, Collection

from bot.lang.quantities import meant_limit
from bot.lang.synonyms import synonym
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence
from bot.source.scalars import resolve
from bot.source.suggest import closest

MOST_SHOWN = 20
_LIMITS = ("`above`", "`below`", "`at_least`", "`at_most`")
_LONGEST = 40
_SHORTEST_PART = 3
LARGEST_NUMBER = 2**53


def describe(node: Node) -> str:
    """What a node is, in words."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.value is None:
        return "nothing"
    if not isinstance(node.value, str):
        return f"`{node.text}`" if isinstance(node.value, bool) else f"the number `{node.text}`"
    if not 0 < len(node.text) <= _LONGEST or "\n" in node.text:
        return "text"
    # What is quoted may look like something else.
    return f"`{node.text}`" if isinstance(resolve(node.text), str) else f"the text `{node.text}`"


def is_nothing(node: Node) -> bool:
    """Whether there is no value."""
    return isinstance(node, Scalar) and node.value is None


def wrong(node: Node, what: str, wanted: str, report: Diagnostics, hint: str | None = None) -> None:
    """Report that a node is not what it has to be."""
    report.error("wrong-type", f"{what} must be {wanted}, not {describe(node)}", node.span, hint)


def as_mapping(node: Node, what: str, report: Diagnostics, hint: str | None = None) -> Mapping | None:
    """A mapping."""
    if isinstance(node, Mapping):
        return node
    wrong(node, what, "a mapping", report, hint)
    return None


def as_items(node: Node, what: str, report: Diagnostics, hint: str | None = None) -> tuple[Node, ...] | None:
    """The items of a list that has some."""
    if not isinstance(node, Sequence):
        wrong(node, what, "a list", report, hint)
        return None
    if not node.items:
        report.error("empty-list", f"{what} is an empty list", node.span, "give it an item or leave it out")
        return None
    return node.items


def as_text(node: Node, what: str, report: Diagnostics) -> str | None:
    """A scalar as it is spelled in the source."""
    if isinstance(node, Scalar) and node.value is not None:
        return node.text
    nothing = isinstance(node, Scalar) and node.text
    wrong(node, what, "text", report, f"put it in quotes: `'{node}'`" if nothing else None)
    return None


def as_name_of(node: Node, what: str, wanted: str, report: Diagnostics) -> str | None:
    """The name of something else."""
    if isinstance(node, Scalar) and node.value is not None:
        return node.text
    wrong(node, what, f"the name of {wanted}", report)
    return None


def as_integer(node: Node, what: str, report: Diagnostics) -> int | None:
    """A whole number of a sane size."""
    number = node.value if isinstance(node, Scalar) else None
    if not isinstance(number, int) or isinstance(number, bool):
        wrong(node, what, "a whole number", report, _as_number(node, what) or "write it in digits, like `3`")
        return None
    return number if _sane(number, node, what, report) else None


def as_number(node: Node, what: str, report: Diagnostics) -> float | None:
    """A number of a sane size."""
    number = node.value if isinstance(node, Scalar) else None
    if not isinstance(number, int | float) or isinstance(number, bool):
        wrong(node, what, "a number", report, _as_number(node, what) or "write it in digits, like `0.5`")
        return None
    return number if _sane(number, node, what, report) else None


def as_flag(node: Node, what: str, report: Diagnostics) -> bool | None:
    """`true` or `false`."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    flag = other_flag(node)
    hint = None if flag is None else f"write `{str(flag).lower()}`"
    wrong(node, what, "`true` or `false`", report, hint)
    return None


def other_flag(node: Node) -> bool | None:
    """What `yes` or `off` means to people, which YAML takes for text; None for anything else."""
    word = node.text.lower() if isinstance(node, Scalar) else ""
    return True if word in ("yes", "on", "y") else False if word in ("no", "off", "n") else None


def check_keys(
    mapping: Mapping,
    known: Collection[str],
    what: str,
    report: Diagnostics,
    elsewhere: Callable[[str], str | None] | None = None,
) -> bool:
    """Report every key that is not known. Returns whether all are.

    `elsewhere` gives a hint for keys that are known in another place.
    """
    unknown = [key for key, _ in mapping.entries if key.text not in known]
    for key in unknown:
        hint = (elsewhere(key.text) if elsewhere else None) or suggestion(key.text, known)
        report.error("unknown-key", f"{what} has no key `{key.text}`", key.span, hint)
    return not unknown


def misspelt(mapping: Mapping, name: str, known: Collection[str]) -> bool:
    """Whether a key that is not known was meant to be that one, so that it need not be missed as well."""
    return any(key.text not in known and _meant(key.text, known) == name for key, _ in mapping.entries)


def suggestion(name: str, known: Collection[str]) -> str:
    """A hint at the known names, for somebody who wrote another."""
    if meant := _meant(name, known):
        return f"did you mean `{meant}`?"
    if not known:
        return "it takes no arguments"
    shown = ", ".join(f"`{item}`" for item in list(known)[:MOST_SHOWN])
    return f"known: {shown}" + (", …" if len(known) > MOST_SHOWN else "")


def vocabulary_hint(name: str, known: Collection[str]) -> str:
    """The same for conditions and actions, which are too many to name."""
    meant = _meant(name, known)
    return f"did you mean `{meant}`?" if meant else "`ombud rules reference` describes all there are"


def _meant(name: str, known: Collection[str]) -> str | None:
    """The known name that somebody meant by another: another word for it, a misspelling, or a part of it."""
    if meant := synonym(name, known) or closest(name, known):
        return meant
    plain = name.casefold().replace("-", "_").replace(" ", "_")
    parts = (item for item in known if len(plain) >= _SHORTEST_PART and item.startswith(plain))
    return next(parts, None)


def _sane(number: float, node: Node, what: str, report: Diagnostics) -> bool:
    if abs(number) <= LARGEST_NUMBER:
        return True
    report.error("wrong-number", f"{what} is beyond any number that makes sense here", node.span)
    return False


def _as_number(node: Node, what: str) -> str | None:
    """How to write the number that somebody may have meant."""
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.lstrip("+-").isdecimal():
        return "write it without quotes"
    return None if what in _LIMITS else meant_limit(node)
