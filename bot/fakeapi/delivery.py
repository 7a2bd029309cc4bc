"""Bringing updates to the webhook: again and again until it says 200, those of a chat one after the other."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.fakeapi.world import Webhook, World

FIRST_DELAY, MOST_DELAY = 0.05, 1.0
"""Seconds before an update is brought again; the real server takes longer, and `Retry-After` at its word."""

_LOOKED_AT = 1_000
_TIME_LIMIT = aiohttp.ClientTimeout(total=30)


class Delivery:
    """Brings what waits to where `World.front` is, under the path of the webhook's address.

    `answers` are the ids of the updates that were brought and the status each got, 0 for no answer; `news` is called
    after each.
    """

    def __init__(self, world: World, news: Callable[[], None]) -> None:
        self.answers: list[tuple[int, int]] = []
        self._world, self._news = world, news
        self._lanes: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Do it until cancelled."""
        async with aiohttp.ClientSession(timeout=_TIME_LIMIT) as session:
            try:
                while True:
                    self._begin(session)
                    await self._world.updates.arrival(_TIME_LIMIT.total or 0)
            finally:
                for task in self._lanes.values():
                    task.cancel()
                await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    def _begin(self, session: aiohttp.ClientSession) -> None:
        hook = self._world.webhook
        if not (hook.url and self._world.front):
            return
        for number, update in islice(self._world.updates.numbered(), _LOOKED_AT):
            if len(self._lanes) >= hook.fields["max_connections"]:
                return
            lane = _chat_of(update)
            if lane not in self._lanes:
                self._lanes[lane] = asyncio.create_task(self._bring(session, hook, number, update, lane))

    async def _bring(self, session: aiohttp.ClientSession, hook: Webhook, number: int, update: Any, lane: int) -> None:
        delay = FIRST_DELAY
        while self._world.webhook is hook and self._world.updates.has(number):
            status, retry_after = await self._post(session, hook, update)
            self.answers.append((number, status))
            if status == 200:  # noqa: PLR2004 - HTTP's
                self._world.updates.take_out(number)
                break
            hook.fields["last_error_date"] = int(self._world.clock())
            hook.fields["last_error_message"] = f"Wrong response from the webhook: {status}"
            self._news()
            await asyncio.sleep(min(retry_after or delay, MOST_DELAY))
            delay *= 2
        del self._lanes[lane]
        self._news()
        self._world.updates.wake()

    async def _post(self, session: aiohttp.ClientSession, hook: Webhook, update: Any) -> tuple[int, float]:
        """The status and for how long to wait; 0 without an answer."""
        address = self._world.front.rstrip("/") + (urlsplit(hook.url).path or "/")
        headers = {"Content-Type": "application/json"}
        headers |= {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        body = json.dumps(update, ensure_ascii=False).encode(errors="surrogatepass")
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            async with session.post(address, data=body, headers=headers) as response:
                return response.status, float(response.headers.get("Retry-After", 0))
        return 0, 0.0


def _chat_of(update: Any) -> int:
    """The chat an update belongs to; 0 for those that belong to none, which come one after the other too."""
    for value in update.values() if isinstance(update, dict) else ():
        inner = value.get("message", value) if isinstance(value, dict) else {}
        if isinstance(inner, dict) and isinstance(chat := inner.get("chat"), dict) and isinstance(chat.get("id"), int):
            found: int = chat["id"]
            return found
    return 0
