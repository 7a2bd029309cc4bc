"""A post as JSON text and back, exactly. What equals its default is left out, what a newer version added is ignored."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from bot.core.post import Post

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(post: Post) -> str:
    """The post as JSON. Lone surrogates stand in it as they are."""
    return _ENCODER.encode(_plain(post))


def load(text: str) -> Post:
    """The post that was dumped. Raises `ValueError` or `TypeError` for anything else."""
    post = _reader(Post)(json.loads(text))
    assert isinstance(post, Post)
    return post


def _plain(value: Any) -> Any:
    cls: Any = type(value)
    return _writer(cls)(value)


@cache
def _writer(cls: Any) -> Writer:
    """Turns values of that type into what JSON knows."""
    if issubclass(cls, tuple):
        return lambda items: [_plain(item) for item in items]
    if issubclass(cls, Mapping):
        return lambda items: {str(key): _plain(item) for key, item in items.items()}
    if not is_dataclass(cls):
        return _same
    defaults = _defaults(cls)
    return lambda record: {
        name: _plain(item) for name, default in defaults if (item := getattr(record, name)) != default
    }


def _defaults(cls: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(cls))


def _default(field: Field[Any]) -> Any:
    """What the field is if it is not given; `MISSING`, which equals nothing, if it must be."""
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _reader(hint: Any) -> Reader:
    """Turns JSON back into a value of that type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _tuple_reader(_reader(arguments[0]))
    if origin is Mapping:
        return _mapping_reader(_reader(arguments[0]), _reader(arguments[1]))
    if origin is UnionType:
        return _union_reader(tuple(member for member in arguments if member is not type(None)))
    if is_dataclass(hint):
        return _record_reader(hint)
    return hint if issubclass(hint, Enum) else _same


def _tuple_reader(item: Reader) -> Reader:
    return lambda plain: tuple(item(part) for part in plain)


def _mapping_reader(key: Reader, value: Reader) -> Reader:
    return lambda plain: {key(name): value(part) for name, part in plain.items()}


def _union_reader(members: tuple[Any, ...]) -> Reader:
    """JSON itself tells plain types apart; of the others only `X | None` occurs."""
    if len(members) > 1:
        return _same
    only = _reader(members[0])
    return lambda plain: None if plain is None else only(plain)


def _record_reader(cls: Any) -> Reader:
    hints = get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}
    return lambda plain: cls(**{name: readers[name](part) for name, part in plain.items() if name in readers})


def _same(plain: Any) -> Any:
    return plain
