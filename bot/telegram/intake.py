"""Updates on their way in: on disk before Telegram is told that they arrived, and there until they are handled.

Whatever ends the process, what was not handled comes again at the next start, in the order it came.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field

from bot.core.errors import StorageError
from bot.core.ports import Inbox, RawUpdate
from bot.telegram.backlog import Backlog
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.feed import Batch, is_update

PAUSE = 0.05
"""Seconds between two notes of what is handled; a crash in between has it handled again, which does no harm."""

Batches = Callable[[int | None], AsyncIterator[Batch]]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Open:
    """A batch at work: the ids that are not handled, and those that are."""

    left: set[int]
    done: set[int] = field(default_factory=set)


class Intake:
    """The source port over a feed and an inbox. Iterate over `updates` once; `close` it when all handling has ended.

    What an earlier process left comes first, in the order that `Backlog` gives it.
    """

    def __init__(
        self,
        batches: Batches,
        inbox: Inbox,
        *,
        backoff: Backoff | None = None,
        sleep: Sleep = asyncio.sleep,
        pause: float = PAUSE,
    ) -> None:
        self._batches, self._inbox = batches, inbox
        self._backoff, self._sleep, self._pause = backoff or Backoff(), sleep, pause
        self._open: dict[int, _Open] = {}
        self._number_of: dict[int, int] = {}
        self._changed: set[int] = set()
        self._noting: asyncio.Task[None] | None = None
        self._closing = False

    async def updates(self) -> AsyncIterator[RawUpdate]:
        """Each update once: first what an earlier process left, then what comes.

        Raises `StorageError` if the inbox cannot be read.
        """
        for update in (await self._left_over()).drain():
            yield update
        async for batch in self._batches(await self._inbox.following()):
            number = await self._keep(batch)
            for update in self._begin(number, batch.updates):
                yield update

    async def recall(self, ids: Sequence[int]) -> Sequence[RawUpdate]:
        """The updates with these ids that were given out and are not handled, in that order, from the disk.

        Raises `StorageError`.
        """
        wanted = {id_: self._number_of[id_] for id_ in ids if id_ in self._number_of}
        found: dict[int, RawUpdate] = {}
        for number in sorted(set(wanted.values())):
            for kept in await self._inbox.unhandled({number}):
                found |= {
                    update["update_id"]: update for update in _updates(kept.body) if update["update_id"] in wanted
                }
        return [found[id_] for id_ in ids if id_ in found]

    async def done(self, update: RawUpdate) -> None:
        """The update is handled. Noted on disk a little later."""
        number = self._number_of.pop(update["update_id"], None)
        if number is None:
            return
        batch = self._open[number]
        batch.left.discard(update["update_id"])
        batch.done.add(update["update_id"])
        self._changed.add(number)
        if self._noting is None or self._noting.done():
            self._noting = asyncio.create_task(self._note_soon())

    async def close(self) -> None:
        """Note what is handled, trying once. What cannot be noted is handled again at the next start."""
        self._closing = True
        if self._noting:
            # It may be waiting for a disk that stays full.
            self._noting.cancel()
            await asyncio.wait([self._noting])
        if self._changed:
            await self._note()

    async def _left_over(self) -> Backlog:
        """What an earlier process left."""
        backlog = Backlog()
        for number in await self._inbox.numbers():
            for kept in await self._inbox.unhandled({number}):
                for update in self._begin(kept.number, _updates(kept.body), kept.done):
                    backlog.add(update)
        return backlog

    def _begin(self, number: int, updates: Sequence[RawUpdate], done: Collection[int] = ()) -> Sequence[RawUpdate]:
        """The updates of a batch that are to be handled."""
        left = [update for update in updates if update["update_id"] not in done]
        self._open[number] = _Open({update["update_id"] for update in left}, set(done))
        self._number_of |= {update["update_id"]: number for update in left}
        if not left:
            self._changed.add(number)
        return left

    async def _keep(self, batch: Batch) -> int:
        """Keep the batch, trying for as long as that takes: until then Telegram keeps it."""
        failures = 0
        while True:
            try:
                return await self._inbox.keep(batch.body, batch.following)
            except StorageError as error:
                failures += 1
                if failures == 1:
                    _log.error("%s updates cannot be kept, and wait at Telegram: %s", len(batch.updates), error)
            await self._sleep(self._backoff.delay(failures))

    async def _note_soon(self) -> None:
        while self._changed:
            await asyncio.sleep(self._pause)
            await self._note()

    async def _note(self) -> None:
        changed, self._changed = self._changed, set()
        finished = [number for number in changed if not self._open[number].left]
        handled = {number: frozenset(self._open[number].done) for number in changed if self._open[number].left}
        try:
            await self._inbox.settle_updates(handled, finished)
        except StorageError as error:
            _log.error("what was handled cannot be noted, and may be handled again: %s", error)
            self._changed |= changed
            if not self._closing:
                await self._sleep(self._backoff.most)
            return
        for number in finished:
            del self._open[number]


def _updates(body: str) -> list[RawUpdate]:
    return [update for update in json.loads(body) if is_update(update)]
