"""What the server was asked, in order."""

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Received:
    """A call. `at` is the server's time; `result` or `error` is what it answered, None until it has."""

    method: str
    params: dict[str, Any]
    at: float
    result: Any = None
    error: str | None = None


@dataclass(slots=True)
class CallLog:
    """Every call, and a way to wait for the next."""

    calls: list[Received] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, call: Received) -> None:
        """Note a call."""
        self.calls.append(call)
        self.stir()

    def stir(self) -> None:
        """Let those who wait look again."""
        self._news.set()

    def of(self, method: str) -> list[Received]:
        """The calls of one method."""
        return [call for call in self.calls if call.method == method]

    async def change(self) -> None:
        """Wait until something happens."""
        self._news.clear()
        await self._news.wait()
