"""Lanes: order within a chat, chats side by side.

A chat with something to do has one task, which ends with its last update; so an idle chat costs nothing, and a chat
that floods or waits delays no other. Memory is bounded by `limit`: beyond it `put` waits.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from bot.core.errors import StorageError
from bot.core.ports import RawUpdate
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.errors import wordless

Rest = Callable[[], Awaitable[None]]
"""What is left to be done for an update without holding up those behind it."""

Handle = Callable[[RawUpdate], Awaitable[Rest | None]]
Done = Callable[[RawUpdate], Awaitable[None]]

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


class Lanes:
    """Runs `handle` for each update and then `done`, whatever became of it.

    What a handler returns is the rest of its work, and goes on beside the lane; of these there are at most `rests`, and
    beyond a lane waits for its own. A handler that raises is logged, and its update counts as handled; but on a
    `StorageError` it is tried again, for a disk that is full now may have room later. Updates that belong to no chat
    share a lane.
    """

    def __init__(
        self,
        handle: Handle,
        done: Done,
        limit: int = 1_000,
        *,
        rests: int = 2_000,
        backoff: Backoff | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._handle = handle
        self._done = done
        self._limit, self._rests = limit, rests
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._count = 0
        self._lanes: dict[int | None, deque[RawUpdate]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        """How many updates are not handled yet."""
        return self._count

    @property
    def busy(self) -> int:
        """How many lanes have something to do."""
        return len(self._lanes)

    async def put(self, update: RawUpdate) -> None:
        """Take an update in, waiting until there is room."""
        while self._count >= self._limit:
            self._room.clear()
            await self._room.wait()
        self._count += 1
        self._empty.clear()
        chat_id = chat_of(update)
        if lane := self._lanes.get(chat_id):
            lane.append(update)
            return
        self._lanes[chat_id] = deque((update,))
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
        return self._count

    async def _run(self, chat_id: int | None) -> None:
        lane = self._lanes[chat_id]
        while True:
            # The update stays at the head while it is handled, so that the lane is seen to be busy.
            await self._one(lane[0], chat_id)
            lane.popleft()
            if not lane:
                break
            # A handler that never waits would keep the other chats from their turn.
            await asyncio.sleep(0)
        del self._lanes[chat_id]
        if not self._lanes:
            self._empty.set()

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
        task = asyncio.create_task(self._finish(update, chat_id, rest))
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        if len(self._beside) > self._rests:
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
        await self._end(update)

    async def _end(self, update: RawUpdate) -> None:
        self._count -= 1
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
