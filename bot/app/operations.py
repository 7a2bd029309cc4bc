"""What goes on beside the work: health and metrics, retention once an hour, an eye on the database."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Protocol

from bot.config import Config, Mode
from bot.core.meter import Meter
from bot.core.ports import Clock, Recollection, Rules
from bot.storage import DurableStore, Upkeep
from bot.telegram.errors import wordless

FIRST_PRUNING = 60.0
BETWEEN_PRUNINGS = 3_600.0
"""Seconds; the first one waits until what came in while the bot was away is dealt with."""

BETWEEN_LOOKS = 5.0
BETWEEN_COMPLAINTS = 60.0
"""Seconds between two looks at the database, and between two lines in the log about a trouble that lasts."""

_log = logging.getLogger(__name__)


class Forgets(Recollection, Upkeep, Protocol):
    """A store that what is kept no longer goes from."""


@asynccontextmanager
async def operations(
    config: Config, store: DurableStore, meter: Meter, rules: Rules, clock: Clock
) -> AsyncIterator[None]:
    """Do all that while the context lasts. Raises `OmbudError` if nobody can listen at `operations.listen`."""
    async with AsyncExitStack() as undo:
        if (listen := config.operations.listen) is not None:
            # Here and not above: who does not ask for them does without what they import.
            from bot.app.health import Check, polled, serving, watched  # noqa: PLC0415
            from bot.app.metrics import Metrics  # noqa: PLC0415

            checks: dict[str, Check] = {"database": store.probe}
            fed = polled if config.telegram.mode is Mode.POLLING else watched
            checks["updates"] = fed(meter, time.monotonic)
            await undo.enter_async_context(serving(*listen, checks, Metrics(meter, rules)))
        async with beside(prune_now_and_then(store, clock), watch(store)):
            yield


async def unless_the_disk_fails(store: Upkeep, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, but stop it once the disk lost something. Raises `DiskFailed` then."""
    working, failing = asyncio.create_task(work), asyncio.create_task(store.disk_failure())
    try:
        await asyncio.wait((working, failing), return_when=asyncio.FIRST_COMPLETED)
        if not failing.done():
            return working.result()
        raise failing.result()
    finally:
        await _cancelled(working, failing)


async def prune_now_and_then(store: Forgets, clock: Clock) -> None:
    """Forget what is kept no longer, for ever again."""
    await asyncio.sleep(FIRST_PRUNING)
    while True:
        try:
            await store.forget_outdated(clock.now())
            dropped = await store.prune(clock.now())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
            _log.warning("what is kept no longer could not be dropped; it is tried again later (%s)", wordless(error))
        else:
            if any(dropped.values()):
                parts = ", ".join(f"{count} {name}" for name, count in dropped.items() if count)
                _log.info("dropped what is kept no longer: %s", parts)
        await asyncio.sleep(BETWEEN_PRUNINGS)


async def watch(store: Upkeep, now: Callable[[], float] = time.monotonic) -> None:
    """Say what is wrong with the database, once a minute while it is, and that it is well again."""
    while True:
        await asyncio.sleep(BETWEEN_LOOKS)
        if store.trouble is not None:
            await _complain(store, now)


async def _complain(store: Upkeep, now: Callable[[], float]) -> None:
    said = float("-inf")
    while (trouble := await store.probe()) is not None:
        if now() >= said + BETWEEN_COMPLAINTS:
            said = now()
            _log.error("%s. What comes in waits; nothing that was confirmed is lost", trouble)
        await asyncio.sleep(BETWEEN_LOOKS)
    if said > float("-inf"):
        _log.warning("the database can be written again")


@asynccontextmanager
async def beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do the works, which never end by themselves, while the context lasts."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        await _cancelled(*tasks)


async def _cancelled(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
