"""Which texts of a post a condition looks at."""

from collections.abc import Collection, Iterator

from bot.core.post import Entity, Post, SurfaceName

OWN_TEXT = frozenset({SurfaceName.TEXT})
"""The message's text or caption: for conditions on how somebody writes."""


def texts(post: Post, names: Collection[SurfaceName]) -> Iterator[tuple[int, str]]:
    """The texts on surfaces of these names, each with its position in `Post.surfaces`."""
    return ((place, surface.text) for place, surface in enumerate(post.surfaces) if surface.name in names)


def marks(post: Post, names: Collection[SurfaceName]) -> Iterator[Entity]:
    """The marked parts of these texts."""
    if post.entities:
        places = {place for place, _ in texts(post, names)}
        yield from (entity for entity in post.entities if entity.surface in places)
