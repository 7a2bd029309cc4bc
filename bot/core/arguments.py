"""The types that a condition or an action may give its YAML arguments.

A field's annotation says what its argument accepts: `bot.lang` reads the YAML and writes the JSON Schema by it.
Accepted are these types, `str`, `int`, `float`, `bool`, any `StrEnum`, each of them `| None`, and `tuple[T, ...]`.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any, NewType

Word = NewType("Word", str)
"""A word or phrase; `*` inside a word stands for any word characters, alone for one word."""

Fragment = NewType("Fragment", str)
"""A substring."""

Expression = NewType("Expression", str)
"""A regular expression in RE2 syntax."""

Domain = NewType("Domain", str)
"""A host name that covers its subdomains."""

Duration = NewType("Duration", int)
"""Seconds; in YAML `30s`, `10m`, `2h` or `7d`."""

Size = NewType("Size", int)
"""Bytes; in YAML `500KB`, `10MB` or `1GB`, each unit 1,024 times the one before, as Telegram's apps count."""

ChatId = NewType("ChatId", int)
"""A chat or user id as Telegram gives it."""

ChatRef = NewType("ChatRef", str)
"""A chat by its id as Telegram gives it, in decimal, or by its `@username`, in lower case."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number's limits; all that are given must hold. In YAML `{above: 3}`, or a plain number for exactly as many."""

    above: float | None = None
    below: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    def hold(self, number: float) -> bool:
        """Whether the number is inside."""
        return (
            (self.above is None or number > self.above)
            and (self.below is None or number < self.below)
            and (self.at_least is None or number >= self.at_least)
            and (self.at_most is None or number <= self.at_most)
        )

    def possible(self) -> bool:
        """Whether there is any number inside."""
        over = max((limit for limit in (self.above, self.at_least) if limit is not None), default=float("-inf"))
        under = min((limit for limit in (self.below, self.at_most) if limit is not None), default=float("inf"))
        return over < under or (over == under and over not in (self.above, self.below))


@dataclass(frozen=True, slots=True)
class DurationBounds(Bounds):
    """A span of time's limits, in seconds. In YAML `{below: 1d}`."""


def argument(doc: str, *, default: Any = None, example: str | None = None) -> Any:
    """A field of a condition or an action that YAML may give; `doc` goes into the schema and the documentation.

    The field's YAML name is the attribute's without a trailing underscore. An empty tuple as default makes a list
    optional.
    """
    return dataclasses.field(default=default, metadata={"doc": doc, "example": example})


def required_argument(doc: str, *, example: str | None = None) -> Any:
    """Like `argument`, but YAML must give it."""
    return dataclasses.field(metadata={"doc": doc, "example": example})


def yaml_name(attribute: str) -> str:
    """The YAML name of an attribute: `in_` is `in`."""
    return attribute.removesuffix("_")
