"""Posts with what the short form cannot say."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core.post import Entity, Post, SurfaceName
from bot.lang.short import read_short
from bot.telegram.read import read


def marked(text: str, *marks: tuple[str, str], in_: SurfaceName = SurfaceName.TEXT) -> Post:
    """A post with a text in which parts are marked: pairs of Telegram's name for the mark and the part."""
    post = read_short({"text": text})
    entities = [Entity(kind, 0, text.index(part), text.index(part) + len(part)) for kind, part in marks]
    return replace(post, surfaces=(replace(post.surfaces[0], name=in_),), entities=tuple(entities))


def having(**more: object) -> Post:
    """A post of which something else is known."""
    return replace(read_short({"text": "hi"}), **more)  # type: ignore[arg-type]


def reaction(*new: Mapping[str, str]) -> Post:
    """Somebody's reactions to a message."""
    chat, user = {"id": -1001, "type": "supergroup"}, {"id": 7, "is_bot": False, "first_name": "Ann"}
    event = {"chat": chat, "message_id": 3, "user": user, "date": 0, "old_reaction": [], "new_reaction": [*new]}
    post = read({"update_id": 1, "message_reaction": event})
    assert post is not None
    return post
