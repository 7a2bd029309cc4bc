"""Email addresses in a text, also as people write them who hide them from robots. Takes text as `legible` makes it."""

import re
from collections.abc import Iterator

_LONGEST_NAME = 64
_AT = re.compile(r"[\[({]\s?(?:at|@|собака)\s?[\])}]|@", re.IGNORECASE)
_NAME = re.compile(r"[\w.+-]+[\x00\s]?\Z")
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|\.|точка)\s?[\])}]\s?)"
_HOST = re.compile(
    rf"[\x00\s]?(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?{_DOT}){{1,8}}([^\W\d_]{{2,24}})(?![\w@]|:\w)", re.IGNORECASE
)
_BEFORE = frozenset("@/\\")
"""What stands before a name that is part of a link."""

_FILES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "css", "js", "mp4"})
"""What follows `@2x.` is the type of a picture."""


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address."""
    done = 0
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        name = _NAME.search(text, max(done, at.start() - _LONGEST_NAME), at.start()) if host else None
        if name is None or host is None or host[1].lower() in _FILES:
            continue
        if at[0] == "@" and (name[0][-1].isspace() or host[0][0].isspace()):
            continue
        if _BEFORE.isdisjoint(text[max(0, name.start() - 1) : name.start()]):
            done = host.end()
            yield name.start(), done
