"""Posts with what the short form cannot say."""

from dataclasses import replace

from bot.core.post import Entity, Post, SurfaceName
from bot.lang.short import read_short


def marked(text: str, *marks: tuple[str, str], in_: SurfaceName = SurfaceName.TEXT) -> Post:
    """A post with a text in which parts are marked: pairs of Telegram's name for the mark and the part."""
    post = read_short({"text": text})
    entities = [Entity(kind, 0, text.index(part), text.index(part) + len(part)) for kind, part in marks]
    return replace(post, surfaces=(replace(post.surfaces[0], name=in_),), entities=tuple(entities))


def having(**more: object) -> Post:
    """A post of which something else is known."""
    return replace(read_short({"text": "hi"}), **more)  # type: ignore[arg-type]
