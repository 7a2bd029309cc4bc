"""What a fuzzer calls for each kind of input: bytes in, an `AssertionError` or anything else raised is a find."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.lang.short import read_short
from tests.fuzz import holds
from tests.fuzz.mutation import damaged_file, damaged_text, damaged_tree
from tests.fuzz.naughty import NAUGHTY, TEXTS
from tests.fuzz.samples import UPDATES, pages, rule_files

_LONGEST = 4_096
_POST = "free btc @anna evil.example"


@dataclass(frozen=True, slots=True)
class Harness:
    """`run` takes any bytes; `seeds` are where a fuzzer begins; `damage` makes an input of another."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    damage: Callable[[bytes, Random], bytes]


def text_of(data: bytes) -> str:
    """The text of any bytes; half surrogates are kept, and other bytes become some."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes that `text_of` takes for this text."""
    return text.encode("utf-8", "surrogatepass")


def _yaml(data: bytes) -> None:
    judge = holds.rules_load_or_are_refused(data).judge
    if judge is not None:
        holds.can_be_judged(judge, read_short({"text": _POST}))


def _views(data: bytes) -> None:
    holds.can_be_judged(holds.shipped(), read_short({"text": text_of(data)[:_LONGEST]}))


def _links(data: bytes) -> None:
    """The first bytes say where the entities are, the rest is text."""
    text = text_of(data[9:])[:_LONGEST]
    entities = [
        {"type": kind, "offset": data[place] - 3, "length": data[place + 1] - 3, "url": text[data[place] :][:200]}
        for place, kind in zip((0, 2, 4, 6), ("url", "text_link", "mention", "url"), strict=True)
        if place + 1 < len(data)
    ]
    _update({"update_id": 1, "message": {"message_id": 1, "chat": {"id": -1}, "text": text, "entities": entities}})


def _read(data: bytes) -> None:
    try:
        update = json.loads(text_of(data))
    except (ValueError, RecursionError):
        return
    _update(update)


def _update(update: Any) -> None:
    post = holds.can_be_read(update)
    if post is not None:
        holds.can_be_judged(holds.shipped(), post)


def _short(data: bytes) -> None:
    try:
        given = json.loads(text_of(data))
        post = read_short(given) if isinstance(given, dict) else None
    except (ValueError, RecursionError, UnreadableUpdate):
        return
    if post is not None:
        holds.can_be_explained(holds.shipped(), post)


def _damaged_file(data: bytes, chance: Random) -> bytes:
    return bytes_of(damaged_file(text_of(data), chance))


def _damaged_text(data: bytes, chance: Random) -> bytes:
    return bytes_of(damaged_text(text_of(data), chance))


def _damaged_json(data: bytes, chance: Random) -> bytes:
    try:
        tree = damaged_tree(json.loads(data), chance)
        return json.dumps(tree).encode()
    except (ValueError, RecursionError):
        return data[: chance.randint(0, len(data))]


_SHORT = {
    "text": "free btc",
    "author": {"id": 3, "name": "A", "username": "a", "is": ["member"], "posts": 1, "joined": "2d", "strikes": 0},
    "chat": {"id": -5, "type": "supergroup", "title": "T"},
    "date": "2026-01-01",
    "buttons": [{"text": "go", "url": "http://evil.example"}],
    "links": ["t.me/+x"],
    "media": [{"kind": "document", "file_name": "x.apk", "size": 5}],
    "forward": {"from": "channel", "name": "n"},
}

HARNESSES: Mapping[str, Harness] = {
    "yaml": Harness(_yaml, lambda: map(bytes_of, rule_files()), _damaged_file),
    "views": Harness(_views, lambda: map(bytes_of, TEXTS), _damaged_text),
    "links": Harness(
        _links, lambda: (bytes([3, 9] * 4) + b" " + bytes_of(text) for text in NAUGHTY["links"]), _damaged_text
    ),
    "read": Harness(_read, lambda: (json.dumps(update).encode() for update in UPDATES), _damaged_json),
    "short": Harness(_short, lambda: [json.dumps(_SHORT).encode()], _damaged_json),
    "automoderator": Harness(holds.can_be_imported, lambda: map(bytes_of, pages()), _damaged_file),
}
