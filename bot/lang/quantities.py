"""Durations and limits that somebody wrote in another way than the language does, and how to write them."""

import re

from bot.source.node import Node, Scalar

_DURATION = re.compile(r"(\d{1,9})\s*([a-zа-я]*)\.?", re.IGNORECASE)
_UNITS = {
    "s": ("s", 1),
    "sec": ("s", 1),
    "second": ("s", 1),
    "m": ("m", 1),
    "min": ("m", 1),
    "minute": ("m", 1),
    "h": ("h", 1),
    "hr": ("h", 1),
    "hour": ("h", 1),
    "d": ("d", 1),
    "day": ("d", 1),
    "w": ("d", 7),
    "week": ("d", 7),
    "mo": ("d", 30),
    "month": ("d", 30),
    "y": ("d", 365),
    "year": ("d", 365),
}
_LIMIT = re.compile(r"(>=|<=|=>|=<|>|<|≥|≤|=)\s*(\d[\d.]*)\s*")
_SIGNS = {">": "above", "<": "below", ">=": "at_least", "=>": "at_least", "≥": "at_least"}


def meant_duration(node: Node) -> str:
    """How to write the duration that somebody may have meant."""
    found = _DURATION.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if found and not found[2]:
        return f"add the unit: `{found[1]}s`, `{found[1]}m`, `{found[1]}h` or `{found[1]}d`"
    unit = found[2].lower() if found else ""
    if found and (known := _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))):
        letter, times = known
        return f"write `{int(found[1]) * times}{letter}`"
    return "write it like `30s`, `10m`, `2h` or `7d`"


def meant_limit(node: Node) -> str | None:
    """How to write a limit that somebody wrote as `> 5`; None for anything else."""
    found = _LIMIT.fullmatch(node.text) if isinstance(node, Scalar) else None
    if found is None:
        return None
    if found[1] == "=":
        return f"write `{found[2]}`"
    return f"write `{{{_SIGNS.get(found[1], 'at_most')}: {found[2]}}}`"
