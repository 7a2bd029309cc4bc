"""Long polling: batches of updates, each confirmed when the next is asked for.

getUpdates confirms all updates before its offset. Whoever takes a batch has made it durable before asking for the next.
"""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple, Protocol

from bot.core.ports import RawUpdate
from bot.telegram.api import NOT_JSON, Api, ApiAnswer
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.errors import Revoked, Unauthorized, Unreachable

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
_MOST_REJECTIONS = 8
_REJECTED = (401, 404)
_CONFLICT = 409
_UNREADABLE = 3
"""After so many answers that cannot be read updates are asked for one by one, to find the one that is to blame."""

_WEBHOOK_SET = (
    "a webhook is set for this bot, so it cannot poll. Call deleteWebhook once, or set `telegram.mode` to webhook"
)
_OTHER_POLLER = "another process polls with the same token, most likely a second copy of this bot. Stop one of them"
_HEAD, _TAIL = b'{"ok":true,"result":', b"}"
_ID = re.compile(rb'"update_id"\s*:\s*(\d+)')
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_log = logging.getLogger(__name__)


class Batch(NamedTuple):
    """Updates that came together; `body` is their JSON array, `following` the id to ask from for the next.

    It is None where nobody asks.
    """

    updates: Sequence[RawUpdate]
    body: str
    following: int | None


class Feed(Protocol):
    """What gives out batches; each counts as kept when the next is asked for. To end: `stop`, then `confirm`."""

    def batches(self, following: int | None = None) -> AsyncIterator[Batch]:
        """Batches in order, until the feed is stopped; none of them is empty. `following` is that of the last one."""
        ...

    def stop(self) -> None:
        """End the iteration."""
        ...

    async def confirm(self) -> None:
        """Tell Telegram that the last batch was kept, if that is still to be told."""
        ...


class PollingFeed:
    """Asks for updates, batch after batch. To end: `stop`, then `confirm`."""

    def __init__(
        self, api: Api, *, backoff: Backoff | None = None, sleep: Sleep = asyncio.sleep, poll: int = _POLL
    ) -> None:
        self._api = api
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._poll = poll
        self._next: int | None = None
        self._unreadable = 0
        self._stopped = False
        self._asking: asyncio.Task[Batch | None] | None = None
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

    async def batches(self, following: int | None = None) -> AsyncIterator[Batch]:
        """Batches in order, from the id `following` on, until the feed is stopped; none of them is empty.

        Asking for the next one tells Telegram never to give the one before again: keep it first. Raises `Revoked` if
        Telegram says for about a minute that it does not know the token.
        """
        self._next = following
        while not self._stopped:
            if (batch := await self._take()) is not None:
                yield batch
                # Not before: who was stopped in the middle of keeping it must get it again.
                self._next = batch.following

    def stop(self) -> None:
        """End the iteration."""
        self._stopped = True
        if self._asking:
            self._asking.cancel()

    async def confirm(self) -> None:
        """Tell Telegram that the last batch was kept, so that nobody gets it again. Tries once, and briefly."""
        if self._next is not None:
            await self._try("getUpdates", {"offset": self._next, "limit": 1, "timeout": 0}, LAST_CALL)

    async def _take(self) -> Batch | None:
        """The next batch; None once the feed was stopped."""
        self._asking = asyncio.create_task(self._batch())
        try:
            return await self._asking
        except asyncio.CancelledError:
            current = asyncio.current_task()
            if self._stopped and current and not current.cancelling():
                return None
            raise

    async def _batch(self) -> Batch | None:
        """New updates, after as many attempts as that takes; None if there are none yet."""
        failures = rejections = 0
        while True:
            limit = 1 if self._unreadable >= _UNREADABLE else _BATCH
            params = {"limit": limit, "timeout": self._poll, "allowed_updates": ALLOWED_UPDATES}
            params |= {} if self._next is None else {"offset": self._next}
            answer = await self._try("getUpdates", params, self._poll + _MARGIN)
            if answer.ok and isinstance(answer.result, list):
                self._unreadable = 0
                fresh = self._fresh(answer.result)
                if fresh or not answer.result:
                    self._trouble.over()
                    return Batch(fresh, _array(answer), fresh[-1]["update_id"] + 1) if fresh else None
            elif answer.error_code == NOT_JSON:
                self._step_over(answer.body, alone=limit == 1)
            failures += 1
            rejections = rejections + 1 if answer.error_code in _REJECTED else 0
            if rejections >= _MOST_REJECTIONS:
                raise Revoked
            await self._wait(answer, failures)

    def _fresh(self, items: list[Any]) -> list[RawUpdate]:
        """The updates among the items that were not taken before."""
        fresh: list[RawUpdate] = []
        following, readable = self._next, False
        for item in items:
            if not is_update(item):
                _log.error("an update without an update_id is passed over")
                continue
            readable, id_ = True, item["update_id"]
            # After a week of silence Telegram numbers anew from anywhere.
            if following is None or id_ >= following or id_ < following - _RENUMBERED:
                following = id_ + 1
                fresh.append(item)
        if items and not readable and self._next is not None:
            # None of them can be confirmed by its id, and they would come for ever: step over them one by one.
            self._next += 1
        return fresh

    def _step_over(self, body: bytes, *, alone: bool) -> None:
        """Pass over an update that no decoder can read, once it stands alone in an answer."""
        self._unreadable += 1
        if alone and (found := _ID.search(body)):
            self._next = int(found[1]) + 1
            _log.error("update %s cannot be read and is passed over", int(found[1]))

    async def _try(self, method: str, params: dict[str, Any], within: float) -> ApiAnswer:
        """The answer; without an error code if there was none."""
        try:
            return await self._api.invoke(method, params, within)
        except Unreachable as error:
            return ApiAnswer(ok=False, description=str(error))

    async def _wait(self, answer: ApiAnswer, failures: int) -> None:
        self._trouble.tell(answer)
        await self._sleep(answer.retry_after or self._backoff.delay(failures))


def is_update(item: Any) -> bool:
    """Whether it is something that can be told from other updates."""
    return isinstance(item, dict) and isinstance(item.get("update_id"), int)


def _array(answer: ApiAnswer) -> str:
    """The JSON array of updates as it came, where the answer has the usual form."""
    if answer.body.startswith(_HEAD + b"[") and answer.body.endswith(b"]" + _TAIL):
        return answer.body[len(_HEAD) : -len(_TAIL)].decode("utf-8", "surrogatepass")
    return _encode(answer.result)


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
