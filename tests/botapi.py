"""Checks against the published Bot API, as aiogram's types have it: no field missing, none that nobody knows."""

from collections.abc import Iterator, Mapping
from typing import Any

from aiogram import methods, types
from aiogram.methods import TelegramMethod
from pydantic import BaseModel, TypeAdapter

_METHODS: dict[str, type[TelegramMethod[Any]]] = {
    method.__api_method__: method
    for method in vars(methods).values()
    if isinstance(method, type) and issubclass(method, TelegramMethod) and method is not TelegramMethod
}


def is_published(method: str) -> bool:
    """Whether the Bot API has the method."""
    return method in _METHODS


def assert_valid_update(update: Mapping[str, Any]) -> None:
    """The update is one that Telegram could have sent."""
    assert_known(types.Update.model_validate(update))


def assert_valid_call(method: str, params: Mapping[str, Any]) -> None:
    """The method exists and takes these parameters."""
    assert method in _METHODS, f"the Bot API has no {method}"
    assert_known(_METHODS[method].model_validate(params))


def assert_valid_answer(method: str, result: Any) -> None:
    """The result is one that Telegram could give to this method."""
    assert method in _METHODS, f"the Bot API has no {method}"
    assert_known(TypeAdapter(_METHODS[method].__returning__).validate_python(result))


def assert_known(value: Any) -> None:
    """No part of the value has a field that the Bot API does not know."""
    unknown = [f"{type(model).__name__}.{name}" for model in _models(value) for name in model.model_extra or ()]
    assert not unknown, f"not in the Bot API: {', '.join(unknown)}"


def _models(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _models(getattr(value, name, None))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _models(item)
