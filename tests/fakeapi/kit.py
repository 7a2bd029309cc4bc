"""A client of the fake server that checks every call, answer and update against the published Bot API."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.fakeapi import FakeApi
from tests.botapi import assert_valid_answer, assert_valid_call, assert_valid_update


class Client:
    """Calls methods of a server."""

    def __init__(self, server: FakeApi, session: aiohttp.ClientSession) -> None:
        self._server, self._session = server, session

    async def raw(self, method: str, token: str | None = None, **options: Any) -> dict[str, Any]:
        """The whole answer to a request with these options of aiohttp's."""
        address = f"{self._server.url}/bot{token or self._server.token}/{method}"
        async with self._session.post(address, **options) as response:
            answer: dict[str, Any] = await response.json()
        assert answer["ok"] is (response.status == 200)
        return answer

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        assert_valid_call(method, params)
        answer = await self.raw(method, json=params)
        assert answer["ok"], answer
        assert_valid_answer(method, answer["result"])
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a call that must be refused."""
        answer = await self.raw(method, json=params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What getUpdates gives, each checked."""
        found: list[dict[str, Any]] = await self.call("getUpdates", **params)
        for update in found:
            assert_valid_update(update)
        return found

    async def kinds(self) -> list[str]:
        """The kinds of all updates that wait; confirms them."""
        found = await self.updates()
        if found:
            await self.updates(offset=found[-1]["update_id"] + 1)
        return [kind_of(update) for update in found]


def kind_of(update: Mapping[str, Any]) -> str:
    """What kind of update it is."""
    return next(key for key in update if key != "update_id")


@asynccontextmanager
async def client(server: FakeApi) -> AsyncIterator[Client]:
    """A client, closed afterwards."""
    async with aiohttp.ClientSession() as session:
        yield Client(server, session)
