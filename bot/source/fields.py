"""Readers of single nodes: the value, or None after a diagnostic that says what was found and what is wanted."""

from collections.abc import Collection

from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence
from bot.source.suggest import did_you_mean


def kind_of(node: Node) -> str:
    """What a node is, in words; never its content, which may be a secret."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool() as flag):
            return f"`{flag}`".lower()
        case Scalar(value=int() | float()):
            return "a number"
    return "text"


def is_null(node: Node) -> bool:
    """Whether the node is null, as an empty value is."""
    return isinstance(node, Scalar) and node.value is None


def wrong_type(node: Node, wanted: str, diagnostics: Diagnostics, hint: str | None = None) -> None:
    """Report that a node is not what is wanted (`a list`)."""
    diagnostics.error("wrong-type", f"expected {wanted}, found {kind_of(node)}", node.span, hint)


def read_text(node: Node, diagnostics: Diagnostics, wanted: str = "text") -> str | None:
    """The spelling of a scalar, whatever its type."""
    if isinstance(node, Scalar) and node.value is not None:
        return node.text
    wrong_type(node, wanted, diagnostics)
    return None


def read_whole(node: Node, diagnostics: Diagnostics, wanted: str = "a whole number") -> int | None:
    """A whole number."""
    if isinstance(node, Scalar) and isinstance(node.value, int) and not isinstance(node.value, bool):
        return node.value
    wrong_type(node, wanted, diagnostics)
    return None


def read_flag(node: Node, diagnostics: Diagnostics) -> bool | None:
    """`true` or `false`."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    wrong_type(node, "`true` or `false`", diagnostics)
    return None


def read_items(node: Node, diagnostics: Diagnostics, wanted: str = "a list") -> tuple[Node, ...] | None:
    """The members of a list; a single value is a list of one."""
    if isinstance(node, Sequence):
        return node.items
    if isinstance(node, Scalar) and node.value is not None:
        return (node,)
    wrong_type(node, wanted, diagnostics)
    return None


def read_entries(node: Node, known: Collection[str], diagnostics: Diagnostics) -> dict[str, Node]:
    """The values of a mapping by key; unknown keys are reported and left out. Null is an empty mapping."""
    if is_null(node):
        return {}
    if not isinstance(node, Mapping):
        glued = isinstance(node, Scalar) and ":" in node.text
        wrong_type(node, "a mapping", diagnostics, "put a space after the colon" if glued else None)
        return {}
    entries: dict[str, Node] = {}
    for key, value in node.entries:
        if key.text in known:
            entries[key.text] = value
            continue
        hint = did_you_mean(key.text, known) or "known keys: " + ", ".join(f"`{name}`" for name in sorted(known))
        diagnostics.error("unknown-key", f"unknown key `{key.text}`", key.span, hint)
    return entries
