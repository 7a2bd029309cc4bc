"""The token stays out of the log, whoever writes there: libraries like to log addresses that contain it."""

import logging
import re
import traceback

HIDDEN = "<token>"
_IN_ADDRESS = re.compile(r"(?<=/bot)\d+:[^/\s\"'?)]+")
_BARE = re.compile(r"(?<![\w:-])\d{5,}:[A-Za-z0-9_-]{30,}")


def redacted(text: str) -> str:
    """The text without what looks like a token."""
    return _BARE.sub(HIDDEN, _IN_ADDRESS.sub(HIDDEN, text)) if ":" in text else text


class Redactor(logging.Filter):
    """For handlers: hides tokens in messages, their arguments and tracebacks. Lets every record through.

    `secrets` are hidden wherever they stand, whatever they look like.
    """

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        message = _message(record)
        if (clean := self._clean(message)) != message:
            record.msg, record.args = clean, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.exc_text and (clean := self._clean(record.exc_text)) != record.exc_text:
            # A formatter that does not know `exc_text` must not print the exception itself either.
            record.exc_text, record.exc_info = clean, None
        if record.stack_info:
            record.stack_info = self._clean(record.stack_info)
        return True

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return redacted(text)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - a filter that raises would do so in whoever logs
        record.msg, record.args = f"{record.msg} {record.args}", ()
        return record.msg
