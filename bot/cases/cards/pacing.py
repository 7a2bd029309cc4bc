"""How often a card is edited: Telegram limits edits like sends."""

import asyncio
from collections.abc import Awaitable, Callable

PAUSE = 5.0
"""Seconds between two edits of one card for its counter's sake, so that they are 12 in a minute at most."""


class Pacing:
    """Gathers those who want the same card edited: the first waits for a while, the others leave it to that one."""

    def __init__(self, pause: float | None = None, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._pause, self._sleep = PAUSE if pause is None else pause, sleep
        self._waiting: set[str] = set()

    async def turn(self, ref: str) -> bool:
        """True when it is time to edit the card; at once False if somebody else is waiting to do that.

        Whoever waits reads what the card has to show afterwards, and so shows what happened meanwhile.
        """
        if ref in self._waiting:
            return False
        self._waiting.add(ref)
        try:
            await self._sleep(self._pause)
        finally:
            self._waiting.discard(ref)
        return True
