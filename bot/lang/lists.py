"""The lists of a set, which rules refer to by `$name`."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from bot.lang.shapes import as_items, as_mapping, as_text, check_keys, misspelt, suggestion
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar

MOST_ENTRIES = 100_000

ListReader = Callable[[Scalar, Diagnostics], tuple[Scalar, ...] | None]
"""Reads the entries of the file that a scalar names; None after it has reported why it cannot."""

_REFERENCE = re.compile(r"\$([^\W\d][\w-]*)")


def reference(node: Node) -> str | None:
    """The name of the list that a node in the place of a whole list refers to; None if it is not a reference."""
    found = _REFERENCE.fullmatch(node.text) if isinstance(node, Scalar) else None
    return found[1] if found else None


class Lists:
    """The lists of one set.

    Its values are read once for each type that they are wanted as, however many rules refer to them.
    """

    def __init__(self, node: Node | None, read_file: ListReader | None, report: Diagnostics) -> None:
        self._report, self._read_file = report, read_file
        self._names: dict[str, Scalar] = {}
        self._entries: dict[str, tuple[Scalar, ...] | None] = {}
        self._values: dict[tuple[str, Any], tuple[Any, ...] | None] = {}
        self._used: set[str] = set()
        mapping = as_mapping(node, "`lists`", report) if node else None
        for key, value in mapping.entries if mapping else ():
            self._names[key.text] = key
            self._entries[key.text] = self._read(key, value)

    def values(
        self, name: str, wanted: Any, place: Scalar, read: Callable[[tuple[Scalar, ...]], tuple[Any, ...] | None]
    ) -> tuple[Any, ...] | None:
        """The list's values, read by `read` unless that was done before for this `wanted` type.

        None if there is no such list, which is reported at `place`, or if it is faulty.
        """
        if name not in self._names:
            hint = suggestion(name, self._names.keys())
            if not self._names:
                hint = f"define it under `lists`; to look for the text `${name}` itself, put it inside a list"
            self._report.error("unknown-list", f"there is no list `{name}`", place.span, hint)
            return None
        self._used.add(name)
        entries = self._entries[name]
        if entries is not None and (name, wanted) not in self._values:
            self._values[name, wanted] = read(entries)
        return self._values.get((name, wanted))

    def __contains__(self, name: str) -> bool:
        """Whether there is a list of that name."""
        return name in self._names

    def size(self, name: str) -> int:
        """How many entries a list has; 0 if there is none of that name."""
        return len(self._entries.get(name) or ())

    def unused(self) -> Iterable[Scalar]:
        """The names of lists that nothing refers to, where they are defined."""
        return (key for name, key in self._names.items() if name not in self._used)

    def _read(self, key: Scalar, node: Node) -> tuple[Scalar, ...] | None:
        what = f"the list `{key.text}`"
        if not _REFERENCE.fullmatch(f"${key.text}"):
            hint = "use letters, digits, `-` and `_`, and begin with a letter"
            self._report.error("wrong-name", f"`{key.text}` is not a name that a list can have", key.span, hint)
            return None
        if isinstance(node, Mapping):
            return self._read_entries_of_file(node, what)
        inline = f"[{node.text}]" if isinstance(node, Scalar) and node.value is not None else "[…]"
        items = as_items(
            node, what, self._report, f"write its entries in brackets, `{inline}`, or `{{file: name.txt}}`"
        )
        entries = [item for item in items or () if as_text(item, f"an entry of {what}", self._report) is not None]
        return tuple(item for item in entries if isinstance(item, Scalar)) if items == tuple(entries) else None

    def _read_entries_of_file(self, node: Mapping, what: str) -> tuple[Scalar, ...] | None:
        check_keys(node, ("file",), what, self._report)
        file = node.get("file")
        if file is None and misspelt(node, "file", ("file",)):
            return None
        if file is None:
            self._report.error("missing-key", f"{what} names no `file`", node.span, "write `{file: name.txt}`")
            return None
        if as_text(file, "`file`", self._report) is None or not isinstance(file, Scalar):
            return None
        if self._read_file is None:
            hint = "write its entries in brackets"
            self._report.error("no-files", "this set may not read files", file.span, hint)
            return None
        return self._read_file(file, self._report)
