import io
import logging

import pytest

from bot.telegram.redact import Redactor, redacted

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("POST https://api.telegram.org/bot123:abc/getMe 200", "POST https://api.telegram.org/bot<token>/getMe 200"),
        ("url='http://h/bot1:x'", "url='http://h/bot<token>'"),
        ("/file/bot123:abc/photos/1.jpg", "/file/bot<token>/photos/1.jpg"),
        (f"the token {TOKEN} was rejected", "the token <token> was rejected"),
        (f"`{TOKEN}`", "`<token>`"),
        ("at 12:30:45 chat -100123:7 key 1:2:3", "at 12:30:45 chat -100123:7 key 1:2:3"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_tokens_go_and_the_rest_stays(text: str, expected: str) -> None:
    assert redacted(text) == expected


def logged(*secrets: str) -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redactor(*secrets))
    logger = logging.getLogger("tests.redact")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    return logger, stream


class Address:
    def __str__(self) -> str:
        return f"https://h/bot{TOKEN}/getMe"


def test_messages_and_arguments_of_any_type() -> None:
    logger, stream = logged()
    logger.info("HTTP Request: %s %s", "POST", Address())
    logger.info("plain %d", 7)
    assert stream.getvalue() == "HTTP Request: POST https://h/bot<token>/getMe\nplain 7\n"


def test_tracebacks_and_their_causes() -> None:
    logger, stream = logged()

    def ask() -> None:
        raise ValueError(str(Address()))

    def fail() -> None:
        try:
            ask()
        except ValueError as error:
            raise RuntimeError("failed") from error

    try:
        fail()
    except RuntimeError:
        logger.exception("oh")
    assert TOKEN not in stream.getvalue()
    assert "RuntimeError: failed" in stream.getvalue()
    assert "ValueError: https://h/bot<token>/getMe" in stream.getvalue()


def test_an_innocent_traceback_stays() -> None:
    logger, stream = logged()
    try:
        int("x")
    except ValueError:
        logger.exception("oh")
    assert "ValueError: invalid literal" in stream.getvalue()


def test_a_given_secret_goes_whatever_it_looks_like() -> None:
    logger, stream = logged("1:t", "")
    logger.warning("token 1:t")
    assert stream.getvalue() == "token <token>\n"


def test_a_faulty_message_does_not_raise_in_whoever_logs() -> None:
    logger, stream = logged()
    logger.info("%d", f"/bot{TOKEN}/")
    assert "/bot<token>/" in stream.getvalue()
