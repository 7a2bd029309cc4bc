"""The bot from start to stop."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from bot.app.heads import DailyHeads
from bot.app.keys import vault_of
from bot.app.operations import beside, operations, unless_the_disk_fails
from bot.app.wiring import Parts, plug
from bot.config import Config, Mode, Telegram
from bot.core.errors import DiskFailed, OmbudError
from bot.core.meter import Meter
from bot.core.ports import Announcer, ChatPort, Clock, Inbox, RawUpdate, Rules
from bot.storage import DurableStore, open_store
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.api import Api, open_session
from bot.telegram.chat import TelegramChat
from bot.telegram.clock import CheckedClock
from bot.telegram.dispatch import Dispatcher
from bot.telegram.feed import Feed, PollingFeed
from bot.telegram.handlers import ptb_bot
from bot.telegram.intake import Intake
from bot.telegram.lanes import Lanes
from bot.telegram.logchat import LogChat, SilentLogChat
from bot.telegram.menus import offer_commands
from bot.telegram.moves import FollowsChats, Moves
from bot.telegram.request import AiohttpRequest
from bot.telegram.webhook import Hook, receiving

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


async def serve(config: Config, rules: Rules, stop: asyncio.Event, clock: Clock | None = None) -> None:
    """Run the bot until `stop` is set; then end what is being handled, and confirm it.

    Raises `StorageError`, `DiskFailed` among them, `Unauthorized` and `WebhookRefused`, whose messages say what to do.
    """
    meter = Meter()
    clock = CheckedClock(clock or MachineClock())
    async with AsyncExitStack() as undo:
        store = await open_store(config.storage.url, vault_of(config.storage), meter)
        undo.push_async_callback(store.close)
        await undo.enter_async_context(operations(config, store, meter, rules, clock))
        await store.forget_outdated(clock.now())
        session = await undo.enter_async_context(open_session())
        api = Api(config.telegram.api_url, _token(config), session, meter, clock.heard)
        polling = PollingFeed(api)
        if (me := await _unless(stop, polling.connect())) is None:
            return
        administrators = TelegramAdministrators(api, clock, me["id"])
        moves = Moves(store, clock)
        chat = TelegramChat(api, moves=moves)
        heads = DailyHeads(store, clock, chat, config.moderation.log_chat)
        await undo.enter_async_context(beside(heads.run()))
        parts = Parts(
            config=config,
            rules=rules,
            store=store,
            chat=chat,
            administrators=administrators,
            announcer=await undo.enter_async_context(_log_chat(chat, config.moderation.log_chat)),
            moves=moves,
            bot=ptb_bot(_token(config), config.telegram.api_url, AiohttpRequest(session, meter=meter)),
            me=me["id"],
            username=me.get("username") or "",
            clock=clock,
        )
        dispatcher, handlers, endless = plug(parts)
        await moves.tell(administrators, dispatcher, *([rules] if isinstance(rules, FollowsChats) else []))
        if await _unless(stop, undo.enter_async_context(handlers)) is None:
            return
        taking = _taking(config.telegram, polling, api, store)
        if (feed := await _unless(stop, undo.enter_async_context(taking))) is None:
            return
        _log.info("@%s is at work", me.get("username"))
        await undo.enter_async_context(beside(offer_commands(chat), *(work() for work in endless)))
        await _work(feed, store, dispatcher, stop, meter)


async def _work(feed: Feed, store: DurableStore, dispatcher: Dispatcher, stop: asyncio.Event, meter: Meter) -> None:
    intake = Intake(feed.batches, store)

    async def done(update: RawUpdate) -> None:
        meter.handled += 1
        await intake.done(update)

    lanes = Lanes(dispatcher.handle, done, recall=intake.recall)
    meter.watch("updates_waiting", "Updates taken in and not handled yet", lambda: len(lanes))
    meter.watch("lanes_busy", "Chats with updates that wait or are at work", lambda: lanes.busy)

    async def pump() -> None:
        async for update in intake.updates():
            meter.received += 1
            await lanes.put(update)

    grace = GRACE
    try:
        await _unless(stop, unless_the_disk_fails(store, pump()))
    except DiskFailed:
        grace = 0.0  # nothing can be written any more
        raise
    finally:
        feed.stop()
        if left := await lanes.drain(grace):
            _log.warning("%s updates could not be ended in time; they are kept for the next start", left)
        await intake.close()
        await feed.confirm()


@asynccontextmanager
async def _taking(telegram: Telegram, polling: PollingFeed, api: Api, inbox: Inbox) -> AsyncIterator[Feed]:
    """How updates come in."""
    if telegram.mode is Mode.POLLING:
        yield polling
        return
    assert telegram.webhook_url is not None
    assert telegram.webhook_secret is not None
    hook = Hook(telegram.webhook_url, telegram.webhook_secret.reveal(), *telegram.webhook_listen)
    async with receiving(hook, api, inbox) as arrivals:
        yield arrivals


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
