"""Diagnostics as people read them: place, fault and code, the line with a caret under it, and the fix.

    rules/scams.yaml:12:7: error: unknown key `worsd` [unknown-key]
       12 |       worsd: [free btc]
          |       ^^^^^
          = did you mean `words`?

What is printed is safe for a terminal, whatever the files hold: control and invisible characters are spelt out.
"""

import re
from collections.abc import Callable, Iterable

from bot.source.cells import cells, shown, visible, width
from bot.source.diagnostic import Diagnostic, Level
from bot.source.node import Span

ReadSource = Callable[[str], str | None]
"""The text of a file by its name in a span; None if there is none to show. A mapping's `get` will do."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_GUTTER = 5
_BEFORE, _WIDTH = 60, 100
"""Cells shown before the caret, and in all."""
_LONGEST_MESSAGE = 400
_LEVELS = tuple(Level)


def render(diagnostics: Iterable[Diagnostic], read_source: ReadSource) -> str:
    """All diagnostics by file, line and column, each once, ending in a line break; empty if there are none."""
    sources = _Sources(read_source)
    ordered = sorted(dict.fromkeys(diagnostics), key=lambda item: (item.span[:3], _LEVELS.index(item.level), item.code))
    return "\n".join(_render_one(item, sources) for item in ordered)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many there are, each counted once: `2 errors, 1 warning`; empty if there are none."""
    levels = [item.level for item in dict.fromkeys(diagnostics)]
    counts = ((level, levels.count(level)) for level in Level)
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for level, count in counts if count)


class _Sources:
    """The lines of the files, each read and split once."""

    def __init__(self, read_source: ReadSource) -> None:
        self._read_source = read_source
        self._lines: dict[str, list[str]] = {}

    def line(self, span: Span) -> str | None:
        if span.file not in self._lines:
            self._lines[span.file] = _LINE_BREAK.split(self._read_source(span.file) or "")
        lines = self._lines[span.file]
        line = lines[span.line - 1] if 1 <= span.line <= len(lines) else None
        return line if line or len(lines) > 1 else None


def _render_one(item: Diagnostic, sources: _Sources) -> str:
    head = f"{_flat(str(item.span))}: {item.level}: {_flat(item.message)} [{item.code}]"
    lines = [head]
    gutter = " " * max(_GUTTER, len(str(item.span.line)))
    source = sources.line(item.span)
    if source is not None:
        excerpt, caret = _excerpt(source, item.span)
        lines += [f"{item.span.line:>{len(gutter)}} | {excerpt}".rstrip(), f"{gutter} | {caret}"]
    if item.hint is not None:
        lines.append(f"{gutter} = {_flat(item.hint)}")
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    if len(text) > _LONGEST_MESSAGE:
        text = text[:_LONGEST_MESSAGE] + "…"
    return visible(text)


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The part of the line around the span, and the caret line below it."""
    start = min(span.column - 1, len(line))
    end = min(start + span.length, len(line))
    first, used = start, 0
    while first > 0 and used + (size := width(line[first - 1])) <= _BEFORE:
        first, used = first - 1, used + size
    before = "…" * (first > 0) + "".join(map(shown, line[first:start]))
    marked, after, last = "", "", start
    carets = 0
    while last < len(line) and used + (size := width(line[last])) <= _WIDTH:
        used += size
        if last < end:
            marked, carets = marked + shown(line[last]), carets + size
        else:
            after += shown(line[last])
        last += 1
    excerpt = before + marked + after + "…" * (last < len(line))
    return excerpt, " " * cells(before) + "^" * max(1, carets)
