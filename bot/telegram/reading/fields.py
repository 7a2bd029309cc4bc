"""How an object is read: a `Shape` names a `Reader` for each known key, everything else is left over."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.core.post import SurfaceName, TargetSource
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.values import full_name, string

Reader = Callable[[Draft, Any, Mapping[str, Any]], None]
"""Reads a value into the draft; the third argument is the object that the value stands in. Never raises."""

Shape = Mapping[str, Reader]

_SAYS_NOTHING = frozenset({int, bool, float, type(None)})


def read_fields(draft: Draft, value: Any, shape: Shape) -> None:
    """Read an object key by key, in its own order; what is not an object, or not in the shape, is left over."""
    if not isinstance(value, dict):
        walk(draft, value)
        return
    for key, item in value.items():
        if item.__class__ in _SAYS_NOTHING:
            continue
        reader = shape.get(key)
        if reader is None:
            walk(draft, item, key)
        elif reader is not silent or item.__class__ is not str:  # most strings are silent: spare the calls
            reader(draft, item, value)


def ignore(_draft: Draft, _value: Any, _parent: Mapping[str, Any]) -> None:
    """Read nothing: another post, another person, or read elsewhere."""


def silent(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
    """Pass over a string that is no text, or is read elsewhere; what is no string has no business here."""
    if not isinstance(value, str):
        walk(draft, value)


def text(name: SurfaceName) -> Reader:
    """A string that is a surface."""

    def read(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
        if isinstance(value, str):
            draft.add(name, value)
        else:
            walk(draft, value)

    return read


def link(source: TargetSource) -> Reader:
    """A string that is a link target with nothing shown in its place."""

    def read(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
        if isinstance(value, str):
            draft.link(value, source)
        else:
            walk(draft, value)

    return read


def fields(shape: Shape) -> Reader:
    """An object of that shape."""

    def read(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
        read_fields(draft, value, shape)

    return read


def each(reader: Reader) -> Reader:
    """A list whose members are read alike."""

    def read(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
        if isinstance(value, list):
            for item in value:
                reader(draft, item, parent)
        else:
            walk(draft, value)

    return read


def names(name: SurfaceName) -> Shape:
    """First and last name as one surface, so that a phrase may run from one into the other."""

    def first(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
        if isinstance(value, str):
            draft.add(name, full_name(parent))
        else:
            walk(draft, value)

    def last(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
        if not isinstance(value, str):
            walk(draft, value)
        elif not isinstance(parent.get("first_name"), str):
            draft.add(name, string(value))

    return {"first_name": first, "last_name": last}


def who(name: SurfaceName, username: SurfaceName | None = None) -> Shape:
    """A user or a chat: its names or title, and its username (under `name` too, unless told otherwise)."""
    return {**names(name), "title": text(name), "username": text(username or name)}
