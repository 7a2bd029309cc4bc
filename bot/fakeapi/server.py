"""The server: HTTP in front of the world."""

import asyncio
import inspect
import json
from collections.abc import Callable
from email.utils import formatdate
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.fakeapi import params
from bot.fakeapi.calls import CallLog, Received
from bot.fakeapi.clock import MACHINE, Clock
from bot.fakeapi.delivery import Delivery
from bot.fakeapi.faults import Choose, Fault, Faults, Kind
from bot.fakeapi.methods import HANDLERS
from bot.fakeapi.refusals import Refusal
from bot.fakeapi.world import World

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake0"  # noqa: S105 - it opens nothing
_HOST = "127.0.0.1"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NOT_FOUND = Refusal(404, "Not Found")
_UNAUTHORIZED = Refusal(401, "Unauthorized")


class FakeApi(World):
    """A Bot API server in this process, on a port of the loopback that is free. An asynchronous context manager.

    `latency` is how many seconds it takes to answer anything but getUpdates; while `down` is true it cuts every
    connection. `calls` is what it was asked.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        clock: Clock = MACHINE,
        username: str = "ombud_demo_bot",
        latency: float = 0.0,
    ) -> None:
        head = token.partition(":")[0]
        super().__init__(bot_id=int(head) if head.isdigit() else 1, username=username, clock=clock)
        self.token, self.latency, self.down = token, latency, False
        self.faults = Faults()
        self.url = ""
        self._log = CallLog()
        self.delivery = Delivery(self, self._log.stir)
        self._delivering: asyncio.Task[None] | None = None
        self._prefix = f"/bot{token}/"
        self._port = 0
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen; after `close`, on the same port as before."""
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, _HOST, self._port).start()
        self._runner, self._port = runner, runner.addresses[0][1]
        self.url = f"http://{_HOST}:{self._port}"
        self._delivering = asyncio.create_task(self.delivery.run())

    async def close(self) -> None:
        """Stop listening and cut what is connected."""
        runner, self._runner = self._runner, None
        if runner:
            if self._delivering:
                self._delivering.cancel()
                await asyncio.wait((self._delivering,))
            self.updates.wake()
            await runner.cleanup()

    @property
    def calls(self) -> list[Received]:
        """Every call but getUpdates, oldest first."""
        return [call for call in self._log.calls if call.method != "getUpdates"]

    @property
    def polls(self) -> list[Received]:
        """Every getUpdates, oldest first; its answers are not kept."""
        return self._log.of("getUpdates")

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of one method."""
        return [call.params for call in self._log.of(method)]

    async def until(self, holds: Callable[[], bool], within: float = 20.0) -> None:
        """Wait until something holds, looking whenever the server was asked something or has answered.

        Raises `TimeoutError` after so many seconds.
        """
        async with asyncio.timeout(within):
            while not holds():
                await self._log.change()

    async def received(self, method: str, count: int = 1, within: float = 20.0) -> list[dict[str, Any]]:
        """The parameters of the calls of one method, once there are so many."""
        await self.until(lambda: len(self._log.of(method)) >= count, within)
        return self.called(method)

    async def drained(self, within: float = 20.0) -> None:
        """Wait until every update is confirmed."""
        await self.until(lambda: not len(self.updates), within)

    def fail_next(
        self,
        method: str | None,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
        times: int = 1,
    ) -> None:
        """Refuse the next calls of a method, of any if it is None."""
        given = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
        parameters = {name: value for name, value in given.items() if value is not None}
        self.faults.add(Fault(Kind.REFUSE, method, times, Refusal(code, description, **parameters)))

    def reset_next(self, method: str | None, times: int = 1) -> None:
        """Cut the connection instead of making the next calls of a method."""
        self.faults.add(Fault(Kind.RESET, method, times))

    def lose_next(self, method: str | None, times: int = 1) -> None:
        """Make the next calls of a method, but cut the connection instead of answering."""
        self.faults.add(Fault(Kind.LOSE, method, times))

    def garble_next(self, method: str | None, times: int = 1) -> None:
        """Make the next calls of a method, but answer rubbish."""
        self.faults.add(Fault(Kind.GARBLE, method, times))

    def cut_next(self, method: str | None, times: int = 1) -> None:
        """Make the next calls of a method, but cut the connection in the middle of the answer."""
        self.faults.add(Fault(Kind.CUT, method, times))

    def hang_next(self, method: str | None, times: int = 1) -> None:
        """Neither make the next calls of a method nor ever answer them."""
        self.faults.add(Fault(Kind.HANG, method, times))

    def fail_when(self, choose: Choose) -> None:
        """From now on have that decide what goes wrong with a call, until `faults.clear`."""
        self.faults.choose = choose

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.down:
            return _cut(request)
        if not request.path.startswith(self._prefix):
            return _answer(_UNAUTHORIZED if request.path.startswith("/bot") else _NOT_FOUND)
        found = HANDLERS.get(request.path[len(self._prefix) :].lower())
        if not found:
            return _answer(_NOT_FOUND)
        method, handler = found
        try:
            call = Received(method, await params.read(request), self.clock())
        except Refusal as refusal:
            return _answer(refusal)
        self._log.add(call)
        return await self._serve(request, call, handler)

    async def _serve(self, request: web.BaseRequest, call: Received, handler: Callable[..., Any]) -> web.StreamResponse:
        fault = self.faults.next_for(call)
        if fault and fault.kind is Kind.RESET:
            return _cut(request)
        if fault and fault.kind is Kind.HANG:
            await asyncio.Event().wait()
        try:
            if fault and fault.refusal:
                raise fault.refusal
            result = handler(self, call.params)
            if inspect.isawaitable(result):
                result = await result
            if call.method != "getUpdates":
                call.result = result
            response = _answer(result)
        except Refusal as refusal:
            call.error = refusal.description
            response = _answer(refusal)
        response.headers["Date"] = formatdate(self.clock(), usegmt=True)
        if self.latency and call.method != "getUpdates":
            await asyncio.sleep(self.latency)
        self._log.stir()
        if fault and fault.kind is Kind.LOSE:
            return _cut(request)
        if fault and fault.kind is Kind.CUT:
            return await _halve(request, response)
        return web.Response(text="<html>rubbish") if fault and fault.kind is Kind.GARBLE else response


def _answer(result: Any) -> web.Response:
    if isinstance(result, Refusal):
        body, status = result.as_dict(), result.code
    else:
        body, status = {"ok": True, "result": result}, 200
    return web.Response(body=_encode(body).encode(), status=status, content_type="application/json")


def _cut(request: web.BaseRequest) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _halve(request: web.BaseRequest, whole: web.Response) -> web.StreamResponse:
    body = whole.body if isinstance(whole.body, bytes) else b""
    half = web.StreamResponse(status=whole.status, headers={"Content-Type": "application/json"})
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport:
        request.transport.close()
    return half
