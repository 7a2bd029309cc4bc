"""What the server marks in a text by itself: commands, links, mentions, hashtags, addresses. Offsets are in UTF-16."""

import re
from collections.abc import Sequence
from typing import Any

_KINDS = {
    "bot_command": r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?\b",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b",
    "mention": r"(?<!\w)@\w{3,32}\b",
    "hashtag": r"(?<!\w)#\w{1,256}\b",
    "url": r"(?<![\w@])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:com|net|org|me|info|io|ru|app|example)\b(?:/[^\s<>\"]*)?)",
}
_PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.IGNORECASE)


def width(text: str) -> int:
    """Its length in UTF-16 code units, as the Bot API counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def detect(text: str) -> list[dict[str, Any]]:
    """The entities of a plain text."""
    return [
        {"type": found.lastgroup, "offset": width(text[: found.start()]), "length": width(found.group())}
        for found in _PATTERN.finditer(text)
    ]


def complete(text: str, given: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The given entities, and what is detected beside them."""
    taken = [(entity["offset"], entity["offset"] + entity["length"]) for entity in given]
    free = [
        entity
        for entity in detect(text)
        if all(entity["offset"] >= end or entity["offset"] + entity["length"] <= start for start, end in taken)
    ]
    return sorted([*given, *free], key=lambda entity: (entity["offset"], -entity["length"]))
