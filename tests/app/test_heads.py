"""The log is signed once a day, and the log chat gets the line."""

import asyncio
import logging

import pytest

from bot.app import heads
from bot.app.heads import DAY, DailyHeads
from bot.core.action import Call
from bot.core.errors import LogChanged, StorageError
from bot.core.outcome import Outcome, Status
from tests.fakes import FakeChat, FakeClock

LOG_CHAT = -100_777
START = 1_700_000_000.0


class FakeHeads:
    """A log that has grown by so many lines, or cannot be signed."""

    def __init__(self, *answers: str | Exception | None) -> None:
        self._answers = list(answers)
        self.asked: list[int] = []

    async def keep_head(self, at: int) -> str | None:
        self.asked.append(at)
        answer = self._answers.pop(0) if self._answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


class Listening(FakeChat):
    """Says that it was called."""

    def __init__(self) -> None:
        super().__init__()
        self.called = asyncio.Event()

    async def call(self, call: Call) -> Outcome:
        self.called.set()
        return await super().call(call)


def posted(chat: FakeChat) -> list[str]:
    return [params["text"] for _, params in chat.take()]


async def test_a_head_after_the_start_and_every_day_if_the_log_has_grown() -> None:
    log, clock, chat = FakeHeads(None, "one", None, "two"), FakeClock(START), FakeChat()
    daily = DailyHeads(log, clock, chat, LOG_CHAT)
    lines: list[tuple[float, list[str]]] = []
    for hours in (0, 1, 2, 24.9, 25.1, 26, 27, 50.1):
        clock.at = START + hours * 3_600
        await daily.look()
        lines += [(hours, found)] if (found := posted(chat)) else []
    assert [(hours, "one" in text, "two" in text) for hours, (text,) in lines] == [(1, True, False), (26, False, True)]
    assert [at - START for at in log.asked] == [0, 3_600, DAY + 3_960, DAY + 7_200, 2 * DAY + 7_560]


async def test_what_the_log_chat_gets() -> None:
    chat = FakeChat()
    await DailyHeads(FakeHeads("ombud-head v1 <&"), FakeClock(), chat, LOG_CHAT).look()
    ((method, params),) = chat.take()
    assert method == "sendMessage"
    assert dict(params) | {"text": ""} == {
        "chat_id": LOG_CHAT,
        "text": "",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
    }
    assert "<code>ombud-head v1 &lt;&amp;</code>" in params["text"]
    assert "<code>ombud db verify --head &#x27;…&#x27;</code>" in params["text"]


async def test_what_could_not_be_posted_is_posted_later() -> None:
    chat = FakeChat()
    chat.script("sendMessage", Outcome(Status.FAILED, "Bad Gateway"))
    daily = DailyHeads(FakeHeads("one"), FakeClock(), chat, LOG_CHAT)
    for _ in range(3):
        await daily.look()
    assert len(posted(chat)) == 2


async def test_without_a_log_chat_heads_are_kept_alone() -> None:
    log, chat = FakeHeads("one"), FakeChat()
    await DailyHeads(log, FakeClock(), chat, None).look()
    assert (len(log.asked), posted(chat)) == (1, [])


async def test_a_changed_log_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    error = LogChanged("the log was changed by another program: `ombud db verify` says where")
    clock, chat = FakeClock(START), FakeChat()
    daily = DailyHeads(FakeHeads(error, error, error), clock, chat, LOG_CHAT)
    for days in (0, 0.5, 1.1, 2.2):
        clock.at = START + days * DAY
        await daily.look()
    (text,) = posted(chat)
    assert "was changed by another program than this bot" in text
    assert [record.message for record in caplog.records] == [str(error)] * 3


async def test_it_goes_on_whatever_happens(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(heads, "BETWEEN_LOOKS", 0.001)
    caplog.set_level(logging.INFO)
    chat = Listening()
    task = asyncio.create_task(
        DailyHeads(FakeHeads(StorageError("no «words»"), "one"), FakeClock(), chat, LOG_CHAT).run()
    )
    async with asyncio.timeout(5):
        await chat.called.wait()
    task.cancel()
    said = [record.message for record in caplog.records]
    assert said[0].startswith("the log could not be signed; it is tried again (StorageError")
    assert said[1] == "the log was signed: one"
