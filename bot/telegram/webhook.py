"""The webhook: an HTTP server to which Telegram brings updates, and which says 200 once they are on disk.

Telegram brings an update again until it hears 200, for as long as a day. TLS is the business of what stands before it.
"""

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from bot.core.errors import OmbudError
from bot.core.ports import Inbox, RawUpdate
from bot.telegram.api import Api
from bot.telegram.arrivals import Arrivals
from bot.telegram.errors import wordless
from bot.telegram.feed import is_update
from bot.telegram.registration import Registration

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - where it stands, not what it is
MOST_BYTES = 1 << 20
"""How long an update may be: many times what Telegram's limits for messages let it become."""

PATIENCE = 10.0
"""How many seconds an update may take to come in, and then to be kept."""

RETRY_AFTER = 3
"""After how many seconds Telegram may bring again what could not be kept."""

HEALTH = "/healthz"
_LINGER = 1.0
_log = logging.getLogger(__name__)


class _Terse(logging.Filter):
    """Leaves out what aiohttp says of requests that are no HTTP, for it quotes them; is brief about our own faults."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or isinstance(error, (HttpProcessingError, web.RequestPayloadError)):
            return False
        record.msg, record.args = "a request to the webhook came to nothing: %s", (wordless(error),)
        record.exc_info = None
        return True


_server_log = logging.getLogger(f"{__name__}.server")
_server_log.addFilter(_Terse())


@dataclass(frozen=True, slots=True)
class Hook:
    """Where Telegram brings updates, what it shows there, and where that ends up; an empty host is every interface."""

    url: str
    secret: str = field(repr=False)
    host: str
    port: int


@asynccontextmanager
async def receiving(hook: Hook, api: Api, inbox: Inbox) -> AsyncIterator[Arrivals]:
    """Take in updates while the context lasts; afterwards the webhook stays set, and Telegram keeps them.

    Raises `OmbudError` if nobody can listen there, `WebhookRefused`, and `StorageError`.
    """
    arrivals = Arrivals()
    for number in await inbox.numbers():
        for kept in await inbox.unhandled({number}):
            arrivals.remember(update["update_id"] for update in json.loads(kept.body) if is_update(update))
    registration = Registration(api, hook.url, hook.secret)
    async with listening(hook, arrivals):
        await registration.set()
        watching = asyncio.create_task(_watch(registration, arrivals))
        try:
            yield arrivals
        finally:
            watching.cancel()
            await asyncio.wait((watching,))


@asynccontextmanager
async def listening(hook: Hook, arrivals: Arrivals, patience: float = PATIENCE) -> AsyncIterator[int]:
    """Serve while the context lasts; gives the port, which the system chooses for port 0.

    Raises `OmbudError` if nobody can listen there.
    """
    door = _Door(hook, arrivals, patience)
    app = web.Application(client_max_size=MOST_BYTES)
    app.on_response_prepare.append(_say_nothing_of_ourselves)
    # Any path: that of the webhook may have braces, which would mean something else in a route.
    app.router.add_route("*", "/{path:.*}", door.open)
    runner = web.AppRunner(app, access_log=None, logger=_server_log, shutdown_timeout=0.5, lingering_time=_LINGER)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, hook.host or None, hook.port).start()
        except OSError as error:
            raise OmbudError(_refusal(hook, error)) from error
        port: int = runner.addresses[0][1]
        yield port
    finally:
        await runner.cleanup()


class _Door:
    """Lets in what Telegram brings. What is turned away is told of once for each reason, and never what it was."""

    def __init__(self, hook: Hook, arrivals: Arrivals, patience: float) -> None:
        self._path, self._secret = URL(hook.url).path, hook.secret.encode()
        self._arrivals, self._patience = arrivals, patience
        self._told: set[int] = set()

    async def open(self, request: web.Request) -> web.Response:
        """Answer a request of any kind."""
        if request.path == HEALTH and request.method == "GET":
            return web.json_response({"alive": True})
        if request.path != self._path:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        return await self._update(request)

    async def _update(self, request: web.Request) -> web.Response:
        try:
            update, body = await self._taken(request)
        except _TurnedAway as refusal:
            return self._refuse(refusal)
        if await self._arrivals.bring(update, body, self._patience):
            return web.Response()
        return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER)})

    async def _taken(self, request: web.Request) -> tuple[RawUpdate, str]:
        """The update and its JSON. Raises `_TurnedAway`."""
        shown = request.headers.get(SECRET, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            raise _TurnedAway(403, "it does not show `telegram.webhook_secret`, so it is not Telegram's")
        try:
            async with asyncio.timeout(self._patience):
                body = await request.read()
        except TimeoutError as error:
            raise _TurnedAway(408, "it takes too long to come in") from error
        except web.HTTPRequestEntityTooLarge as error:
            raise _TurnedAway(413, f"it has more than {MOST_BYTES} bytes") from error
        except (web.RequestPayloadError, aiohttp.ClientError, OSError) as error:
            raise _TurnedAway(400, "it breaks off") from error
        return _read(body)

    def _refuse(self, refusal: "_TurnedAway") -> web.Response:
        level = logging.DEBUG if refusal.status in self._told else logging.WARNING
        self._told.add(refusal.status)
        _log.log(level, "a request to the webhook is turned away: %s; others of the kind are not told of", refusal)
        response = web.Response(status=refusal.status)
        response.force_close()
        return response


class _TurnedAway(Exception):
    """What comes is not taken."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


async def _watch(registration: Registration, arrivals: Arrivals) -> None:
    try:
        await registration.watch()
    except OmbudError as error:
        arrivals.fail(error)


async def _say_nothing_of_ourselves(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)


def _read(body: bytes) -> tuple[RawUpdate, str]:
    """The update and its JSON. Raises `_TurnedAway` if it is none."""
    try:
        text = body.decode("utf-8", "surrogatepass")
        update = json.loads(text)
    except RecursionError as error:
        # It would come for a day, and hold up those behind it.
        raise _TurnedAway(200, "it is nested too deeply to be read, and is passed over") from error
    except ValueError:
        text, update = "", None
    if not is_update(update):
        raise _TurnedAway(400, f"its {len(body)} bytes are no update")
    return update, text


def _refusal(hook: Hook, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return (
        f"`telegram.webhook_listen`: nobody can listen at `{hook.host}:{hook.port}` ({reason}): "
        "end the program that does, or choose another address"
    )
