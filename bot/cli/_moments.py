"""Moments as options name them."""

import argparse
import re
import time
from datetime import UTC, datetime

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}


def since(text: str) -> float:
    """Seconds since 1970 UTC for `7d` before now, or for an ISO date."""
    if span := re.fullmatch(r"(\d{1,6})([smhdw])", text):
        return time.time() - int(span[1]) * _UNITS[span[2]]
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither like 7d nor a date like 2026-11-22") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
