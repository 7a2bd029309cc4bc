"""Which message somebody means: by a link, a forward, or a reply in another chat. Pure.

The forms of links are those of core.telegram.org/api/links: `t.me/c/ID/MSG`, `t.me/NAME/MSG`, `tg://privatepost` and
`tg://resolve`, with the thread before the message or in the query, and a `comment` in the discussion group.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.telegram.reading.values import integer, mapping, string

_SUPERGROUPS = -1_000_000_000_000
_MOST_CHAT = 1_000_000_000_000 - 2**31
_MOST_MESSAGE = 2**31 - 1
_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_SUBDOMAIN = ".t.me"
_LONGEST = 500
"""Characters of a link; of a longer one only its beginning is read."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}", re.ASCII)
_LINK = re.compile(
    r"(?:https?://)?(?:[a-z0-9_-]+\.)?(?:t\.me|telegram\.me|telegram\.dog)/\S+|tg:(?://)?(?:privatepost|resolve)/?\?\S+",
    re.IGNORECASE | re.ASCII,
)
_TAIL = ".,;:!)]}>'\"»"
"""What ends a sentence, not a link."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A message. `chat` is its chat's id, or a public chat's username.

    With a `comment` the message of that id is meant, in the discussion group of the channel `chat`.
    """

    chat: int | str
    message_id: int
    comment: int | None = None

    @property
    def url(self) -> str:
        """A link to it."""
        place = self.chat if isinstance(self.chat, str) else f"c/{_SUPERGROUPS - self.chat}"
        comment = f"?comment={self.comment}" if self.comment else ""
        return f"https://t.me/{place}/{self.message_id}{comment}"


def link_in(message: Mapping[str, Any]) -> Reference | None:
    """The first message that a text or caption of a message links to; links behind words come first."""
    return next((found for link in _links(message) if (found := read_link(link)) is not None), None)


def without_links(text: str) -> str:
    """The words beside links to messages."""
    return " ".join(_LINK.sub(" ", text).split())


def forwarded(message: Mapping[str, Any]) -> Reference | None:
    """The channel post that a message is a forward of; Telegram tells no message id of other origins."""
    origin = mapping(message.get("forward_origin"))
    chat, message_id = mapping(origin.get("chat")), integer(origin.get("message_id"))
    if not origin:
        chat, message_id = mapping(message.get("forward_from_chat")), integer(message.get("forward_from_message_id"))
    return _reference(chat, message_id)


def answered_elsewhere(message: Mapping[str, Any]) -> Reference | None:
    """The message of another chat that a message replies to, where that chat is a supergroup or a channel."""
    external = mapping(message.get("external_reply"))
    return _reference(mapping(external.get("chat")), integer(external.get("message_id")))


def read_link(link: str) -> Reference | None:
    """The message that a link leads to; None if it leads to none, whatever it is."""
    link = link.strip()[:_LONGEST].rstrip(_TAIL)
    if not link.lower().startswith(("http://", "https://", "tg:")):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.scheme == "tg":
            return _of_scheme((parts.netloc or parts.path).strip("/").lower(), query)
        return None if parts.port else _of_path(_segments(parts.hostname or "", parts.path), query)
    except ValueError:  # what Python's parser refuses: ports, brackets, numbers of thousands of digits
        return None


def _of_scheme(action: str, query: Mapping[str, str]) -> Reference | None:
    if action == "privatepost":
        return _made(_chat_id(query.get("channel", "")), query.get("post", ""), query)
    if action == "resolve":
        return _made(_username(query.get("domain", "")), query.get("post", ""), query)
    return None


def _segments(host: str, path: str) -> list[str]:
    """The path of a link, the chat first; empty if it is no link of Telegram's."""
    host = host.removeprefix("www.")
    segments = [segment for segment in path.split("/") if segment]
    if host in _HOSTS:
        return segments[1:] if segments[:1] == ["s"] else segments
    return [host.removesuffix(_SUBDOMAIN), *segments] if host.endswith(_SUBDOMAIN) else []


def _of_path(segments: list[str], query: Mapping[str, str]) -> Reference | None:
    """`c`, a number or else a username; then perhaps a thread; then the message."""
    private = segments[:1] == ["c"]
    head, *numbers = (segments[1:] if private else segments) or [""]
    if len(numbers) not in (1, 2) or any(_number(number, _MOST_MESSAGE) is None for number in numbers):
        return None
    return _made(_chat_id(head) if private else _username(head), numbers[-1], query)


def _made(chat: int | str | None, message: str, query: Mapping[str, str]) -> Reference | None:
    message_id = _number(message, _MOST_MESSAGE)
    if chat is None or message_id is None:
        return None
    return Reference(chat, message_id, _number(query.get("comment", ""), _MOST_MESSAGE))


def _reference(chat: Mapping[str, Any], message_id: int | None) -> Reference | None:
    chat_id = integer(chat.get("id"))
    if chat_id is None or chat_id >= 0 or message_id is None or message_id <= 0:
        return None
    return Reference(chat_id, message_id)


def _links(message: Mapping[str, Any]) -> Iterator[str]:
    for text_name, marks_name in (("text", "entities"), ("caption", "caption_entities")):
        text, marks = string(message.get(text_name)), message.get(marks_name)
        for mark in marks if isinstance(marks, list) else ():
            if url := string(mapping(mark).get("url")):
                yield url
        if text is not None:
            yield from _LINK.findall(text)


def _chat_id(digits: str) -> int | None:
    number = _number(digits, _MOST_CHAT)
    return None if number is None else _SUPERGROUPS - number


def _username(name: str) -> str | None:
    return name if _NAME.fullmatch(name) else None


def _number(digits: str, most: int) -> int | None:
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if 0 < number <= most else None
