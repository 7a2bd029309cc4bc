"""YAML as a tree in which every node knows where it was written."""

from dataclasses import dataclass, field
from typing import NamedTuple

Value = str | int | float | bool | None
"""What a scalar means under the YAML 1.2 core schema."""

_FEW = 16
"""Up to so many keys, looking through them is cheaper than a table."""


class Span(NamedTuple):
    """A place in a file: 1-based `line` and `column` (in characters), and the length on that line, at least 1."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `text` is its spelling in the source, quotes and escapes resolved; `value` what it means."""

    span: Span
    text: str
    value: Value

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order they were written; keys are unique."""

    span: Span
    entries: tuple[tuple[Scalar, "Node"], ...]
    _by_key: dict[str, "Node"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def get(self, key: str) -> "Node | None":
        """The value of a key; None if it is not there."""
        if len(self.entries) <= _FEW:
            return next((value for name, value in self.entries if name.text == key), None)
        if not self._by_key:
            self._by_key.update((name.text, value) for name, value in self.entries)
        return self._by_key.get(key)


Node = Scalar | Sequence | Mapping
