"""Rich messages: blocks of nested, formatted text, flattened into one surface as a reader sees it.

Formats, lists and blocks nest without limit, so the walk keeps its own stack. Which keys an object has decides how it
is read, not its `type`: a new kind of block shows its text all the same.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.core.post import Entity, SurfaceName, TargetSource
from bot.telegram.reading.buttons import BUTTON
from bot.telegram.reading.content import CONTENT
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import read_fields
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.values import clean, string

# What a format stands for is its text, as a rule; where it is not, the difference is what an author hides.
_MEANT = frozenset(
    {"username", "email_address", "phone_number", "bank_card_number", "hashtag", "cashtag", "bot_command"}
)
_SILENT = frozenset({"type", "url", "custom_emoji_id"})
_BREAKS = ("\n", "\t")


class _Flattening:
    """One walk over a rich message. `todo` is a stack: what is pushed last is read first."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.pieces: list[str] = []
        self.length = 0
        self.spans: list[tuple[str, int, int, str | None]] = []
        self.todo: list[Callable[[], None]] = []
        self.parts: dict[str, Callable[[Any], None]] = {
            "label": self.cell,  # what comes next stands beside it
            "summary": self.line,
            "text": self.inline,
            "alternative_text": self.inline,
            "expression": self.inline,
            "button": self.button,
            "cells": self.rows,
            "items": self.blocks,
            "blocks": self.blocks,
            "buttons": self.buttons,
            "caption": self.line,
            "credit": self.line,
        }

    def run(self, message: Any) -> None:
        """Read the message, then add its text with the spans as entities."""
        self.block(message)
        while self.todo:
            self.todo.pop()()
        surface = self.draft.add(SurfaceName.TEXT, "".join(self.pieces).rstrip("\n\t"))
        if surface is None:
            return
        length = len(self.draft.surfaces[surface].text)
        for kind, start, end, emoji in self.spans:
            if start < min(end, length):
                self.draft.entities.append(Entity(kind, surface, start, min(end, length), emoji))

    def write(self, text: str) -> None:
        if text:
            self.pieces.append(clean(text))
            self.length += len(text)

    def part(self, mark: str) -> None:
        """Part what follows from what precedes, unless it is already."""
        if self.pieces and not self.pieces[-1].endswith(_BREAKS):
            self.write(mark)

    def end_row(self) -> None:
        """End a row: its last cell has no neighbour."""
        if self.pieces and self.pieces[-1] == "\t":
            self.pieces[-1] = "\n"
        self.part("\n")

    def inline(self, value: Any) -> None:
        """A rich text: a string, a list of rich texts, or a format around one."""
        if isinstance(value, str):
            self.write(value)
        elif isinstance(value, list):
            self.todo.extend(_call(self.inline, item) for item in reversed(value))
        elif isinstance(value, dict):
            self.node(value, formats=True)

    def line(self, value: Any) -> None:
        """A rich text on a line of its own."""
        self.part("\n")
        self.todo.append(lambda: self.part("\n"))
        self.inline(value)

    def cell(self, value: Any) -> None:
        """A rich text with something beside it."""
        self.todo.append(lambda: self.part("\t"))
        self.inline(value)

    def blocks(self, value: Any) -> None:
        """Blocks or list items: each on lines of its own."""
        self.todo.extend(_call(self.block, block) for block in reversed(value if isinstance(value, list) else [value]))

    def block(self, value: Any) -> None:
        if not isinstance(value, dict):
            self.line(value)
            return
        self.part("\n")
        self.todo.append(lambda: self.part("\n"))
        self.node(value)

    def rows(self, value: Any) -> None:
        """The rows of a table: lists of cells."""
        for row in reversed(value if isinstance(value, list) else [value]):
            cells = row if isinstance(row, list) else [row]
            self.todo.append(self.end_row)
            self.todo.extend(_call(self.cell, cell) for cell in reversed(cells))
        self.part("\n")

    def buttons(self, value: Any) -> None:
        for button in reversed(value if isinstance(value, list) else [value]):
            self.todo.append(_call(self.button, button))
            self.todo.append(lambda: self.part("\n"))

    def button(self, value: Any) -> None:
        """A button: its label stands in the text as well, and may itself be formatted."""
        self.draft.count_button()
        if not isinstance(value, dict):
            self.inline(value)
            return
        since = len(self.pieces)

        def close() -> None:
            rest = {key: item for key, item in value.items() if key != "text"}
            read_fields(self.draft, {"text": self.shown(since), **rest}, BUTTON)

        self.todo.append(close)
        self.todo.append(_call(self.inline, value.get("text")))

    def shown(self, since: int) -> str:
        return "".join(self.pieces[since:]).strip("\n\t")

    def node(self, value: Mapping[str, Any], *, formats: bool = False) -> None:
        """A block, a list item, a caption, a cell or a format: what it links to is known once its text is read."""
        since, start = len(self.pieces), self.length
        self.todo.append(lambda: self.close(value, since, start, formats=formats))
        for key in reversed(self.parts):
            if key in value:
                self.todo.append(_call(self.parts[key], value[key]))

    def close(self, value: Mapping[str, Any], since: int, start: int, *, formats: bool) -> None:
        url, kind = value.get("url"), string(value.get("type"))
        if formats and kind:
            self.spans.append(
                (
                    "text_link" if isinstance(url, str) else kind,
                    start,
                    self.length,
                    string(value.get("custom_emoji_id")),
                )
            )
        if isinstance(url, str):
            self.draft.link(url, TargetSource.RICH, self.shown(since))
        for key, item in value.items():
            if key in _MEANT and isinstance(item, str):
                self.hidden(item, since)
            else:
                self.remain(key, item, value)

    def hidden(self, meant: str, since: int) -> None:
        """What a format stands for: a text of its own unless it is shown."""
        if meant.casefold() not in self.shown(since).casefold():
            self.draft.add(SurfaceName.OTHER, meant)

    def remain(self, key: str, item: Any, value: Mapping[str, Any]) -> None:
        if key in self.parts or key == "user" or (key in _SILENT and isinstance(item, str)):
            return
        reader = CONTENT.get(key)
        if reader is None:
            walk(self.draft, item, key)
        else:
            reader(self.draft, item, value)


def _call(step: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: step(value)


def read_rich(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
    """A `rich_message`: one `text` surface, entities for its formats, links, buttons and media as everywhere."""
    _Flattening(draft).run(value)
