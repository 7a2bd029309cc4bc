"""A complaint of libyaml, and the text around the place that it is about."""

import re

import yaml

from bot.source.files import span_at
from bot.source.node import Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LINES_BACK = 100


class Complaint:
    """What libyaml says of a text, and the text around it."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str, file: str) -> None:
        self.problem, self.context = error.problem or "", error.context or ""
        self.text, self.file = text, file
        self.at = error.problem_mark.index if error.problem_mark else 0
        self.opened = error.context_mark.index if error.context_mark else self.at

    def span(self, index: int, length: int = 1) -> Span:
        """The place of a character of the text."""
        return span_at(self.text, min(index, len(self.text)), self.file, length)

    def character(self, index: int) -> str:
        """The character there, or nothing at the end of the text."""
        return self.text[index : index + 1]

    def line_start(self, index: int) -> int:
        """Where the line of a character starts."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def same_line(self, one: int, other: int) -> bool:
        """Whether two characters stand on one line."""
        return self.line_start(one) == self.line_start(other)

    def line(self, index: int) -> str:
        """The line of a character."""
        end = _LINE_BREAK.search(self.text, index)
        return self.text[self.line_start(index) : end.start() if end else len(self.text)]

    def previous_line_start(self, index: int) -> int | None:
        """Where the last line before that one starts that is neither blank nor a comment; None if it is far away."""
        start = self.line_start(index)
        for _ in range(_LINES_BACK):
            if start == 0:
                break
            start = self.line_start(start - 1 if self.text[start - 2 : start] != "\r\n" else start - 2)
            line = self.line(start).strip()
            if line and not line.startswith("#"):
                return start
        return None
