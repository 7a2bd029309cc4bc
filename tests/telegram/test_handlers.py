import json
import logging
import traceback
from typing import Any

import pytest

from bot.core.errors import StorageError
from bot.storage.memory import MemoryStore
from bot.telegram.errors import Unauthorized
from tests.cases.court import ME, Court
from tests.telegram.commands.bench import PRIVATE, TARGET, Offline, handlers, handlers_behind, message, update
from tests.telegram.kit import STEADY, FakeTime

REPORT = message("/report", reply_to_message=TARGET)

WANTED: list[tuple[dict[str, Any], bool]] = [
    (update(message("/help")), True),
    (update(message("/HELP", chat=PRIVATE)), True),
    (update(message("/help@OmbudBot")), True),
    (update(message("/help@ombudbot please")), True),
    (update({"data": "c:C-7K2M:keep"}, "callback_query"), True),
    (update(message("/help@OtherBot")), False),
    (update(message("/elsewhere")), False),
    (update(message("/help"), "edited_message"), False),
    (update(message("/help"), "channel_post"), False),
    (update({**message("see /help"), "entities": [{"type": "bot_command", "offset": 4, "length": 5}]}), False),
    (update({**message("/help"), "entities": [{"type": "url", "offset": 0, "length": 5}]}), False),
    (update({**message("/help"), "entities": []}), False),
    (update({"message_id": 1, "caption": "/help"}), False),
    (update({"message_id": 1, "rich_message": {}}), False),
    (update({**message("/help"), "entities": [{"type": "bot_command", "offset": 0}]}), False),
    (update({**message("/help"), "entities": [None]}), False),
    (update({**message("/help"), "entities": {"type": "bot_command"}}), False),
    (update({**message("/help"), "text": ["/help"]}), False),
    ({"update_id": 1, "callback_query": None}, False),
    ({"update_id": 1, "message": None}, False),
    ({"update_id": 1}, False),
    ({"update_id": 1, "tomorrows_kind": {}}, False),
]


@pytest.mark.parametrize(("raw", "wanted"), WANTED)
async def test_what_is_wanted(raw: dict[str, Any], wanted: bool) -> None:
    assert (await handlers(Court())).wants(raw) is wanted


async def test_an_edited_command_does_not_run_again() -> None:
    court = Court()
    await (await handlers(court)).handle(update({**message("/help"), "edit_date": 1_700_000_200}, "edited_message"))
    assert court.chat.take() == []


@pytest.mark.parametrize("raw", [raw for raw, wanted in WANTED if not wanted])
async def test_what_is_not_wanted_comes_to_nothing(raw: dict[str, Any]) -> None:
    court = Court()
    await (await handlers(court)).handle(raw)
    assert court.chat.take() == []


async def test_a_command_from_nobody_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    court = Court()
    raw = message("/help")
    del raw["from"]
    await (await handlers(court)).handle(update(raw))
    assert court.chat.take() == []
    assert "KeyError" in caplog.text


class BrokenStore(MemoryStore):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    async def open_case(self, *args: Any, **kwargs: Any) -> Any:
        raise self.error


async def test_a_fault_is_logged_without_anybodys_words(caplog: pytest.LogCaptureFixture) -> None:
    made = await handlers(Court(store=BrokenStore(ValueError("secret words"))))
    with caplog.at_level(logging.DEBUG):
        await made.handle(update(REPORT))
    assert "update 1: a handler failed: ValueError at" in caplog.text
    assert "secret" not in caplog.text
    assert "hello" not in caplog.text


async def test_a_database_that_cannot_be_written_is_the_callers_business() -> None:
    made = await handlers(Court(store=BrokenStore(StorageError("disk full"))))
    for _ in range(2):
        with pytest.raises(StorageError):
            await made.handle(update(REPORT))


async def test_the_application_polls_nothing() -> None:
    assert (await handlers(Court())).application.updater is None


class Moody(Offline):
    """A Bot API that first answers otherwise."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        self.answers = list(answers)

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if not self.answers:
            return await super().do_request(*args, **kwargs)
        status, body = self.answers.pop(0)
        return status, json.dumps({"ok": False, "error_code": status, **body}).encode()


async def test_a_server_that_fails_at_the_start_is_asked_again() -> None:
    time = FakeTime()
    server = Moody((502, {"description": "Bad Gateway"}), (500, {"description": "Internal Server Error"}))
    async with handlers_behind(server, Court(), backoff=STEADY, sleep=time.sleep) as made:
        assert made.wants(update(message("/help@OmbudBot")))
    assert time.slept == [0.5, 1]


async def test_a_token_that_is_refused_at_the_start_is_not_told() -> None:
    with pytest.raises(Unauthorized) as caught:
        async with handlers_behind(Moody((401, {"description": "Unauthorized"})), Court()):
            pass
    assert f"{ME}:TOKEN" not in "".join(traceback.format_exception(caught.value))
