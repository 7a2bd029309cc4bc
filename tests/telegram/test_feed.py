import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.fakeapi import FakeApi
from bot.telegram.api import Api, ApiAnswer
from bot.telegram.backoff import Backoff
from bot.telegram.errors import Unauthorized, Unreachable
from bot.telegram.feed import ALLOWED_UPDATES, LAST_CALL, PollingFeed
from tests.botapi import assert_valid_call
from tests.telegram.kit import STEADY, FakeTime, client

IMPATIENT = Backoff(first=0.005, most=0.005)
ENDLESS = Backoff(first=3600, most=3600, chance=lambda: 0.0)


class Reader:
    """Takes updates from a feed in a task, and handles only what it is told to."""

    def __init__(self, feed: PollingFeed, *, handles: bool = True) -> None:
        self.feed = feed
        self.handles = handles
        self.taken: list[Any] = []
        self.news = asyncio.Condition()
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async for update in self.feed.updates():
            async with self.news:
                self.taken.append(update)
                self.news.notify_all()
            if self.handles:
                await self.feed.done(update)

    @property
    def ids(self) -> list[int]:
        return [update["update_id"] for update in self.taken]

    async def has(self, count: int) -> None:
        """Wait until so many are taken."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.taken) >= count)


@asynccontextmanager
async def reading(
    server: FakeApi,
    time: FakeTime | None = None,
    *,
    handles: bool = True,
    patience: Backoff = IMPATIENT,
    poll: int = 50,
) -> AsyncIterator[Reader]:
    async with client(server) as api:
        feed = PollingFeed(api, backoff=STEADY, sleep=(time or FakeTime()).sleep, patience=patience, poll=poll)
        reader = Reader(feed, handles=handles)
        yield reader
        feed.stop()
        await asyncio.wait_for(asyncio.gather(reader.task, return_exceptions=True), 5)


async def test_updates_come_in_order_and_are_confirmed_once_handled() -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        for number in range(250):
            group.post(user, str(number))
        async with reading(server) as reader:
            await server.drained()
            assert [update["message"]["text"] for update in reader.taken] == [str(number) for number in range(250)]
        assert len(server.polls) <= 5
        assert server.polls[0].params == {"limit": 100, "timeout": 50, "allowed_updates": list(ALLOWED_UPDATES)}
        assert_valid_call("getUpdates", server.polls[-1].params)


async def test_nothing_is_confirmed_before_it_is_handled() -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        for number in range(3):
            group.post(user, str(number))
        async with reading(server, handles=False, patience=ENDLESS) as reader:
            await server.received("getUpdates")
            await reader.has(3)
            await asyncio.sleep(0.01)
            assert len(server.polls) == 1
        assert len(server.updates) == 3


async def test_only_what_stands_before_the_first_unhandled_update_is_confirmed() -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        for number in range(4):
            group.post(user, str(number))
        async with reading(server, handles=False) as reader:
            await reader.has(4)
            for place in (0, 1, 3):
                await reader.feed.done(reader.taken[place])
            await server.until(lambda: server.updates.confirmed == 2)
            group.post(user, "later")
            await reader.has(5)
            assert server.updates.confirmed == 2
            await reader.feed.done(reader.taken[4])
            await reader.feed.done(reader.taken[2])
            await server.drained()
        assert reader.ids == [1, 2, 3, 4, 5]


async def test_stopped_it_confirms_what_was_handled_and_no_more() -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        for number in range(3):
            group.post(user, str(number))
        async with reading(server, handles=False, patience=ENDLESS) as reader:
            await reader.has(3)
            await reader.feed.done(reader.taken[0])
            reader.feed.stop()
            await asyncio.wait_for(reader.task, 5)
            await reader.feed.confirm()
        assert [update["update_id"] for update in server.updates.waiting(100)] == [2, 3]


async def test_stopping_ends_a_long_poll() -> None:
    async with FakeApi() as server, reading(server) as reader:
        await server.received("getUpdates")
        reader.feed.stop()
        await asyncio.wait_for(reader.task, 5)


async def test_an_outer_cancellation_is_not_swallowed() -> None:
    async with FakeApi() as server, reading(server) as reader:
        await server.received("getUpdates")
        reader.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader.task


async def test_the_bot_introduces_itself() -> None:
    async with FakeApi() as server, client(server) as api:
        assert (await PollingFeed(api).connect())["username"] == "ombud_demo_bot"


@pytest.mark.parametrize("token", ["1:wrong", "rubbish"])
async def test_an_unknown_token_says_what_to_do(token: str) -> None:
    async with FakeApi() as server, client(server, token=token) as api:
        with pytest.raises(Unauthorized, match="BotFather"):
            await PollingFeed(api).connect()


async def test_a_token_rejected_later_is_tried_for_about_a_minute() -> None:
    async with FakeApi() as server:
        time = FakeTime()
        server.fail_next("getUpdates", 401, "Unauthorized", times=100)
        async with reading(server, time) as reader:
            with pytest.raises(Unauthorized):
                await asyncio.wait_for(asyncio.shield(reader.task), 5)
        assert 45 <= sum(time.slept) <= 75


async def test_a_passing_rejection_is_survived() -> None:
    async with FakeApi() as server:
        server.fail_next("getUpdates", 401, "Unauthorized", times=3)
        server.supergroup().post(server.user(), "x")
        async with reading(server):
            await server.drained()


async def test_an_unreachable_server_is_waited_for_with_one_message(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as server, client(server) as api:
        time = FakeTime()
        await server.close()

        async def sleep(seconds: float) -> None:
            await time.sleep(seconds)
            if len(time.slept) == 12:
                await server.open()

        with caplog.at_level(logging.INFO):
            assert (await PollingFeed(api, backoff=STEADY, sleep=sleep).connect())["is_bot"]
        assert time.slept == [0.5, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30]
        assert len(caplog.messages) == 2
        assert "cannot be reached" in caplog.messages[0]
        assert "again" in caplog.messages[1]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ((409, "Conflict: terminated by other getUpdates request; …"), "second copy of this bot"),
        ((409, "Conflict: can't use getUpdates method while webhook is active; …"), "deleteWebhook"),
        ((502, "Bad Gateway"), "502: Bad Gateway"),
        ((429, "Too Many Requests: retry after 3"), "429"),
    ],
)
async def test_trouble_is_told_once_and_survived(
    fault: tuple[int, str], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with FakeApi() as server:
        server.fail_next("getUpdates", *fault, times=5)
        server.supergroup().post(server.user(), "x")
        with caplog.at_level(logging.INFO):
            async with reading(server):
                await server.drained()
        assert len(caplog.messages) == 2
        assert words in caplog.messages[0]


async def test_a_flood_limit_is_waited_out() -> None:
    async with FakeApi() as server:
        time = FakeTime()
        server.fail_next("getUpdates", 429, "Too Many Requests: retry after 3", retry_after=3)
        server.supergroup().post(server.user(), "x")
        async with reading(server, time):
            await server.drained()
        assert time.slept == [3]


@pytest.mark.parametrize("fault", ["reset_next", "lose_next", "garble_next"])
async def test_a_broken_answer_loses_nothing(fault: str) -> None:
    async with FakeApi() as server:
        time = FakeTime()
        getattr(server, fault)("getUpdates", times=2)
        group, user = server.supergroup(), server.user()
        for number in range(5):
            group.post(user, str(number))
        async with reading(server, time) as reader:
            await server.drained()
        assert reader.ids == [1, 2, 3, 4, 5]
        assert time.slept == [0.5, 1.0]


RUBBISH: list[Any] = [None, 7, "x", [], {}, {"message": {}}, {"update_id": "7"}]


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_what_is_no_update_is_passed_over(rubbish: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        group.post(user, "before")
        server.updates.put_anything(rubbish)
        group.post(user, "after")
        async with reading(server) as reader:
            await server.drained()
        assert [update["message"]["text"] for update in reader.taken] == ["before", "after"]
        assert "passed over" in caplog.text


async def test_rubbish_alone_is_stepped_over_and_never_looped_on() -> None:
    async with FakeApi() as server:
        time, group, user = FakeTime(), server.supergroup(), server.user()
        group.post(user, "before")
        async with reading(server, time) as reader:
            await server.drained()
            server.updates.put_anything({"message": "without a number"})
            await server.drained()
            assert time.slept == [0.5]
            group.post(user, "after")
            await reader.has(2)
        assert reader.taken[-1]["message"]["text"] == "after"


async def test_updates_numbered_anew_are_taken_and_repeated_ones_are_not() -> None:
    async with FakeApi() as server:
        server.updates.next_id = 500_000_000
        group, user = server.supergroup(), server.user()
        group.post(user, "one")
        async with reading(server) as reader:
            await server.drained()
            first = reader.taken[0]
            await reader.feed.done(first)
            assert reader.feed._fresh([first]) == []
            low = first | {"update_id": 12}
            assert reader.feed._fresh([low]) == [low]
            assert reader.feed._offset() == 12
            await reader.feed.done(low)
            assert reader.feed._offset() == 13


class Repeating(Api):
    """A server that gives one update, and gives it once more while it is being handled."""

    def __init__(self) -> None:
        self.feed: PollingFeed | None = None
        self.offsets: list[int | None] = []

    async def invoke(self, method: str, params: Mapping[str, Any] | None = None, within: float = 0) -> ApiAnswer:
        assert params is not None
        assert self.feed is not None
        self.offsets.append(params.get("offset"))
        match len(self.offsets):
            case 2:
                await self.feed.done({"update_id": 7})
            case 3:
                self.feed.stop()
                return ApiAnswer(ok=True, result=[])
        return ApiAnswer(ok=True, result=[{"update_id": 7}])


async def test_an_update_that_is_handled_while_it_comes_again_is_no_trouble(caplog: pytest.LogCaptureFixture) -> None:
    api, time = Repeating(), FakeTime()
    api.feed = PollingFeed(api, sleep=time.sleep, patience=IMPATIENT)
    async with asyncio.timeout(5):
        assert [update async for update in api.feed.updates()] == [{"update_id": 7}]
    assert (api.offsets, time.slept, caplog.messages) == ([None, 7, 8], [], [])


async def test_troubles_that_take_turns_are_told_once_each(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeApi() as server:
        for _ in range(3):
            server.reset_next("getUpdates")
            server.fail_next("getUpdates", 502, "Bad Gateway")
        server.supergroup().post(server.user(), "x")
        with caplog.at_level(logging.INFO):
            async with reading(server):
                await server.drained()
        assert len(caplog.messages) == 3
        assert "again" in caplog.messages[-1]


async def test_rubbish_before_anything_else_is_not_looped_on() -> None:
    async with FakeApi() as server:
        time = FakeTime()
        server.updates.put_anything("rubbish")
        async with reading(server, time) as reader:
            await server.received("getUpdates", 4)
            assert time.slept[:3] == [0.5, 1, 2]
            server.supergroup().post(server.user(), "x")
            await server.drained()
            assert reader.ids == [2]


async def test_stopped_it_does_not_wait_long_for_a_server_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    granted: list[float] = []

    async def hang(_method: str, _params: object, within: float) -> None:
        granted.append(within)
        raise Unreachable("the server did not answer in time", sent=True)

    async with FakeApi() as server, reading(server) as reader:
        server.supergroup().post(server.user(), "one")
        await server.drained()
        reader.feed.stop()
        monkeypatch.setattr(reader.feed._api, "invoke", hang)
        await reader.feed.confirm()
    assert granted == [LAST_CALL]
