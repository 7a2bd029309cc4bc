"""What a message can carry besides text and files: polls, contacts, places, games, goods, giveaways, checklists."""

from collections.abc import Mapping
from typing import Any

from bot.core.post import MediaKind, SurfaceName, TargetSource
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.entities import marked
from bot.telegram.reading.fields import Reader, Shape, each, fields, ignore, link, names, silent, text, who
from bot.telegram.reading.media import FILE, FILES, PAID, carries

_TITLE = text(SurfaceName.MEDIA_TITLE)

_PLACE: Shape = {
    "title": text(SurfaceName.VENUE),
    "address": text(SurfaceName.VENUE),
}
_read_location = carries(MediaKind.LOCATION, {})


def _location(draft: Draft, value: Any, parent: Mapping[str, Any]) -> None:
    """A location; the one that repeats a venue's for old clients is passed over."""
    if "venue" not in parent:
        _read_location(draft, value, parent)


PREVIEW: Reader = fields({"url": link(TargetSource.PREVIEW)})
"""Which link of a message is shown as a preview; it need not stand in the text."""

_ATTACHED: Shape = {
    **FILES,
    "location": _location,
    "venue": carries(MediaKind.VENUE, _PLACE),
    "link": PREVIEW,
}

# Others may add options and tasks, or tick them off: their names are not what the author of the post says.
_OPTION: Shape = {
    **marked(SurfaceName.POLL, "text", "text_entities"),
    "media": fields(_ATTACHED),
    "added_by_user": ignore,
    "added_by_chat": ignore,
}
_POLL: Shape = {
    **marked(SurfaceName.POLL, "question", "question_entities"),
    **marked(SurfaceName.POLL, "explanation", "explanation_entities"),
    **marked(SurfaceName.POLL, "description", "description_entities"),
    "options": each(fields(_OPTION)),
    "media": fields(_ATTACHED),
    "explanation_media": fields(_ATTACHED),
}

TASKS: Reader = each(
    fields(
        {
            **marked(SurfaceName.CHECKLIST, "text", "text_entities"),
            "completed_by_user": ignore,
            "completed_by_chat": ignore,
        }
    )
)
_CHECKLIST: Shape = {**marked(SurfaceName.CHECKLIST, "title", "title_entities"), "tasks": TASKS}

_CONTACT: Shape = {
    **names(SurfaceName.CONTACT),
    "phone_number": text(SurfaceName.CONTACT),
    "vcard": text(SurfaceName.CONTACT),
}
_GAME: Shape = {
    "title": _TITLE,
    "description": _TITLE,
    **marked(SurfaceName.MEDIA_TITLE, "text", "text_entities"),
    "animation": fields(FILE),
}
_GIVEAWAY: Shape = {"prize_description": _TITLE}

STORY_CHAT: Shape = {"chat": fields(who(SurfaceName.STORY))}

CONTENT: Shape = {
    **_ATTACHED,
    "paid_media": PAID,
    "poll": carries(MediaKind.POLL, _POLL),
    "checklist": carries(MediaKind.CHECKLIST, _CHECKLIST),
    "contact": carries(MediaKind.CONTACT, _CONTACT),
    "story": carries(MediaKind.STORY, STORY_CHAT),
    "game": carries(MediaKind.GAME, _GAME),
    "dice": carries(MediaKind.DICE, {}),
    "giveaway": carries(MediaKind.GIVEAWAY, _GIVEAWAY),
    "giveaway_winners": carries(MediaKind.GIVEAWAY, _GIVEAWAY),
    "invoice": fields({"title": _TITLE, "description": _TITLE, "start_parameter": silent}),
    "link_preview_options": PREVIEW,
}
"""What a message and the summary of an external one have in common."""
