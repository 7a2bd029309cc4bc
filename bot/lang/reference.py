"""The reference of the rule language as Markdown: made of the types that the language itself reads by."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

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
from bot.core.post import PostKind, SurfaceName
from bot.lang.heads import RuleHead, SetHead
from bot.lang.parameters import Parameter, parameters
from bot.lang.values import Instant, Name
from bot.lang.vocabulary import ACTIONS, CONDITIONS

_TYPES: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    Word: "word or phrase",
    Fragment: "text",
    Expression: "RE2 expression",
    Domain: "host name",
    Duration: "duration (`30s`, `10m`, `2h`, `7d`)",
    Size: "size (`500KB`, `10MB`)",
    ChatId: "id",
    ChatRef: "id or `@username`",
    Bounds: "limits (`{above: 3}`, `below`, `at_least`, `at_most`) or a number",
    DurationBounds: "limits of a duration (`{below: 1d}`)",
    Name: "name",
    Instant: "date, or date and time",
}
_LONG_CHOICE = 10


def reference() -> str:
    """The sections on sets, rules, conditions and actions, from level 2 down."""
    parts = [
        "## A set\n",
        *_table(parameters(SetHead)),
        "\n## A rule\n",
        *_table(parameters(RuleHead)),
        "\n## Conditions\n",
        *_entries(CONDITIONS),
        "\n## Actions\n",
        *_entries(ACTIONS),
        "\n## Kinds of post\n",
        _names(PostKind),
        "\n## Surfaces\n",
        _names(SurfaceName),
    ]
    return "\n".join(parts) + "\n"


def _entries(classes: Mapping[str, type]) -> Iterator[str]:
    for name, cls in classes.items():
        yield f"### `{name}`\n"
        yield inspect.cleandoc(cls.__doc__ or "")
        if known := parameters(cls):
            yield ""
            yield from _table(known)
        yield ""


def _table(known: Iterable[Parameter]) -> Iterator[str]:
    yield "| argument | takes | meaning |"
    yield "|---|---|---|"
    for parameter in known:
        example = f" Example: `{parameter.name}: {parameter.example}`." if parameter.example else ""
        need = " Required." if parameter.required else ""
        meaning = f"{parameter.doc}{need}{example}".replace("|", "\\|")
        yield f"| `{parameter.name}` | {_takes(parameter)} | {meaning} |"


def _takes(parameter: Parameter) -> str:
    kind = parameter.type
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        values = ", ".join(f"`{member}`" for member in kind)
        single = (
            f"one of {values}"
            if len(kind) <= _LONG_CHOICE
            else f"one of {len(kind)} names, such as `{next(iter(kind))}`"
        )
    else:
        single = _TYPES.get(kind, "text")
    return f"{single}, or a list" if parameter.many else single


def _names(kinds: type[StrEnum]) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds) + "."
