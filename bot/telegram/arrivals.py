"""Updates that are brought one by one, by whoever waits for each to be kept: the feed of a webhook.

What arrives while a batch is being written to the disk becomes the next batch, so that many cost little more than one.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.core.ports import RawUpdate
from bot.telegram.feed import Batch

_BATCH = 100
_MOST = 1_000
_MOST_CHARACTERS = 32 << 20
_REMEMBERED = 10_000


@dataclass(slots=True)
class _Arrival:
    """An update that is not kept yet. `kept` comes true once it is, false if it will not be."""

    update: RawUpdate
    body: str
    kept: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Arrivals:
    """Takes updates from `bring`, and gives them out in batches in the order they came.

    At most `most` of them wait, and of their texts at most `most_characters`. An update is known by its id, also for a
    while after it was kept, and comes out but once. To end: `stop`.
    """

    def __init__(self, *, most: int = _MOST, most_characters: int = _MOST_CHARACTERS) -> None:
        self._most, self._most_characters = most, most_characters
        self._waiting: dict[int, _Arrival] = {}
        self._characters = 0
        self._recent: dict[int, None] = {}
        self._news = asyncio.Event()
        self._stopped = False
        self._failure: Exception | None = None

    def __len__(self) -> int:
        """How many updates are not kept yet."""
        return len(self._waiting)

    def remember(self, ids: Iterable[int]) -> None:
        """Updates with these ids are kept already."""
        self._recent |= dict.fromkeys(ids)
        for id_ in list(islice(self._recent, max(0, len(self._recent) - _REMEMBERED))):
            del self._recent[id_]

    async def bring(self, update: RawUpdate, body: str, within: float) -> bool:
        """Whether the update, of which `body` is the JSON, is kept; waits for that for so many seconds.

        One that is not kept in time still waits to be, and may be brought again.
        """
        id_ = update["update_id"]
        if id_ in self._recent:
            return True
        if (arrival := self._waiting.get(id_)) is None:
            if not self._has_room(len(body)):
                return False
            arrival = self._waiting[id_] = _Arrival(update, body)
            self._characters += len(body)
            self._news.set()
        # Not `wait_for`: it would cancel what others wait for too.
        done, _ = await asyncio.wait((arrival.kept,), timeout=within)
        return bool(done) and arrival.kept.result()

    async def batches(self, following: int | None = None) -> AsyncIterator[Batch]:
        """Batches in order until the feed is stopped; none of them is empty.

        Asking for the next one says that the one before is kept. Raises what `fail` was given.
        """
        while not self._stopped:
            if self._failure:
                raise self._failure
            if not self._waiting:
                self._news.clear()
                await self._news.wait()
                continue
            arrivals = list(islice(self._waiting.values(), _BATCH))
            # Without an id to ask from: what comes later may have a lower one.
            yield Batch(
                [arrival.update for arrival in arrivals], f"[{','.join(arrival.body for arrival in arrivals)}]", None
            )
            self._settle(arrivals)

    def stop(self) -> None:
        """Take nothing more; what waits is not kept."""
        self._stopped = True
        self._news.set()
        for arrival in self._waiting.values():
            if not arrival.kept.done():
                arrival.kept.set_result(False)

    def fail(self, error: Exception) -> None:
        """Have whoever takes the batches fail with the error."""
        self._failure = error
        self._news.set()

    async def confirm(self) -> None:
        """Nothing is left to be told: each update was confirmed on its own."""

    def _has_room(self, characters: int) -> bool:
        fits = not self._waiting or self._characters + characters <= self._most_characters
        return not self._stopped and len(self._waiting) < self._most and fits

    def _settle(self, arrivals: Sequence[_Arrival]) -> None:
        for arrival in arrivals:
            del self._waiting[arrival.update["update_id"]]
            self._characters -= len(arrival.body)
            if not arrival.kept.done():
                arrival.kept.set_result(True)
        self.remember(arrival.update["update_id"] for arrival in arrivals)
