"""Plain values as YAML that people like to read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.source.scalars import resolve

WIDTH = 110
_INDENT = "  "
_PLAIN = re.compile(r"[^\W\d_](?:[\w .'/+-]*[\w+.])?|\$[^\W\d_][\w-]*")
# What YAML 1.1 takes for booleans: other programs that read the file may.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_BLOCK_LINE = re.compile(r"(?:\S(?:.*\S)?)?")
_LONG_ITEM = 40


def write_mapping(value: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
    """The lines of a mapping: of text, numbers, booleans, lists and mappings."""
    for key, item in value.items():
        yield from _entry(f"{_INDENT * depth}{key}:", item, depth)


def write_item(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The lines of a mapping that is an item of a list."""
    lines = list(write_mapping(value, depth + 1))
    yield f"{_INDENT * depth}- {lines[0].lstrip()}"
    yield from lines[1:]


def _entry(head: str, value: Any, depth: int) -> Iterator[str]:
    flow = _flow(value)
    if isinstance(value, str) and "\n" in value and all(map(_shows, value.split("\n"))):
        yield f"{head} |-"
        yield from (f"{_INDENT * (depth + 1)}{line}".rstrip() for line in value.split("\n"))
    elif not isinstance(value, list | dict) or len(head) + 1 + len(flow) <= WIDTH:
        yield f"{head} {flow}"
    elif isinstance(value, dict):
        yield head
        yield from write_mapping(value, depth + 1)
    elif all(isinstance(item, str) and len(item) < _LONG_ITEM for item in value):
        yield head
        yield from _wrapped(value, depth + 1)
    else:
        yield head
        for item in value:
            yield from _item(item, depth + 1)


def _item(value: Any, depth: int) -> Iterator[str]:
    flow = _flow(value)
    if isinstance(value, dict) and len(_INDENT * depth) + 2 + len(flow) > WIDTH:
        yield from write_item(value, depth)
    else:
        yield f"{_INDENT * depth}- {flow}"


def _wrapped(items: Sequence[str], depth: int) -> Iterator[str]:
    """A list of short texts in brackets, as many on a line as fit."""
    line = f"{_INDENT * depth}["
    for place, item in enumerate(items):
        text = scalar(item) + ("]" if place == len(items) - 1 else ",")
        if len(line) + len(text) > WIDTH:
            yield line.rstrip()
            line = f"{_INDENT * depth} "
        line += text + " "
    yield line.rstrip()


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(value)


def scalar(value: str | float | bool) -> str:
    """A single value."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and isinstance(resolve(value), str) and value.lower() not in _WORDS:
        return value
    if value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, value)) + '"'


def _shows(line: str) -> bool:
    return line.isprintable() and _BLOCK_LINE.fullmatch(line) is not None


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - as many digits as it takes
