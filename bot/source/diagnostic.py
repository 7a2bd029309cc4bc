"""Diagnostics: what is wrong with a file, where, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.source.node import Span


class Level(StrEnum):
    """Whether a file is invalid, valid but probably not what was meant, or could merely be better."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. `code` is stable (`unknown-key`); `message` is lower case, without a full stop, names in backticks.

    `hint` names the fix, in the imperative.
    """

    code: str
    message: str
    span: Span
    hint: str | None = None
    level: Level = Level.ERROR


class Diagnostics:
    """Collects diagnostics, so that all are reported at once."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def error(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Report a fault that makes the file invalid."""
        self.found.append(Diagnostic(code, message, span, hint))

    def warning(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Report a weakness that leaves the file valid."""
        self.found.append(Diagnostic(code, message, span, hint, Level.WARNING))

    def note(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Report what works, and could be better."""
        self.found.append(Diagnostic(code, message, span, hint, Level.NOTE))

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return any(item.level is Level.ERROR for item in self.found)
