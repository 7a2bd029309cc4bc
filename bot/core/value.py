"""Values: the dataclasses of which several are made for every post."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A dataclass that nobody changes: mypy sees to it, as for a frozen one.

    The interpreter does not, for its guard has a post take five times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
