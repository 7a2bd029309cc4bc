"""How single configuration values are read. A reader returns None after a diagnostic.

No message repeats a value that may be secret.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from bot.core.durations import seconds_of
from bot.core.ladder import WrongRung, read_ladder
from bot.core.measure import Measure
from bot.core.settings import is_language
from bot.source.diagnostic import Diagnostics
from bot.source.fields import read_flag, read_items, read_text, read_whole, wrong_type
from bot.source.node import Node, Scalar
from bot.source.scalars import resolve
from bot.source.suggest import did_you_mean

SQLITE = "sqlite:///"
# Telegram's have 35 signs behind the colon, other servers of the Bot API are freer; the server knows whose it is.
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,128}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ADDRESS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+|):([0-9]{1,5})")
_MOST_PORTS = 65_535
E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Secret:
    """A text that is not printed: only `reveal` tells it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


class Address(NamedTuple):
    """Where to listen. An empty host is every interface."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader needs beside the node: where faults go, what paths are relative to, whether commas part a list."""

    diagnostics: Diagnostics
    base: Path
    separated: bool = False


Reader = Callable[[Node, Reading], Any]


def flag(node: Node, reading: Reading) -> bool | None:
    """`true` or `false`."""
    return read_flag(node, reading.diagnostics)


def token(node: Node, reading: Reading) -> Secret | None:
    """A bot token, by its shape."""
    hint = "it looks like `123456789:` and 35 letters and digits; copy it from @BotFather as a whole"
    return _secret(node, reading, _TOKEN, "a bot token", hint)


def webhook_secret(node: Node, reading: Reading) -> Secret | None:
    """What Telegram shows to prove that it is Telegram."""
    hint = "use 1 to 256 letters, digits, `_` and `-`"
    return _secret(node, reading, _WEBHOOK_SECRET, "a webhook secret", hint)


def secret(node: Node, reading: Reading) -> Secret | None:
    """Any text that is not to be printed."""
    return _secret(node, reading, re.compile(r"\S(.*\S)?", re.DOTALL), "a secret", "remove the space around it")


def path(node: Node, reading: Reading) -> Path | None:
    """A path, relative to where it is written."""
    text = read_text(node, reading.diagnostics, "a path")
    if text is None:
        return None
    if "\0" in text or not text:
        reading.diagnostics.error("wrong-value", "this is not a path", node.span)
        return None
    return reading.base / text


def chat_id(node: Node, reading: Reading) -> int | None:
    """A chat's id as Telegram gives it."""
    return read_whole(node, reading.diagnostics, "a chat's id, such as -1001234567890")


def user_id(node: Node, reading: Reading) -> int | None:
    """A person's id as Telegram gives it."""
    number = read_whole(node, reading.diagnostics, "a person's id, such as 123456789")
    if number is not None and number <= 0:
        reading.diagnostics.error("wrong-value", "a person's id is above zero", node.span, "ids below zero are chats")
        return None
    return number


def duration(node: Node, reading: Reading) -> int | None:
    """Seconds; written `30s`, `10m`, `2h`, `7d`, or `0`."""
    text = read_text(node, reading.diagnostics, "a duration")
    if text is None:
        return None
    if text == "0":
        return 0
    if (seconds := seconds_of(text)) is not None:
        return seconds
    reading.diagnostics.error(
        "wrong-value", "this is not a duration", node.span, "write `30s`, `10m`, `2h`, `7d` or `0`"
    )
    return None


def language(node: Node, reading: Reading) -> str | None:
    """A language as Telegram names them."""
    text = read_text(node, reading.diagnostics, "a language, such as `de`")
    if text is None or is_language(text):
        return text
    reading.diagnostics.error("wrong-value", "this is not a language", node.span, "write `en`, `de` or `pt-br`")
    return None


def ladder(node: Node, reading: Reading) -> tuple[Measure, ...] | None:
    """What strikes bring: a list of rungs, or their words with commas between them."""
    if isinstance(node, Scalar):
        text = read_text(node, reading.diagnostics, "a ladder")
        rungs = None if text is None else tuple(text.split(","))
    else:
        rungs = list_of(_rung)(node, reading)
    if rungs is None:
        return None
    try:
        return read_ladder(rungs)
    except WrongRung as error:
        reading.diagnostics.error("wrong-value", error.message, node.span, error.hint)
        return None


def _rung(node: Node, reading: Reading) -> str | None:
    return read_text(node, reading.diagnostics, "a rung, such as `mute 1d`")


def web_url(node: Node, reading: Reading) -> str | None:
    """An `http` or `https` address, without a slash at the end."""
    return _url(node, reading, ("http", "https"))


def https_url(node: Node, reading: Reading) -> str | None:
    """An `https` address: Telegram calls no other."""
    return _url(node, reading, ("https",))


def storage_url(node: Node, reading: Reading) -> str | None:
    """A database, its path made absolute."""
    text = read_text(node, reading.diagnostics, "a database's address")
    if text is None:
        return None
    file = text.removeprefix(SQLITE)
    if text.startswith(SQLITE) and file and not file.startswith(":"):
        return f"{SQLITE}{(reading.base / file).absolute()}"
    hint = f"supported is SQLite: `{SQLITE}ombud.db`, or `{SQLITE}/var/lib/ombud/ombud.db` with a path from the root"
    reading.diagnostics.error("wrong-value", "this database is not supported", node.span, hint)
    return None


def address(node: Node, reading: Reading) -> Address | None:
    """`host:port`."""
    text = read_text(node, reading.diagnostics, "an address")
    if text is None:
        return None
    parts = _ADDRESS.fullmatch(text)
    if parts and 0 < int(parts[2]) <= _MOST_PORTS:
        return Address(parts[1].strip("[]"), int(parts[2]))
    hint = "write `host:port`, such as `127.0.0.1:8080`"
    reading.diagnostics.error("wrong-value", "this is not an address to listen at", node.span, hint)
    return None


def one_of(kind: type[E]) -> Callable[[Node, Reading], E | None]:
    """A reader of an enumeration's values."""
    values = [member.value for member in kind]
    accepted = " or ".join(f"`{value}`" for value in values)

    def read(node: Node, reading: Reading) -> E | None:
        text = read_text(node, reading.diagnostics, accepted)
        if text is None or text in values:
            return None if text is None else kind(text)
        reading.diagnostics.error("wrong-value", f"expected {accepted}", node.span, did_you_mean(text, values))
        return None

    return read


def list_of(read: Callable[[Node, Reading], T | None]) -> Callable[[Node, Reading], tuple[T, ...] | None]:
    """A reader of lists; in the environment commas may part the members. None if one of them is faulty."""

    def read_all(node: Node, reading: Reading) -> tuple[T, ...] | None:
        if reading.separated and isinstance(node, Scalar):
            parts = (part.strip() for part in node.text.split(","))
            nodes: tuple[Node, ...] | None = tuple(Scalar(node.span, part, resolve(part)) for part in parts if part)
        else:
            nodes = read_items(node, reading.diagnostics)
        values = [read(item, reading) for item in nodes or ()]
        found = tuple(value for value in values if value is not None)
        return None if nodes is None or len(found) < len(values) else found

    return read_all


def set_of(read: Callable[[Node, Reading], T | None]) -> Callable[[Node, Reading], frozenset[T] | None]:
    """Like `list_of`, where neither order nor repetition counts."""
    read_list = list_of(read)

    def read_all(node: Node, reading: Reading) -> frozenset[T] | None:
        members = read_list(node, reading)
        return None if members is None else frozenset(members)

    return read_all


def _secret(node: Node, reading: Reading, shape: re.Pattern[str], what: str, hint: str) -> Secret | None:
    if not isinstance(node, Scalar) or node.value is None:
        wrong_type(node, what, reading.diagnostics)
        return None
    if not shape.fullmatch(node.text):
        reading.diagnostics.error("wrong-value", f"this is not {what}", node.span, hint)
        return None
    return Secret(node.text)


def _url(node: Node, reading: Reading, schemes: tuple[str, ...]) -> str | None:
    text = read_text(node, reading.diagnostics, "a web address")
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna")  # as it will be looked up
        valid = parts.scheme in schemes and bool(host) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if valid and not parts.query and not parts.fragment and text.isprintable() and " " not in text:
        return text.rstrip("/")
    accepted = " or ".join(f"`{scheme}://`" for scheme in schemes)
    reading.diagnostics.error("wrong-value", "this is not a web address", node.span, f"start it with {accepted}")
    return None
