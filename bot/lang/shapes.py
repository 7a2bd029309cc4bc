"""What a node has to be. Each function returns what it read, or None after it has reported what is wrong."""

from collections.abc import Collection

from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence
from bot.source.suggest import closest

MOST_SHOWN = 12
LARGEST_NUMBER = 2**53


def describe(node: Node) -> str:
    """What a node is, in words."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return f"`{node.text}`"
    return "text" if isinstance(node.value, str) else f"the number `{node.text}`"


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
    wrong(node, what, "text", report)
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
        wrong(node, what, "a whole number", report, _unquoted(node))
        return None
    return number if _sane(number, node, what, report) else None


def as_number(node: Node, what: str, report: Diagnostics) -> float | None:
    """A number of a sane size."""
    number = node.value if isinstance(node, Scalar) else None
    if not isinstance(number, int | float) or isinstance(number, bool):
        wrong(node, what, "a number", report, _unquoted(node))
        return None
    return number if _sane(number, node, what, report) else None


def as_flag(node: Node, what: str, report: Diagnostics) -> bool | None:
    """`true` or `false`."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    hint = "YAML 1.2 knows no other words for them" if isinstance(node, Scalar) else None
    wrong(node, what, "`true` or `false`", report, hint)
    return None


def check_keys(mapping: Mapping, known: Collection[str], what: str, report: Diagnostics) -> bool:
    """Report every key that is not known. Returns whether all are."""
    unknown = [key for key, _ in mapping.entries if key.text not in known]
    for key in unknown:
        report.error("unknown-key", f"{what} has no key `{key.text}`", key.span, suggestion(key.text, known))
    return not unknown


def suggestion(name: str, known: Collection[str]) -> str:
    """A hint at the known names, for somebody who wrote another."""
    if meant := closest(name, known):
        return f"did you mean `{meant}`?"
    if not known:
        return "there are none"
    shown = ", ".join(f"`{item}`" for item in list(known)[:MOST_SHOWN])
    return f"known: {shown}" + (", …" if len(known) > MOST_SHOWN else "")


def vocabulary_hint(name: str, known: Collection[str]) -> str:
    """The same for conditions and actions, which are too many to name."""
    meant = closest(name, known)
    return f"did you mean `{meant}`?" if meant else "`ombud rules reference` describes all there are"


def _sane(number: float, node: Node, what: str, report: Diagnostics) -> bool:
    if abs(number) <= LARGEST_NUMBER:
        return True
    report.error("wrong-number", f"{what} is beyond any number that makes sense here", node.span)
    return False


def _unquoted(node: Node) -> str | None:
    numeric = isinstance(node, Scalar) and isinstance(node.value, str) and node.text.lstrip("+-").isdecimal()
    return "write it without quotes" if numeric else None
