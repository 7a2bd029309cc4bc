"""Entities: marked parts of a text, counted by Telegram in UTF-16 units and by everybody else in code points."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from bot.core.post import Entity, SurfaceName, TargetSource
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.fields import Shape, ignore, read_fields, silent, text
from bot.telegram.reading.leftover import walk
from bot.telegram.reading.values import integer, string

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

# The people whom a post mentions did not write it: their names are not its text. The language of a code block is shown
# above it and chosen by the author.
_ENTITY: Shape = {
    "type": silent,
    "url": silent,
    "user": ignore,
    "custom_emoji_id": silent,
    "language": text(SurfaceName.OTHER),
}


class Ruler:
    """Turns UTF-16 offsets in a text into code points. Offsets outside of the text are clamped to its ends."""

    __slots__ = ("_length", "_seconds")

    def __init__(self, of: str) -> None:
        self._length = len(of)
        self._seconds: list[int] = []  # where, in UTF-16 units, the second half of each surrogate pair stands
        if not of.isascii() and len(of.encode("utf-16-le")) != 2 * len(of):
            self._seconds = [found.start() + nth + 1 for nth, found in enumerate(_ASTRAL.finditer(of))]

    def span(self, offset: Any, length: Any) -> tuple[int, int]:
        """Start and end in code points; a pair cut in half is taken whole; (0, 0) if these are no numbers."""
        offset, length = integer(offset), integer(length)
        if offset is None or length is None:
            return 0, 0
        start, end = offset, offset + length
        if self._seconds:
            start -= bisect_right(self._seconds, start)
            end -= bisect_right(self._seconds, end - 1)
        start = min(max(start, 0), self._length)
        return start, min(max(end, start), self._length)


def mark(draft: Draft, surface: int | None, entities: Any) -> None:
    """Read the entities of the surface at that position. Without one (None) their links are still found."""
    if not isinstance(entities, list):
        walk(draft, entities)
        return
    shown = "" if surface is None else draft.surfaces[surface].text
    ruler = Ruler(shown)
    for entity in entities:
        if not isinstance(entity, dict):
            walk(draft, entity)
            continue
        start, end = ruler.span(entity.get("offset"), entity.get("length"))
        kind, url = entity.get("type"), entity.get("url")
        if surface is not None and start < end and isinstance(kind, str):
            draft.entities.append(Entity(kind, surface, start, end, string(entity.get("custom_emoji_id"))))
        if isinstance(url, str):
            draft.link(url, TargetSource.ENTITY, shown[start:end])
        read_fields(draft, entity, _ENTITY)


def marked(name: SurfaceName, key: str, entities_key: str) -> Shape:
    """A string that is a surface, with the entities that stand beside it."""

    def read_text(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
        if not isinstance(value, str):
            walk(draft, value)
            return
        surface = draft.add(name, value)
        entities = parent.get(entities_key)
        if entities is not None:
            mark(draft, surface, entities)

    def read_entities(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
        if not isinstance(parent.get(key), str):
            mark(draft, None, value)

    return {key: read_text, entities_key: read_entities}
