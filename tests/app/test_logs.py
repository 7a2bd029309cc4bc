"""Lines of the log: what is in them, and what never is."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app.logs import MOST_ALIKE, WITHIN, Storms, set_up

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("bot")
    levels = root.level, ours.level
    yield
    root.handlers.clear()
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def started(*, json: bool, level: int = logging.INFO) -> io.StringIO:
    stream = io.StringIO()
    logging.getLogger().handlers.clear()  # pytest's own: a process has none
    set_up(stream, level=level, json=json, secrets=(TOKEN, "s3cret"))
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def raise_with_token() -> None:
    raise ValueError(f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe")


def test_a_line_of_json() -> None:
    stream = started(json=True)
    logging.getLogger("bot.telegram.feed").warning("%s of %s", 2, "тест\n«x»")
    (line,) = lines(stream)
    at = datetime.fromisoformat(line.pop("timestamp"))
    assert at.utcoffset() == datetime.now(UTC).utcoffset()
    assert line == {"level": "warning", "logger": "bot.telegram.feed", "event": "2 of тест\n«x»"}


def test_a_line_of_text() -> None:
    stream = started(json=False)
    logging.getLogger("bot.app").info("at %s", "work")
    assert stream.getvalue().endswith(" INFO bot.app: at work\n")


@pytest.mark.parametrize("json", [True, False])
def test_the_token_is_nowhere(json: bool) -> None:
    stream = started(json=json)
    log = logging.getLogger("bot.x")
    log.error("token %s, secret %s", TOKEN, "s3cret")
    log.error({"token": TOKEN})
    log.error("named %(token)s", {"token": TOKEN})
    log.error("badly %d", TOKEN)
    try:
        raise_with_token()
    except ValueError:
        log.exception("it went wrong", stack_info=True)
    logging.getLogger("aiohttp").error("GET /bot%s/getMe", TOKEN)
    said = stream.getvalue()
    assert said.count("<token>") >= 6
    assert TOKEN.partition(":")[2] not in said
    assert "s3cret" not in said


def test_what_was_raised_is_in_the_line() -> None:
    stream = started(json=True)
    try:
        raise_with_token()
    except ValueError:
        logging.getLogger("bot.x").exception("it went wrong")
    (line,) = lines(stream)
    assert line["event"] == "it went wrong"
    assert line["exception"].startswith("Traceback")
    assert line["exception"].endswith("ValueError: cannot reach https://api.telegram.org/bot<token>/getMe")


@pytest.mark.parametrize(
    ("level", "ours", "libraries"),
    [
        (logging.DEBUG, "diwe", "we"),
        (logging.INFO, "iwe", "we"),
        (logging.WARNING, "we", "we"),
        (logging.ERROR, "e", "e"),
    ],
)
def test_libraries_are_heard_from_warnings_on(level: int, ours: str, libraries: str) -> None:
    stream = started(json=True, level=level)
    for name in ("bot.x", "aiosqlite"):
        log = logging.getLogger(name)
        for say in (log.debug, log.info, log.warning, log.error):
            say("x")
    said = [(line["logger"], line["level"][0]) for line in lines(stream)]
    assert said == [*(("bot.x", initial) for initial in ours), *(("aiosqlite", initial) for initial in libraries)]


def test_a_storm_of_lines_becomes_a_few_and_a_number() -> None:
    stream, now = started(json=False), [0.0]
    logging.getLogger().handlers[0].filters[0] = Storms(lambda: now[0])
    log = logging.getLogger("bot.x")
    for number in range(100):
        log.error("update %s waits", number)
    log.error("something else")
    assert len(stream.getvalue().splitlines()) == MOST_ALIKE + 1
    now[0] += WITHIN
    log.error("update %s waits", 100)
    assert stream.getvalue().endswith(f"update 100 waits (and {100 - MOST_ALIKE} more like it before)\n")
    now[0] += WITHIN
    log.error("update %s waits", 101)
    assert stream.getvalue().endswith("update 101 waits\n")
