"""Durations as people write them: `30s`, `10m`, `2h`, `7d`."""

import re

SHORTEST = 30
LONGEST = 366 * 86_400
"""Seconds for which Telegram mutes or bans; what is shorter or longer it takes for one without end."""

_DURATION = re.compile(r"(\d{1,9})([smhd])", re.ASCII)
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}


def seconds_of(text: str) -> int | None:
    """The seconds that a duration stands for; None if the text is none."""
    found = _DURATION.fullmatch(text)
    return int(found[1]) * _SECONDS[found[2]] if found else None


def spelled(seconds: int) -> str:
    """The duration in the largest unit that divides it, as `seconds_of` reads it."""
    unit, size = next((unit, size) for unit, size in _SECONDS.items() if seconds % size == 0 and (seconds or size == 1))
    return f"{seconds // size}{unit}"
