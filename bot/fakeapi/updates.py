"""The queue of updates and how getUpdates confirms them."""

import asyncio
from collections import deque
from collections.abc import Mapping
from itertools import islice
from typing import Any

from bot.fakeapi.clock import Clock

LIFETIME = 24 * 3600
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates that are not yet confirmed. A day after it came in an update is dropped."""

    def __init__(self, clock: Clock, first_id: int = 1) -> None:
        self.next_id = first_id
        self.allowed: tuple[str, ...] = ()
        self.confirmed = 0
        self._clock = clock
        self._queue: deque[tuple[float, int, Any]] = deque()
        self._arrival = asyncio.Event()

    def __len__(self) -> int:
        return len(self._queue)

    def put(self, kind: str, payload: Mapping[str, Any]) -> dict[str, Any] | None:
        """Queue an update; None if the bot does not want that kind."""
        wanted = kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST
        return self.put_raw({kind: payload}) if wanted else None

    def put_raw(self, update: Mapping[str, Any]) -> dict[str, Any]:
        """Queue a whole update as it is; it gets an `update_id` if it has none."""
        numbered = {"update_id": self.next_id, **update}
        self.put_anything(numbered, numbered["update_id"])
        return numbered

    def put_anything(self, item: Any, update_id: int | None = None) -> None:
        """Queue what may not even be an update. It has a number all the same, by which it is confirmed."""
        number = self.next_id if update_id is None else update_id
        self.next_id = max(self.next_id, number + 1)
        self._queue.append((self._clock(), number, item))
        self._arrival.set()

    def confirm(self, offset: int) -> None:
        """Forget what stands before the offset; a negative one keeps only that many from the end."""
        if offset < 0:
            keep = min(-offset, len(self._queue))
            self._forget(len(self._queue) - keep)
            return
        while self._queue and self._queue[0][1] < offset:
            self._forget(1)

    def numbered(self) -> list[tuple[int, Any]]:
        """Those that wait, each with its number, oldest first."""
        return [(number, item) for _, number, item in self._queue]

    def has(self, number: int) -> bool:
        """Whether the update waits."""
        return any(number == waiting for _, waiting, _ in self._queue)

    def take_out(self, number: int) -> None:
        """Forget one of them, wherever it stands."""
        kept = [entry for entry in self._queue if entry[1] != number]
        self.confirmed += len(self._queue) - len(kept)
        self._queue = deque(kept)

    def drop(self) -> None:
        """Forget all of them."""
        self._forget(len(self._queue))

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        """The oldest updates, at most `limit`."""
        oldest = self._clock() - LIFETIME
        while self._queue and self._queue[0][0] < oldest:
            self._queue.popleft()
        return [item for _, _, item in islice(self._queue, limit)]

    async def arrival(self, within: float) -> None:
        """Wait until an update arrives or the time, in seconds, is over."""
        self._arrival.clear()
        try:
            async with asyncio.timeout(within):
                await self._arrival.wait()
        except TimeoutError:
            pass

    def wake(self) -> None:
        """End the waiting."""
        self._arrival.set()

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._queue.popleft()
        self.confirmed += count
