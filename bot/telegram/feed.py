"""Long polling that confirms an update only once it is handled.

getUpdates confirms all updates before its offset, so the offset never goes beyond the first update still at work. New
updates are asked for when all that were taken are handled, or when `patience` is over, which is short while new ones
keep coming and grows to a second while none do. Then the server gives those still at work once more, which are passed
over, and new ones behind them, 100 in all. So a slow update holds up the others only once 99 more have come in behind
it; handlers are expected to end, as the chat port's bounded attempts do.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

from bot.core.ports import RawUpdate
from bot.telegram.api import Api, ApiAnswer
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.errors import Unauthorized, Unreachable

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
)
LAST_CALL = 1.0
"""How many seconds the server gets for the last confirmation: who stops the bot waits for it."""

_BATCH = 100
_POLL = 50
_MARGIN = 15.0
_RENUMBERED = 10_000
_PATIENCE = Backoff(first=0.02, most=1.0)
_MOST_REJECTIONS = 8
_REJECTED = (401, 404)
_CONFLICT = 409
_WEBHOOK_SET = (
    "a webhook is set for this bot, so it cannot poll. Call deleteWebhook once, or set `telegram.mode` to webhook"
)
_OTHER_POLLER = "another process polls with the same token, most likely a second copy of this bot. Stop one of them"

_log = logging.getLogger(__name__)


class PollingFeed:
    """The source port over getUpdates. Iterate over `updates` once.

    To end: `stop`, handle what was taken, then `confirm`.
    """

    def __init__(
        self,
        api: Api,
        *,
        backoff: Backoff | None = None,
        sleep: Sleep = asyncio.sleep,
        poll: int = _POLL,
        patience: Backoff = _PATIENCE,
    ) -> None:
        self._api = api
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._poll = poll
        self._patience = patience
        self._next: int | None = None
        self._idle = 0
        self._open: dict[int, None] = {}
        self._progress = asyncio.Event()
        self._stopped = False
        self._asking: asyncio.Task[list[RawUpdate]] | None = None
        self._trouble = _Trouble()

    async def connect(self) -> dict[str, Any]:
        """The bot as Telegram's `User`; waits for a server that cannot be reached for as long as it takes.

        Raises `Unauthorized`.
        """
        failures = 0
        while True:
            answer = await self._try("getMe", {}, _MARGIN)
            if answer.ok and isinstance(answer.result, dict):
                self._trouble.over()
                return answer.result
            if answer.error_code in _REJECTED:
                raise Unauthorized
            failures += 1
            await self._wait(answer, failures)

    async def updates(self) -> AsyncIterator[RawUpdate]:
        """Each update once, in order, until the feed is stopped.

        Raises `Unauthorized` if Telegram keeps saying for about a minute that it does not know the token.
        """
        while not self._stopped:
            for update in await self._take():
                yield update
            await self._settle()

    async def done(self, update: RawUpdate) -> None:
        self._open.pop(update["update_id"], None)
        if not self._open:
            self._progress.set()

    def stop(self) -> None:
        """End the iteration; what was taken may still be handled."""
        self._stopped = True
        self._progress.set()
        if self._asking:
            self._asking.cancel()

    async def confirm(self) -> None:
        """Tell Telegram what is handled, so that it is not given out again. Tries once, and briefly."""
        if (offset := self._offset()) is not None:
            await self._try("getUpdates", {"offset": offset, "limit": 1, "timeout": 0}, LAST_CALL)

    async def _take(self) -> list[RawUpdate]:
        """The next batch; nothing once the feed was stopped."""
        self._asking = asyncio.create_task(self._batch())
        try:
            return await self._asking
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if self._stopped and current and not current.cancelling():
                return []
            raise

    async def _settle(self) -> None:
        """Wait until all is handled or patience is over."""
        if not self._open or self._stopped:
            return
        self._progress.clear()
        try:
            async with asyncio.timeout(self._patience.delay(self._idle + 1)):
                await self._progress.wait()
        except TimeoutError:
            pass

    async def _batch(self) -> list[RawUpdate]:
        """New updates, after as many attempts as that takes; none if only old ones came."""
        failures = rejections = 0
        while True:
            offset = self._offset()
            params = {"limit": _BATCH, "timeout": self._poll, "allowed_updates": ALLOWED_UPDATES}
            params |= {} if offset is None else {"offset": offset}
            answer = await self._try("getUpdates", params, self._poll + _MARGIN)
            if answer.ok and isinstance(answer.result, list):
                # Updates that were still at work when this was asked come again, even if they are handled by now.
                repeats = self._open or self._offset() != offset
                fresh = self._fresh(answer.result)
                self._idle = 0 if fresh else self._idle + 1
                if fresh or repeats or not answer.result:
                    self._trouble.over()
                    return fresh
            failures += 1
            rejections = rejections + 1 if answer.error_code in _REJECTED else 0
            if rejections >= _MOST_REJECTIONS:
                raise Unauthorized
            await self._wait(answer, failures)

    def _offset(self) -> int | None:
        return next(iter(self._open), self._next)

    def _fresh(self, items: list[Any]) -> list[RawUpdate]:
        """The updates that were not taken before."""
        fresh: list[RawUpdate] = []
        readable = False
        for item in items:
            update_id = item.get("update_id") if isinstance(item, dict) else None
            if not isinstance(update_id, int):
                _log.error("an update without an update_id is passed over")
                continue
            readable = True
            # After a week of silence Telegram numbers anew from anywhere.
            if self._next is None or update_id >= self._next or update_id < self._next - _RENUMBERED:
                self._next = update_id + 1
                self._open[update_id] = None
                fresh.append(item)
        if items and not readable and self._next is not None:
            # None of them can be confirmed by its id, and they would come for ever: step over them one by one.
            self._next += 1
        return fresh

    async def _try(self, method: str, params: dict[str, Any], within: float) -> ApiAnswer:
        """The answer; without an error code if there was none."""
        try:
            return await self._api.invoke(method, params, within)
        except Unreachable as error:
            return ApiAnswer(ok=False, description=str(error))

    async def _wait(self, answer: ApiAnswer, failures: int) -> None:
        self._trouble.tell(answer)
        await self._sleep(answer.retry_after or self._backoff.delay(failures))


class _Trouble:
    """Says once what is wrong, for each kind of trouble, and once that all is well again."""

    def __init__(self) -> None:
        self._told: set[tuple[int, bool]] = set()

    def tell(self, answer: ApiAnswer) -> None:
        kind = (answer.error_code, "webhook" in answer.description)
        if kind not in self._told:
            self._told.add(kind)
            _log.warning("%s; trying until it works", _explanation(answer))

    def over(self) -> None:
        if self._told:
            _log.warning("Telegram's server is at work again")
        self._told.clear()


def _explanation(answer: ApiAnswer) -> str:
    if answer.ok:
        return "Telegram's server gives updates that cannot be read"
    if not answer.error_code:
        return f"Telegram's server cannot be reached ({answer.description})"
    if answer.error_code == _CONFLICT:
        return _WEBHOOK_SET if "webhook" in answer.description else _OTHER_POLLER
    return f"Telegram's server gives no updates ({answer.error_code}: {answer.description})"
