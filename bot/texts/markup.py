"""Telegram's HTML: whatever came from people is escaped, once, here.

`Html` is finished; every other string is foreign and is escaped before it is joined to it.
"""

import html
import re
from collections.abc import Iterable

ELLIPSIS = "…"

_TAG = re.compile(r"<[^>]*>")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Html(str):
    """A text in Telegram's HTML."""

    __slots__ = ()


def sendable(text: str) -> str:
    """The text with half surrogate pairs, which cannot be sent, made U+FFFD; offsets stay as they are."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def escape(text: str) -> Html:
    """A foreign text, fit to be sent; what a reader sees of it keeps its offsets."""
    return Html(html.escape(sendable(text)))


def fill(template: str, **values: object) -> Html:
    """A template of ours with its `{names}` filled in; values that are not `Html` are escaped."""
    return Html(template.format_map({name: _finished(value) for name, value in values.items()}))


def join(separator: str, parts: Iterable[Html]) -> Html:
    """The parts that are not empty, with a separator of ours between them."""
    return Html(separator.join(part for part in parts if part))


def bold(text: str) -> Html:
    """In bold type."""
    return Html(f"<b>{_finished(text)}</b>")


def code(text: object) -> Html:
    """In fixed type; tapping it copies it."""
    return Html(f"<code>{_finished(text)}</code>")


def link(url: str, text: str) -> Html:
    """A text that leads somewhere."""
    return Html(f'<a href="{escape(url)}">{_finished(text)}</a>')


def units(text: str) -> int:
    """The length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def visible(text: Html) -> str:
    """What a reader sees of it."""
    return html.unescape(_TAG.sub("", text))


def shorten(text: str, most: int) -> str:
    """The text if it has at most that many UTF-16 units, else as much of its beginning as fits with an ellipsis."""
    if units(text) <= most:
        return text
    room, end = most - 1, 0
    while (width := 1 + (text[end] > "\uffff")) <= room:
        room, end = room - width, end + 1
    return text[:end] + ELLIPSIS


def _finished(value: object) -> Html:
    return value if isinstance(value, Html) else escape(str(value))
