"""The log of the process: lines of text, or of JSON, on stderr. The only importer of structlog.

Everybody goes on calling `logging.getLogger`. The token is hidden by the handler, whoever writes and however it prints.
"""

import logging
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.telegram.redact import Redactor

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OURS = "bot"
"""The logger above all of Ombud's."""

MOST_ALIKE = 5
WITHIN = 60.0
"""So many lines from one place in the code are let through in so many seconds."""

_MOST_PLACES = 1_000
_Event = MutableMapping[str, Any]


def set_up(stream: TextIO | None, *, level: int, json: bool, secrets: tuple[str, ...]) -> None:
    """Let the process log to a stream, None for stderr; `secrets` never show.

    Libraries are heard from warnings on, whatever the level: what they say below that quotes requests and statements,
    and so what people wrote.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_json_lines() if json else logging.Formatter(TEXT))
    handler.addFilter(Storms())
    handler.addFilter(Redactor(*secrets))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler])
    logging.getLogger(OURS).setLevel(level)


class Storms(logging.Filter):
    """For handlers: of lines that are alike but for their arguments, a few a minute, and then how many were left out.

    A disk that is full would else fill what is left of it.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._seen: dict[tuple[str, str], _Spell] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        key, now = (record.name, str(record.msg)), self._now()
        spell = self._seen.get(key)
        if spell is None or now >= spell.since + WITHIN:
            if len(self._seen) >= _MOST_PLACES:
                self._seen.clear()
            self._seen[key] = _Spell(now)
            if spell is not None and spell.count > MOST_ALIKE:
                record.msg = f"{record.msg} (and {spell.count - MOST_ALIKE} more like it before)"
            return True
        spell.count += 1
        return spell.count <= MOST_ALIKE


@dataclass(slots=True)
class _Spell:
    since: float
    count: int = 1


def _json_lines() -> logging.Formatter:
    """One JSON object a line: `timestamp` (ISO 8601 UTC), `level`, `logger`, `event`, and `exception` where one is."""
    import structlog  # noqa: PLC0415 - who reads plain text does without its 90 ms

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_described],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _described(_: Any, __: str, event: _Event) -> Mapping[str, Any]:
    record: logging.LogRecord = event["_record"]
    described: dict[str, Any] = {
        "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": event["event"],
    }
    # The texts that the redactor has been through, not the exception itself.
    if record.exc_text:
        described["exception"] = record.exc_text
    if record.stack_info:
        described["stack"] = record.stack_info
    return described | {key: value for key, value in event.items() if key.startswith("_")}
