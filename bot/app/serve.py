"""The bot from start to stop."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from bot.app.wiring import Parts, plug
from bot.config import Config
from bot.core.errors import OmbudError
from bot.core.judge import Judge
from bot.core.ports import Announcer, ChatPort, Clock
from bot.storage import open_store
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.api import Api, open_session
from bot.telegram.chat import TelegramChat
from bot.telegram.dispatch import Dispatcher
from bot.telegram.feed import PollingFeed
from bot.telegram.handlers import ptb_bot
from bot.telegram.lanes import Lanes
from bot.telegram.logchat import LogChat, SilentLogChat
from bot.telegram.request import AiohttpRequest

GRACE = 6.0
"""How many seconds the updates that are being handled get to end when the bot is stopped.

With `LAST_LINES` and the feed's last call it has to stay below the ten that systems wait before they kill.
"""

LAST_LINES = 1.0
"""How many seconds the log chat gets for what still waits then."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


class MachineClock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since 1970 UTC."""
        return time.time()


async def serve(config: Config, judge: Judge, stop: asyncio.Event, clock: Clock | None = None) -> None:
    """Run the bot until `stop` is set; then end what is being handled, and confirm it.

    Raises `StorageError` and `Unauthorized`, whose messages say what to do.
    """
    clock = clock or MachineClock()
    async with AsyncExitStack() as undo:
        store = await open_store(config.storage.url)
        undo.push_async_callback(store.close)
        session = await undo.enter_async_context(open_session())
        api = Api(config.telegram.api_url, _token(config), session)
        feed = PollingFeed(api)
        if (me := await _unless(stop, feed.connect())) is None:
            return
        chat = TelegramChat(api)
        parts = Parts(
            config=config,
            judge=judge,
            store=store,
            chat=chat,
            administrators=TelegramAdministrators(api, clock, me["id"]),
            announcer=await undo.enter_async_context(_log_chat(chat, config.moderation.log_chat)),
            bot=ptb_bot(_token(config), config.telegram.api_url, AiohttpRequest(session)),
            me=me["id"],
            clock=clock,
        )
        dispatcher, handlers = plug(parts)
        if await _unless(stop, undo.enter_async_context(handlers)) is None:
            return
        _log.info("@%s is at work", me.get("username"))
        await _work(feed, dispatcher, stop)


async def _work(feed: PollingFeed, dispatcher: Dispatcher, stop: asyncio.Event) -> None:
    lanes = Lanes(dispatcher.handle, feed.done)

    async def pump() -> None:
        async for update in feed.updates():
            await lanes.put(update)

    try:
        await _unless(stop, pump())
    finally:
        feed.stop()
        if left := await lanes.drain(GRACE):
            _log.warning("%s updates could not be ended in time; Telegram will send them again", left)
        await feed.confirm()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """What the work comes to; None if `stop` is set first, and then it is cancelled."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        if not working.done():
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
    return None if working.cancelled() else working.result()


@asynccontextmanager
async def _log_chat(chat: ChatPort, chat_id: int | None) -> AsyncIterator[Announcer]:
    if chat_id is None:
        yield SilentLogChat()
        return
    log_chat = LogChat(chat, chat_id)
    sending = asyncio.create_task(log_chat.run())
    try:
        yield log_chat
    finally:
        sending.cancel()
        await asyncio.wait((sending,), timeout=LAST_LINES)
        sending.cancel()


def _token(config: Config) -> str:
    if config.telegram.token is None:
        raise OmbudError("there is no token: set `telegram.token`, or OMBUD_TELEGRAM__TOKEN in the environment")
    return config.telegram.token.reveal()
