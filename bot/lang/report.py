"""Diagnostics with an end: a file of rubbish gets an answer, not a hundred thousand."""

from collections import Counter

from bot.source.diagnostic import Diagnostics
from bot.source.node import Span

MOST_ERRORS = 200
MOST_OF_A_WARNING = 20


class GivenUp(Exception):
    """Looking for more faults is of no use. It never leaves `bot.lang`."""


class Report(Diagnostics):
    """Collects the diagnostics of one set. The error beyond the limit raises `GivenUp`."""

    def __init__(self) -> None:
        super().__init__()
        self._errors = 0
        self._others = Counter[str]()

    def error(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        super().error(code, message, span, hint)
        self._errors += 1
        if self._errors == MOST_ERRORS:
            super().error("too-many-errors", f"more than {MOST_ERRORS} errors, the rest is not looked at", span)
            raise GivenUp

    def warning(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        if self._is_told(code):
            super().warning(code, message, span, hint)

    def note(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        if self._is_told(code):
            super().note(code, message, span, hint)

    def _is_told(self, code: str) -> bool:
        self._others[code] += 1
        return self._others[code] <= MOST_OF_A_WARNING
