"""Posts that are given to a subcommand as text, as JSON or in a file."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.app.rules import read_record
from bot.core.errors import UnreadableUpdate
from bot.core.post import Post


def read_posts(given: str) -> Sequence[Post]:
    """The posts in JSON, or in the file of that name, `-` being standard input; each Update, Message or short post.

    A file holds one of them or JSON Lines; updates without a post are left out. There is at least one. Raises
    `UnreadableUpdate` and `OSError`.
    """
    text = given
    if not given.lstrip().startswith("{"):
        text = (sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()).decode(errors="replace")
    posts = [post for number, record in _records(text) if (post := _post(record, number))]
    if not posts:
        raise UnreadableUpdate("there is no post in it")
    return posts


def _post(record: Any, number: int) -> Post | None:
    if not isinstance(record, dict):
        raise UnreadableUpdate(f"line {number}: not a JSON object")
    try:
        return read_record(record, number)
    except UnreadableUpdate as error:
        raise UnreadableUpdate(f"line {number}: {error}") from None


def _records(text: str) -> Iterator[tuple[int, Any]]:
    """Each record with its line."""
    try:
        yield 1, json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableUpdate(f"line {number}: not JSON: {error}") from None
