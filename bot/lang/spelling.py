"""Conditions and actions spelt as a rule writes them, for people who ask what a rule says."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from bot.core.action import Action
from bot.core.arguments import Bounds, Duration, DurationBounds, Size
from bot.core.condition import Condition
from bot.lang.parameters import Parameter, parameters

_MOST = 4
"""Members of a list that are shown."""

_LONGEST = 40
"""Characters of a member that are shown."""

_TIMES = ((86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))
_SIZES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"), (1, "B"))


def spelt(part: Condition | Action) -> str:
    """The condition or action in YAML on one line; long lists are cut short, what is the default is left out.

    `words: [free btc, airdrop]`, `links: {domain: [bit.ly, … 11 more], hidden: true}`, `delete`.
    """
    defaults = {field.name: field.default for field in dataclasses.fields(part)}  # type: ignore[arg-type]
    given = {
        parameter: value
        for parameter in parameters(type(part))
        if (value := getattr(part, parameter.attribute)) != defaults[parameter.attribute]
    }
    if not given:
        return f"{part.name}: true" if isinstance(part, Condition) else part.name
    first = parameters(type(part))[0]
    # A bare number could be any limit: `length: {above: 10}` reads better than `length: 10`.
    bare = [*given] == [first] and (isinstance(given[first], tuple | str) or first.type is Duration)
    return f"{part.name}: {_value(first, given[first]) if bare else _mapping(given)}"


def _mapping(given: Mapping[Parameter, Any]) -> str:
    return "{" + ", ".join(f"{parameter.name}: {_value(parameter, value)}" for parameter, value in given.items()) + "}"


def _value(parameter: Parameter, value: Any) -> str:
    if not isinstance(value, tuple):
        return _single(parameter.type, value)
    shown = [_single(parameter.type, item) for item in value[:_MOST]]
    more = [f"… {len(value) - _MOST:,} more"] if len(value) > _MOST else []
    return shown[0] if len(value) == 1 else f"[{', '.join(shown + more)}]"


def _single(kind: Any, value: Any) -> str:
    if isinstance(value, Bounds):
        return _bounds(value)
    if isinstance(value, bool):
        return str(value).lower()
    if kind is Duration or kind is Size:
        return _quantity(value, _TIMES if kind is Duration else _SIZES)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _bounds(bounds: Bounds) -> str:
    number = _seconds if isinstance(bounds, DurationBounds) else _number
    if bounds.at_least is not None and bounds.at_least == bounds.at_most:
        return number(bounds.at_least)
    names = ("above", "below", "at_least", "at_most")
    given = [f"{name}: {number(limit)}" for name in names if (limit := getattr(bounds, name)) is not None]
    return "{" + ", ".join(given) + "}"


def _number(number: float) -> str:
    return f"{number:g}" if number != int(number) else str(int(number))


def _seconds(number: float) -> str:
    return _quantity(int(number), _TIMES)


def _quantity(number: int, units: tuple[tuple[int, str], ...]) -> str:
    size, unit = next(((size, unit) for size, unit in units if number and number % size == 0), units[-1])
    return f"{number // size}{unit}"
