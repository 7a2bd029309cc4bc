"""The arguments that a class takes from YAML, as its dataclass fields tell."""

import dataclasses
import typing
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any

from bot.core.arguments import yaml_name


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument. `type` is that of a single value; `many` says that a list of them is taken as well."""

    attribute: str
    name: str
    type: Any
    many: bool
    required: bool
    doc: str
    example: str | None


def parameters(cls: type) -> tuple[Parameter, ...]:
    """The arguments of a condition, an action or another dataclass whose fields are declared by `argument`."""
    return _parameters(cls)


def example(cls: type) -> str:
    """How to write a condition or an action, as its class's documentation does first."""
    _, _, after = " ".join((cls.__doc__ or "").split()).partition("Example: `")
    return after.partition("`")[0]


@cache
def _parameters(cls: Any) -> tuple[Parameter, ...]:
    hints = typing.get_type_hints(cls)
    return tuple(_parameter(field, hints[field.name]) for field in dataclasses.fields(cls))


def _parameter(field: "dataclasses.Field[Any]", hint: Any) -> Parameter:
    single = _without_none(hint)
    many = typing.get_origin(single) is tuple
    return Parameter(
        attribute=field.name,
        name=yaml_name(field.name),
        type=typing.get_args(single)[0] if many else single,
        many=many,
        required=field.default is dataclasses.MISSING,
        doc=field.metadata["doc"],
        example=field.metadata["example"],
    )


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (UnionType, typing.Union):
        (hint,) = (part for part in typing.get_args(hint) if part is not NoneType)
    return hint
