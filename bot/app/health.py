"""What monitoring asks: `/healthz`, `/readyz` and `/metrics` at `operations.listen`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from aiohttp import web

from bot.core.errors import OmbudError
from bot.core.meter import Meter

FRESH = 90.0
"""Seconds within which a poll must have succeeded, which takes 50 if it brings nothing, or a look at the webhook."""

PATIENCE = 5.0
"""How many seconds each part gets to say how it is."""

Check = Callable[[], Awaitable[str | None]]
"""What is wrong with a part, in a sentence; None if nothing is."""


class Exposition(Protocol):
    """What `/metrics` shows, and its media type."""

    type: str

    async def text(self) -> bytes:
        """The numbers in Prometheus's text format."""
        ...


@asynccontextmanager
async def serving(host: str, port: int, checks: Mapping[str, Check], metrics: Exposition) -> AsyncIterator[int]:
    """Serve while the context lasts; gives the port, which the system chooses for port 0. An empty host is all.

    Raises `OmbudError` if nobody can listen there.
    """
    pages = _Pages(checks, metrics)
    app = web.Application()
    app.router.add_get("/healthz", pages.alive)
    app.router.add_get("/readyz", pages.ready)
    app.router.add_get("/metrics", pages.metrics)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host or None, port)
        try:
            await site.start()
        except OSError as error:
            raise OmbudError(_refusal(host, port, error)) from error
        chosen: int = runner.addresses[0][1]
        yield chosen
    finally:
        await runner.cleanup()


def polled(meter: Meter, now: Callable[[], float]) -> Check:
    """Whether updates keep coming in; `now` is the clock that the meter's answers are timed by."""
    return _asked_lately(meter, now, "getUpdates", "no poll for updates has", "poll")


def watched(meter: Meter, now: Callable[[], float]) -> Check:
    """Whether the webhook is set, and Telegram was asked lately whether it still is."""
    return _asked_lately(meter, now, "getWebhookInfo", "no look at the webhook has", "look at the webhook")


def _asked_lately(meter: Meter, now: Callable[[], float], method: str, never: str, last_one: str) -> Check:
    async def check() -> str | None:
        last = meter.answered.get(method)
        if last is None:
            return f"{never} succeeded yet"
        age = now() - last
        return f"the last {last_one} that succeeded was {age:.0f} s ago" if age >= FRESH else None

    return check


class _Pages:
    def __init__(self, checks: Mapping[str, Check], metrics: Exposition) -> None:
        self._checks, self._metrics = checks, metrics

    async def alive(self, _: web.Request) -> web.Response:
        """Whoever gets this answer has been served by the event loop."""
        return web.json_response({"alive": True})

    async def ready(self, _: web.Request) -> web.Response:
        states = await asyncio.gather(*(_asked(check) for check in self._checks.values()))
        parts = {name: state or "ok" for name, state in zip(self._checks, states, strict=True)}
        ready = not any(states)
        return web.json_response({"ready": ready, **parts}, status=200 if ready else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=await self._metrics.text(), headers={"Content-Type": self._metrics.type})


async def _asked(check: Check) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except TimeoutError:
        return f"no answer within {PATIENCE:.0f} s"


def _refusal(host: str, port: int, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return (
        f"`operations.listen`: nobody can listen at `{host}:{port}` ({reason}): "
        "end the program that does, or choose another address"
    )
