"""`parse_mode=HTML`: tags become entities, and what is not well-formed is refused as Telegram refuses it."""

import re
import sys
from dataclasses import dataclass, field
from typing import Any

from bot.fakeapi.entities import width
from bot.fakeapi.refusals import Refusal, bad_request

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_TOKEN = re.compile(r"&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);|<[^>]*>?|[^&<]+|&")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_MOST_DIGITS = 9
_SURROGATES = (0xD800, 0xDFFF)
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}


@dataclass(slots=True)
class _Open:
    number: int
    tag: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


class _Parser:
    """Reads one text from left to right. Errors name byte offsets, as Telegram's do."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.length = 0
        self.stack: list[_Open] = []
        self.opened = 0
        self.closed: list[tuple[int, dict[str, Any]]] = []

    def run(self) -> tuple[str, list[dict[str, Any]]]:
        for token in _TOKEN.finditer(self.source):
            text = token.group()
            if text.startswith("</"):
                self._end(text, token.start())
            elif text.startswith("<"):
                self._start(text, token.start())
            else:
                self._text(_character(text) if text.startswith("&") else text)
        if self.stack:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        # In the order they were opened, which is that of their offsets, the outer before the inner.
        self.closed.sort(key=lambda item: item[0])
        return "".join(self.out), [entity for _, entity in self.closed]

    def _text(self, text: str) -> None:
        self.out.append(text)
        self.length += width(text)

    def _start(self, token: str, at: int) -> None:
        if not token.endswith(">"):
            raise _unparsable(f"Unclosed start tag at byte offset {self._bytes(at)}")
        name, *rest = token[1:-1].split(maxsplit=1) or [""]
        tag = name.lower()
        if tag not in _SIMPLE:
            raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(at)}')
        attributes = {key.lower(): _unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall("".join(rest))}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(at)}')
        self.opened += 1
        self.stack.append(_Open(self.opened, tag, self.length, attributes))

    def _end(self, token: str, at: int) -> None:
        if not token.endswith(">"):
            raise _unparsable(f"Unclosed end tag at byte offset {self._bytes(at)}")
        if not self.stack:
            raise _unparsable(f"Unexpected end tag at byte offset {self._bytes(at)}")
        opened, name = self.stack.pop(), token[2:-1].strip().lower()
        if name and name != opened.tag:
            where = self._bytes(at)
            raise _unparsable(
                f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.start:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: dict[str, Any] = {
            "type": _SIMPLE[opened.tag],
            "offset": opened.start,
            "length": self.length - opened.start,
        }
        language = opened.attributes.get("class", "").removeprefix("language-")
        if opened.tag == "code" and self.stack and self.stack[-1].tag == "pre":
            self.stack[-1].attributes["language"] = language
            return
        match opened.tag:
            case "a":
                entity |= self._link(opened)
            case "pre" if opened.attributes.get("language"):
                entity["language"] = opened.attributes["language"]
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        self.closed.append((opened.number, entity))

    def _link(self, opened: _Open) -> dict[str, Any]:
        url = opened.attributes.get("href") or _tail("".join(self.out), self.length - opened.start)
        if user := re.fullmatch(r"tg://user\?id=(\d+)", url):
            return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": "?"}}
        return {"type": "text_link", "url": url}

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text and its entities, by rising offset.

    Raises `Refusal` for markup that Telegram does not take.
    """
    return _Parser(source).run()


def _unparsable(text: str) -> Refusal:
    return bad_request(f"can't parse entities: {text}")


def _character(token: str) -> str:
    if not token.startswith("&#"):
        return _NAMED.get(token, token)
    digits = token[2:-1]
    number = int(digits[1:], 16) if digits.startswith("x") else int(digits[:_MOST_DIGITS])
    return chr(number) if 0 < number < sys.maxunicode and not _SURROGATES[0] <= number <= _SURROGATES[1] else token


def _unescape(text: str) -> str:
    return re.sub(r"&(?:#x[0-9a-fA-F]+|#\d+|lt|gt|amp|quot);", lambda found: _character(found.group()), text)


def _tail(text: str, units: int) -> str:
    """The last part of a text that is so many UTF-16 units long."""
    return text.encode("utf-16-le")[-2 * units :].decode("utf-16-le")
