"""Lanes: order within a chat, chats side by side.

A chat with something to do has one task, which ends with its last update; so an idle chat costs nothing, and a chat
that floods or waits delays no other. Memory is bounded: beyond `limit` updates `put` waits. A chat that is stuck cannot
take all of that: of what is beyond its share only the ids are kept, and it is read back when its turn comes.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.core.errors import StorageError
from bot.core.ports import RawUpdate
from bot.core.rest import Rest
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.errors import wordless

Handle = Callable[[RawUpdate], Awaitable[Rest | None]]
Done = Callable[[RawUpdate], Awaitable[None]]
Recall = Callable[[Sequence[int]], Awaitable[Sequence[RawUpdate]]]
"""The updates with these ids, in that order, without those that are nowhere any more. Raises `StorageError`."""

LIMIT = 2_000
SHARE = 500
"""How many updates may be in memory, waiting or at work, and how many of one chat."""

RESTS = 400
"""Of how many updates of a chat the rest may be under way: below its share, so that more can come in."""

SHELF = 100_000
"""Of how many updates only the ids may be kept."""

_READ_BACK = 100

MOST_TRIES = 60
"""How often an update is handled that cannot be stored: for about half an hour."""

_log = logging.getLogger(__name__)


def chat_of(update: RawUpdate) -> int | None:
    """The id of the chat an update belongs to; None if it belongs to none."""
    for value in update.values():
        if isinstance(value, dict):
            chat = value.get("chat")
            if chat is None and isinstance(message := value.get("message"), dict):
                chat = message.get("chat")
            if isinstance(chat, dict) and isinstance(chat_id := chat.get("id"), int):
                return chat_id
    return None


@dataclass(slots=True)
class _Lane:
    """What a chat has to do: updates in order, and after them ids of those that are left on disk."""

    waiting: deque[RawUpdate]
    shelved: deque[int] = field(default_factory=deque)


class Lanes:
    """Runs `handle` for each update and then `done`, whatever became of it.

    What a handler returns is the rest of its work, and goes on beside the lane; of these a chat has at most `rests`,
    and beyond its lane waits for its own. Without `recall` nothing can be read back, so a chat may take all of `limit`.
    A handler that raises is logged, and its update counts as handled; but on a
    `StorageError` it is tried again, for a disk that is full now may have room later. Updates that belong to no chat
    share a lane.
    """

    def __init__(
        self,
        handle: Handle,
        done: Done,
        limit: int = LIMIT,
        *,
        recall: Recall | None = None,
        share: int = SHARE,
        rests: int = RESTS,
        shelf: int = SHELF,
        backoff: Backoff | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._handle = handle
        self._done = done
        self._recall = recall
        self._limit, self._rests, self._shelf = limit, rests, shelf
        self._share = math.inf if recall is None else share
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._held = self._shelved = 0
        self._lanes: dict[int | None, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[None]] = set()
        self._resting: dict[int | None, int] = {}
        self._room = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        """How many updates are not handled yet."""
        return self._held + self._shelved

    @property
    def busy(self) -> int:
        """How many lanes have something to do."""
        return len(self._lanes)

    async def put(self, update: RawUpdate) -> None:
        """Take an update in, waiting until there is room."""
        chat_id = chat_of(update)
        while True:
            lane = self._lanes.get(chat_id)
            shelving = lane is not None and self._is_over(lane, chat_id)
            if self._shelved < self._shelf if shelving else self._held < self._limit:
                break
            self._room.clear()
            await self._room.wait()
        self._empty.clear()
        if lane is not None and shelving:
            self._shelved += 1
            lane.shelved.append(update["update_id"])
            return
        self._held += 1
        if lane is not None:
            lane.waiting.append(update)
            return
        self._lanes[chat_id] = _Lane(deque((update,)))
        task = asyncio.create_task(self._run(chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, within: float) -> int:
        """Wait until everything is handled, at most so many seconds; then stop what still runs.

        Returns how many updates were not handled. Take nothing in meanwhile.
        """
        try:
            async with asyncio.timeout(within):
                await self._empty.wait()
                while self._beside:
                    await asyncio.wait(self._beside)
        except TimeoutError:
            tasks = [*self._tasks, *self._beside]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return len(self)

    def _is_over(self, lane: _Lane, chat_id: int | None) -> bool:
        """Whether what comes for the chat has to stay on disk."""
        return bool(lane.shelved) or len(lane.waiting) + self._resting.get(chat_id, 0) >= self._share

    async def _run(self, chat_id: int | None) -> None:
        lane = self._lanes[chat_id]
        while True:
            # The update stays at the head while it is handled, so that it counts.
            await self._one(lane.waiting[0], chat_id)
            lane.waiting.popleft()
            while lane.shelved and not lane.waiting:
                await self._read_back(lane)
            if not lane.waiting:
                break
            # A handler that never waits would keep the other chats from their turn.
            await asyncio.sleep(0)
        del self._lanes[chat_id]
        if not self._lanes:
            self._empty.set()

    async def _read_back(self, lane: _Lane) -> None:
        """Have the next of what is on disk in memory, trying for as long as that takes: it cannot be done without."""
        assert self._recall is not None
        count = max(1, min(_READ_BACK, len(lane.shelved), self._limit - self._held))
        ids = list(islice(lane.shelved, count))
        failures = 0
        while True:
            try:
                lane.waiting.extend(await self._recall(ids))
                break
            except StorageError as error:
                failures += 1
                if failures == 1:
                    _log.error("%s updates cannot be read back yet: %s", len(ids), error)
            await self._sleep(self._backoff.delay(failures))
        for _ in ids:
            lane.shelved.popleft()
        self._shelved -= count
        self._held += len(lane.waiting)
        self._room.set()

    async def _one(self, update: RawUpdate, chat_id: int | None) -> None:
        rest = None
        try:
            rest = await self._try(update)
        except (Exception, asyncio.CancelledError) as error:
            # Whatever it is, it must not stop the lane.
            if _is_cancelled(error):
                raise
            _pass_over(update, chat_id, error)
        if rest is None:
            await self._end(update)
            return
        self._resting[chat_id] = resting = self._resting.get(chat_id, 0) + 1
        task = asyncio.create_task(self._finish(update, chat_id, rest))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        if resting > self._rests:
            await asyncio.wait([task])

    async def _finish(self, update: RawUpdate, chat_id: int | None, rest: Rest | None) -> None:
        """See to the rest of an update, handling it anew if that cannot be stored."""
        failures = 0
        try:
            while rest is not None:
                try:
                    await rest()
                    rest = None
                except StorageError as error:
                    failures += 1
                    if failures == MOST_TRIES:
                        raise
                    _log.error("update %s will be tried again: %s", update.get("update_id"), error)
                    await self._sleep(self._backoff.delay(failures))
                    rest = await self._try(update)
        except (Exception, asyncio.CancelledError) as error:
            if _is_cancelled(error):
                raise
            _pass_over(update, chat_id, error)
        self._resting[chat_id] -= 1
        if not self._resting[chat_id]:
            del self._resting[chat_id]
        await self._end(update)

    async def _end(self, update: RawUpdate) -> None:
        self._held -= 1
        self._room.set()
        try:
            await self._done(update)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the lane
            _log.error("update %s could not be confirmed: %s", update.get("update_id"), wordless(error))

    async def _try(self, update: RawUpdate) -> Rest | None:
        for failures in range(1, MOST_TRIES):
            try:
                return await self._handle(update)
            except StorageError as error:
                _log.error("update %s will be tried again: %s", update.get("update_id"), error)
            await self._sleep(self._backoff.delay(failures))
        return await self._handle(update)


def _pass_over(update: RawUpdate, chat_id: int | None, error: BaseException) -> None:
    _log.error("update %s of chat %s is passed over: %s", update.get("update_id"), chat_id, wordless(error))


def _is_cancelled(error: BaseException) -> bool:
    """Whether it is this lane that is to stop, and not something the handler waited for."""
    task = asyncio.current_task()
    return isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling() > 0
