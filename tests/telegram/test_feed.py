import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.core.action import Upload
from bot.fakeapi import FakeApi
from bot.telegram.api import NOT_JSON, Api, ApiAnswer
from bot.telegram.errors import Revoked, Unauthorized, Unreachable
from bot.telegram.feed import ALLOWED_UPDATES, LAST_CALL, Batch, PollingFeed
from tests.botapi import assert_valid_call
from tests.telegram.kit import STEADY, FakeTime, client


class Reader:
    """Takes batches from a feed in a task, each when the one before is kept."""

    def __init__(self, feed: PollingFeed) -> None:
        self.feed = feed
        self.batches: list[Batch] = []
        self.news = asyncio.Condition()
        self.gate = asyncio.Event()
        self.gate.set()
        self.task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        async for batch in self.feed.batches():
            async with self.news:
                self.batches.append(batch)
                self.news.notify_all()
            await self.gate.wait()

    @property
    def taken(self) -> list[Any]:
        return [update for batch in self.batches for update in batch.updates]

    @property
    def ids(self) -> list[int]:
        return [update["update_id"] for update in self.taken]

    async def has(self, count: int) -> None:
        """Wait until so many are taken."""
        async with asyncio.timeout(5), self.news:
            await self.news.wait_for(lambda: len(self.taken) >= count)


@asynccontextmanager
async def reading(server: FakeApi, time: FakeTime | None = None) -> AsyncIterator[Reader]:
    async with client(server) as api:
        reader = Reader(PollingFeed(api, backoff=STEADY, sleep=(time or FakeTime()).sleep))
        yield reader
        reader.feed.stop()
        reader.gate.set()
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


async def test_a_batch_is_confirmed_when_the_next_is_asked_for() -> None:
    async with FakeApi() as server:
        group, user = server.supergroup(), server.user()
        for number in range(3):
            group.post(user, str(number))
        async with reading(server) as reader:
            reader.gate.clear()
            await reader.has(3)
            await asyncio.sleep(0.01)
            assert (len(server.polls), len(server.updates)) == (1, 3)
            reader.gate.set()
            await server.drained()
        assert server.polls[1].params["offset"] == 4


async def test_the_body_is_the_updates_as_they_came() -> None:
    async with FakeApi() as server:
        server.supergroup().post(server.user("Zoë"), "😀 я")
        async with reading(server) as reader:
            await reader.has(1)
        (batch,) = reader.batches
        assert json.loads(batch.body) == batch.updates
        assert batch.following == 2


async def test_it_goes_on_where_it_is_told_to() -> None:
    async with FakeApi() as server, client(server) as api:
        for _ in range(3):
            server.supergroup().post(server.user(), "x")
        async for batch in PollingFeed(api).batches(3):
            assert [update["update_id"] for update in batch.updates] == [3]
            break
        assert server.polls[0].params["offset"] == 3


async def test_stopped_it_confirms_what_was_kept() -> None:
    async with FakeApi() as server:
        server.supergroup().post(server.user(), "one")
        async with reading(server) as reader:
            reader.gate.clear()
            await reader.has(1)
            reader.feed.stop()
            reader.gate.set()
            await asyncio.wait_for(reader.task, 5)
            assert len(server.updates) == 1
            await reader.feed.confirm()
        assert len(server.updates) == 0


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
            with pytest.raises(Revoked):
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
        server.supergroup().post(server.user(), "one")
        async with reading(server) as reader:
            await server.drained()
            (first,) = reader.taken
            assert reader.feed._fresh([first]) == []
            low = first | {"update_id": 12}
            assert reader.feed._fresh([low, first | {"update_id": 13}, low]) == [low, first | {"update_id": 13}]


class Scripted(Api):
    """A server that gives the answers of a script, and after them nothing."""

    def __init__(self, *answers: ApiAnswer) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[int | None, int]] = []
        self.feed = PollingFeed(self, backoff=STEADY, sleep=FakeTime().sleep)

    async def invoke(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        within: float = 0,
        files: Mapping[str, Upload] | None = None,
    ) -> ApiAnswer:
        assert params is not None
        self.asked.append((params.get("offset"), params["limit"]))
        if not self.answers:
            self.feed.stop()
            return ApiAnswer(ok=True, result=[])
        return self.answers.pop(0)

    async def all(self) -> list[int]:
        return [update["update_id"] async for batch in self.feed.batches() for update in batch.updates]


async def test_an_update_that_no_decoder_can_read_is_found_and_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    deep = b'{"ok":true,"result":[{"update_id": 8,"message":' + b"[" * 100_000
    unreadable = ApiAnswer(ok=False, error_code=NOT_JSON, body=deep)
    api = Scripted(
        ApiAnswer(ok=True, result=[{"update_id": 7}]), *[unreadable] * 4, ApiAnswer(ok=True, result=[{"update_id": 9}])
    )
    async with asyncio.timeout(5):
        assert await api.all() == [7, 9]
    assert api.asked == [(None, 100), (8, 100), (8, 100), (8, 100), (8, 1), (9, 1), (10, 100)]
    assert "update 8 cannot be read and is passed over" in caplog.messages


async def test_a_gateway_that_is_down_passes_nothing_over() -> None:
    down = ApiAnswer(ok=False, error_code=NOT_JSON, body=b"<html>502</html>")
    api = Scripted(
        ApiAnswer(ok=True, result=[{"update_id": 7}]), *[down] * 9, ApiAnswer(ok=True, result=[{"update_id": 8}])
    )
    async with asyncio.timeout(5):
        assert await api.all() == [7, 8]


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
            await reader.has(1)
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
