"""How YAML is read for each type that an argument may have.

A reader takes a node and what to call it in messages, and returns the value; or None, after it has reported what is
wrong. `reader_for` finds the one for a type.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import Any, NewType, TypeVar

from bot.core.arguments import (
    Bounds,
    ChatId,
    ChatRef,
    Domain,
    Duration,
    DurationBounds,
    Expression,
    Fragment,
    Size,
    Word,
)
from bot.core.durations import seconds_of
from bot.core.query import PatternKind
from bot.lang.quantities import meant_duration, meant_limit
from bot.lang.shapes import as_flag, as_integer, as_number, as_text, check_keys, describe, suggestion, wrong
from bot.matching import patterns
from bot.matching.hosts import as_domain
from bot.source import node as yaml
from bot.source.diagnostic import Diagnostics

Name = NewType("Name", str)
"""The name of a set or a rule: letters, digits, `-`, `_` and `.`, at most 64."""

Instant = NewType("Instant", int)
"""A moment in seconds since 1970 UTC; in YAML a date (its first moment) or a date and time, UTC unless it says."""

Reader = Callable[[yaml.Node, str, Diagnostics], Any]
E = TypeVar("E", bound=StrEnum)

PATTERNS: Mapping[Any, PatternKind] = {
    Word: PatternKind.WORD,
    Fragment: PatternKind.SUBSTRING,
    Expression: PatternKind.REGEX,
    Domain: PatternKind.DOMAIN,
}
"""The types that are patterns for the index."""

_NAME = re.compile(r"\w[\w.-]{0,63}")
_USERNAME = re.compile(r"@[A-Za-z]\w{3,31}", re.ASCII)
_SIZE = re.compile(r"(\d{1,9}) ?(B|KB|MB|GB)", re.ASCII | re.IGNORECASE)
_BYTES = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def reader_for(kind: Any) -> Reader:
    """The reader for a type. Raises `KeyError` for one that arguments cannot have."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(as_choice, kind)
    if kind in PATTERNS:
        return partial(_as_pattern, PATTERNS[kind])
    return _READERS[kind]


def as_choice(kind: type[E], node: yaml.Node, what: str, report: Diagnostics) -> E | None:
    """A member of an enumeration, by its value."""
    text = as_text(node, what, report)
    values = [member.value for member in kind]
    if text is None or text in values:
        return None if text is None else kind(text)
    report.error("unknown-value", f"{what} cannot be `{text}`", node.span, suggestion(text, values))
    return None


def as_name(node: yaml.Node, what: str, report: Diagnostics) -> str | None:
    """A name that can stand in a rule's full name."""
    text = as_text(node, what, report)
    if text is None or _NAME.fullmatch(text):
        return text
    hint = "use letters, digits, `-`, `_` and `.`, at most 64, and begin with a letter or digit"
    report.error("wrong-name", f"{what} cannot be `{text}`", node.span, hint)
    return None


def as_duration(node: yaml.Node, what: str, report: Diagnostics) -> int | None:
    """A span of time, in seconds."""
    seconds = seconds_of(node.text) if isinstance(node, yaml.Scalar) else None
    if seconds is None:
        _wrong_quantity(node, what, "a duration", meant_duration(node), report)
    return seconds


def as_instant(node: yaml.Node, what: str, report: Diagnostics) -> int | None:
    """A moment, in seconds since 1970 UTC."""
    text = as_text(node, what, report)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        hint = "write it like `2027-12-31` or `2027-12-31T18:00:00+01:00`"
        report.error("wrong-date", f"{what} must be a date, or a date and time", node.span, hint)
        return None


def _as_size(node: yaml.Node, what: str, report: Diagnostics) -> int | None:
    size = _quantity(node, _SIZE, _BYTES)
    if size is None:
        _wrong_quantity(node, what, "a size", "write it like `500KB`, `10MB` or `1GB`", report)
    return size


def _wrong_quantity(node: yaml.Node, what: str, wanted: str, hint: str, report: Diagnostics) -> None:
    report.error("wrong-quantity", f"{what} must be {wanted}, not {describe(node)}", node.span, hint)


def _quantity(node: yaml.Node, pattern: re.Pattern[str], units: Mapping[str, int]) -> int | None:
    found = pattern.fullmatch(node.text) if isinstance(node, yaml.Scalar) else None
    return int(found[1]) * units[found[2].upper()] if found else None


def _as_pattern(kind: PatternKind, node: yaml.Node, what: str, report: Diagnostics) -> str | None:
    text = as_text(node, what, report)
    if text is None:
        return None
    if fault := patterns.fault(kind, text):
        report.error(fault.code, fault.message, _inside(node, text, fault.place), fault.hint)
        return None
    return as_domain(text) if kind is PatternKind.DOMAIN else text


def _inside(node: yaml.Node, text: str, place: int | None) -> yaml.Span:
    """The place of a character of a scalar; all of it where escapes or line breaks hide which that is."""
    quotes = {len(text): 0, len(text) + 2: 1}.get(node.span.length)
    if place is None or quotes is None:
        return node.span
    return node.span._replace(column=node.span.column + quotes + place, length=1)


def _as_chat(node: yaml.Node, what: str, report: Diagnostics) -> str | None:
    if isinstance(node, yaml.Scalar):
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            number = as_integer(node, what, report)
            return None if number is None else str(number)
        if _USERNAME.fullmatch(node.text):
            return node.text.lower()
    wrong(node, what, "an id or a @username", report, 'write it like `-1001234567890` or `"@durov"`, with the quotes')
    return None


def _as_bounds(
    kind: type[Bounds], read: Callable[..., float | None], node: yaml.Node, what: str, report: Diagnostics
) -> Bounds | None:
    if not isinstance(node, yaml.Mapping):
        if not isinstance(node, yaml.Scalar) or (read is as_number and isinstance(node.value, str)):
            wrong(node, what, "a number or limits", report, meant_limit(node) or "write it like `3` or `{below: 3}`")
            return None
        exact = read(node, what, report)
        return None if exact is None else kind(at_least=exact, at_most=exact)
    keys = ("above", "below", "at_least", "at_most")
    check_keys(node, keys, what, report)
    given = [(key, value) for key in keys if (value := node.get(key))]
    limits = {key: read(value, f"`{key}`", report) for key, value in given}
    if not limits:
        hint = "give `above`, `below`, `at_least` or `at_most`"
        report.error("no-limit", f"{what} has no limit", node.span, hint)
        return None
    if None in limits.values():
        return None
    bounds = kind(**limits)
    if bounds.possible():
        return bounds
    report.error(
        "empty-range",
        f"no number is inside the limits of {what}",
        node.span,
        "raise the upper limit or lower the other",
    )
    return None


_READERS: Mapping[Any, Reader] = {
    str: as_text,
    int: as_integer,
    float: as_number,
    bool: as_flag,
    Name: as_name,
    Instant: as_instant,
    Duration: as_duration,
    Size: _as_size,
    ChatId: as_integer,
    ChatRef: _as_chat,
    Bounds: partial(_as_bounds, Bounds, as_number),
    DurationBounds: partial(_as_bounds, DurationBounds, as_duration),
}
