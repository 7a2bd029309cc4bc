"""Telegram's limits on sending, kept before Telegram has to insist; and its requests to wait, once it did.

Sends alone are limited; deletes and bans are not. A chat that has to wait holds up no other.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.telegram.backoff import Sleep

_MOST_CHATS = 10_000
_Key = tuple[int | None, bool]
"""A chat, and whether its sends are meant or everything else."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` at once, then one every `interval` seconds: at most `burst + 60 / interval` in a minute."""

    burst: int
    interval: float


OVERALL = Limit(burst=5, interval=1 / 25)
PRIVATE = Limit(burst=3, interval=1.0)
GROUP = Limit(burst=5, interval=4.0)


def is_send(method: str) -> bool:
    """Whether Telegram counts the method against its limits on sending."""
    return method.startswith(("send", "copyMessage", "forwardMessage")) and method != "sendChatAction"


class Pace:
    """Says when a call's turn has come. `clock` gives seconds from any start."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._overall: list[float] = [0.0]
        self._due: dict[int, list[float]] = {}
        self._held: dict[_Key, float] = {}

    async def turn(self, method: str, chat_id: int | None) -> None:
        """Wait until the call may be made."""
        key = (chat_id, is_send(method))
        await self._release(key)
        if not is_send(method):
            return
        if chat_id is not None:
            await self._slot(self._of(chat_id), GROUP if chat_id < 0 else PRIVATE)
        await self._slot(self._overall, OVERALL)
        # Telegram may have asked to wait while this call was waiting for its slot.
        await self._release(key)

    async def rest(self, method: str, chat_id: int | None, seconds: float, *, shared: bool) -> None:
        """Wait before a call is made again; if `shared`, with all calls like this one to the chat."""
        if shared:
            self._hold((chat_id, is_send(method)), seconds)
        else:
            await self._sleep(seconds)

    async def _slot(self, due: list[float], limit: Limit) -> None:
        # The generic cell rate algorithm: `due` is when the allowance would be whole again.
        now = self._clock()
        start = max(now, due[0] - (limit.burst - 1) * limit.interval)
        due[0] = max(due[0], now) + limit.interval
        if start > now:
            await self._sleep(start - now)

    def _of(self, chat_id: int) -> list[float]:
        if len(self._due) >= _MOST_CHATS:
            now = self._clock()
            self._due = {chat: due for chat, due in self._due.items() if due[0] > now}
        return self._due.setdefault(chat_id, [0.0])

    async def _release(self, key: _Key) -> None:
        while (wait := self._held.get(key, 0.0) - self._clock()) > 0:
            await self._sleep(wait)

    def _hold(self, key: _Key, seconds: float) -> None:
        now = self._clock()
        self._held = {held: until for held, until in self._held.items() if until > now}
        self._held[key] = max(self._held.get(key, 0.0), now + seconds)
