"""Values as they should be, out of JSON that may hold anything: what has another type counts as absent."""

import re
from collections.abc import Mapping
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTHING: Mapping[str, Any] = {}


def clean(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD: no encoding, database or request would take it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def string(value: Any) -> str | None:
    """A text, cleaned; None if it is empty or none."""
    if not isinstance(value, str) or not value:
        return None
    return value if value.isascii() else clean(value)


def integer(value: Any) -> int | None:
    """A whole number; a boolean is none."""
    return value if type(value) is int else None


def mapping(value: Any) -> Mapping[str, Any]:
    """An object; anything else counts as an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def full_name(person: Mapping[str, Any]) -> str | None:
    """First and last name of a user, a private chat or a contact; None if it has neither."""
    first, last = string(person.get("first_name")), string(person.get("last_name"))
    return f"{first} {last}" if first and last else first or last
