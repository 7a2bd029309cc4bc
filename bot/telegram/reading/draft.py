"""What has been found so far in the message that is being read."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.core.post import Entity, Forward, Media, Surface, SurfaceName, Target, TargetSource
from bot.telegram.reading.values import clean

MAX_LEFT_OVER = 100
"""So many left-over strings stand for themselves; all further ones share one surface, and none is dropped."""


class Draft:
    """Collects surfaces, entities, targets and media in reading order. Only the reading of one message uses it."""

    __slots__ = ("_counts", "_overflow", "_place", "buttons", "entities", "forward", "media", "surfaces", "targets")

    def __init__(self) -> None:
        self.surfaces: list[Surface] = []
        self.entities: list[Entity] = []
        self.targets: list[Target] = []
        self.media: list[Media] = []
        self.forward: Forward | None = None
        self.buttons = 0
        self._counts: dict[SurfaceName, int] = {}
        self._overflow: list[str] = []
        self._place: SurfaceName | None = None

    def add(self, name: SurfaceName, text: str | None) -> int | None:
        """Add a surface and return its position; an empty text adds none."""
        if not text:
            return None
        if self._place is not None and name is not SurfaceName.LINK:
            name = self._place
        index = self._counts.get(name, 0)
        self._counts[name] = index + 1
        self.surfaces.append(Surface(name, text if text.isascii() else clean(text), index))
        return len(self.surfaces) - 1

    def link(self, url: str, source: TargetSource, shown: str | None = None) -> None:
        """Add a link target and the `link` surface that holds it; `shown` is what stands in its place."""
        position = self.add(SurfaceName.LINK, url)
        if position is not None:
            self.targets.append(Target(self.surfaces[position].text, position, source, shown or None))

    def attach(self, media: Media) -> None:
        """Add media, unless it belongs to another post that this one only refers to."""
        if self._place is None:
            self.media.append(media)

    def count_button(self) -> None:
        """Count a button, unless it belongs to another post."""
        self.buttons += self._place is None

    def leave_over(self, text: str) -> None:
        """Add a text that no named field accounts for."""
        if self._counts.get(SurfaceName.OTHER, 0) < MAX_LEFT_OVER:
            self.add(SurfaceName.OTHER, text)
        else:
            self._overflow.append(text)

    @contextmanager
    def inside(self, place: SurfaceName) -> Iterator[None]:
        """Read a part of another post: all its text but links becomes surfaces named `place`, its media is not kept."""
        before, self._place = self._place, place
        try:
            yield
        finally:
            self._place = before

    def finish(self) -> None:
        """Add what `leave_over` held back. Call it once, when everything is read."""
        self.add(SurfaceName.OTHER, "\n".join(self._overflow))
