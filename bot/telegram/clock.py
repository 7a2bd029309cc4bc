"""What time it is, by the machine, unless Telegram's servers say something else.

A clock that is wrong by days would have mutes last for ever and spam pass for too old to be deleted. Every answer of
the Bot API has a `Date` header (RFC 9110, in whole seconds), so there is no need to trust it.
"""

import logging
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from bot.core.ports import Clock

TOLERATED = 300.0
"""Seconds. So far apart the two may be, for an answer may have been waiting to be read."""

_log = logging.getLogger(__name__)


class CheckedClock:
    """The machine's clock as long as it is about right, else Telegram's. `steady` gives seconds from any start."""

    def __init__(self, clock: Clock, steady: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._steady = clock, steady
        self._date, self._heard_at = "", 0.0
        self._read: tuple[str, float | None] = ("", None)
        self._told = False

    def heard(self, date: str) -> None:
        """Telegram has just answered, with this `Date` header; an empty one says nothing."""
        if date and date != self._date:
            self._date, self._heard_at = date, self._steady()

    def now(self) -> float:
        """Seconds since 1970 UTC."""
        here, there = self._clock.now(), self._telegrams()
        if there is None or abs(here - there) <= TOLERATED:
            self._told = False
            return here
        if not self._told:
            self._told = True
            _log.error("the machine's clock is %.0f seconds off, Telegram's counts instead: set it right", here - there)
        return there

    def _telegrams(self) -> float | None:
        """The time at Telegram; None before the first answer that tells."""
        if self._read[0] != self._date:
            self._read = self._date, _seconds(self._date)
        at = self._read[1]
        return None if at is None else at + self._steady() - self._heard_at


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError):
        return None
