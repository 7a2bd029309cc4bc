"""What no named field accounts for: every string in it is text until its key says otherwise.

Walks without recursion, so the depth of the JSON does not matter.
"""

from typing import Any

from bot.core.post import TargetSource
from bot.telegram.reading.draft import Draft

REFERENCES = frozenset(
    {
        "reply_to_message",
        "pinned_message",
        "giveaway_message",
        "checklist_message",
        "poll_message",
        "suggested_post_message",
    }
)
"""Keys of other messages that a message points to. They have been judged in their own right, under their own author."""

_IDENTIFIERS = frozenset({"id", "ids"})
_IDENTIFIER_ENDINGS = ("_id", "_ids")
_ENUMERATIONS = frozenset(
    {
        "align",
        "codec",
        "currency",
        "emoji",
        "hash",
        "rarity",
        "source",
        "state",
        "status",
        "style",
        "type",
        "valign",
    }
)
_ENUMERATION_ENDINGS = ("_code", "_codes", "_currency", "_format", "_hash", "_payload", "_state", "_status", "_type")


def walk(draft: Draft, value: Any, key: str = "") -> None:
    """Add every text of a JSON value, of any depth, in reading order; `key` is the one it stands under."""
    todo: list[tuple[str, Any]] = [(key, value)]
    while todo:
        key, value = todo.pop()
        if isinstance(value, str):
            _read(draft, key, value)
        elif key in REFERENCES:
            continue
        elif isinstance(value, dict):
            todo.extend(reversed(value.items()))
        elif isinstance(value, list):
            todo.extend((key, item) for item in reversed(value))


def _read(draft: Draft, key: str, text: str) -> None:
    if key == "url" or key.endswith("_url"):
        draft.link(text, TargetSource.OTHER)
    elif not _is_label(key, text):
        draft.leave_over(text)


def _is_label(key: str, text: str) -> bool:
    """Whether a string is an id or one of a list of words that Telegram chose, as its key says."""
    if key in _IDENTIFIERS or key.endswith(_IDENTIFIER_ENDINGS) or key == "mime_type":
        return True
    # Enumerations are single words without a dot. A sentence or an address under such a key is a text that its name
    # hides.
    return (key in _ENUMERATIONS or key.endswith(_ENUMERATION_ENDINGS)) and "." not in text and len(text.split()) <= 1
