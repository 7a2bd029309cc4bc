"""What a message answers: a quote, a message of another chat, a story. The answered message itself is never judged."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import SurfaceName
from bot.telegram.reading.content import CONTENT, STORY_CHAT
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.entities import marked
from bot.telegram.reading.fields import Shape, fields, ignore, read_fields, who
from bot.telegram.reading.forward import ORIGIN

_EXTERNAL: Shape = {**CONTENT, "origin": fields(ORIGIN), "chat": fields(who(SurfaceName.REPLY))}


def _external(draft: Draft, value: Any, _parent: Mapping[str, Any]) -> None:
    """A message of another chat, brought along by the author: its texts are `reply`, its media not the post's."""
    with draft.inside(SurfaceName.REPLY):
        read_fields(draft, value, _EXTERNAL)


REPLY: Shape = {
    "quote": fields(marked(SurfaceName.QUOTE, "text", "entities")),
    "external_reply": _external,
    "reply_to_story": fields(STORY_CHAT),
    "reply_to_message": ignore,
}
"""The fields of a message that answers something."""
