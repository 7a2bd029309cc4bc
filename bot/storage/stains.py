"""What was lost of an author's clean posts by one that broke a rule, so that it counts again if none was broken."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.standing import Standing
from bot.storage.columns import micros, optional_micros, optional_seconds
from bot.storage.statement import Statement
from bot.storage.tables import stains

_OF_AUTHOR = (stains.c.chat_id == bindparam("of_chat"), stains.c.author_id == bindparam("of_author"))
_OF_MESSAGE = (*_OF_AUTHOR, stains.c.message_id == bindparam("of_message"))

OF_MESSAGE = Statement(select(stains.c.clean_posts, stains.c.clean_since).where(*_OF_MESSAGE))
AFTER = Statement(
    select(stains.c.message_id)
    .where(*_OF_AUTHOR, stains.c.message_id > bindparam("of_message"))
    .order_by(stains.c.message_id)
    .limit(1)
)
_KEEP = Statement(insert(stains).on_conflict_do_nothing(), stains.c.keys())
_DROP = Statement(delete(stains).where(*_OF_MESSAGE))
_CHANGE = Statement(
    update(stains)
    .where(*_OF_MESSAGE)
    .values(clean_posts=bindparam("new_clean_posts"), clean_since=bindparam("new_clean_since"))
)

Key = tuple[int, int]
"""Chat and author."""


def named(key: Key, message_id: int) -> dict[str, int]:
    """What the statements have to be given to find a post."""
    return {"of_chat": key[0], "of_author": key[1], "of_message": message_id}


def lost(rows: Sequence[Sequence[Any]]) -> Standing | None:
    """What `OF_MESSAGE` found; None if it found nothing."""
    return Standing(0, rows[0][0], optional_seconds(rows[0][1])) if rows else None


def keep(key: Key, message_id: int, at: int, standing: Standing, connection: sqlite3.Connection) -> None:
    """Remember what is lost by a post."""
    _KEEP.run(
        connection,
        chat_id=key[0],
        author_id=key[1],
        message_id=message_id,
        at=micros(at),
        clean_posts=standing.clean_posts,
        clean_since=optional_micros(standing.clean_since),
    )


def drop(key: Key, message_id: int, connection: sqlite3.Connection) -> None:
    """What was lost by the post is given back."""
    _DROP.run(connection, **named(key, message_id))


def add(key: Key, message_id: int, more: Standing, connection: sqlite3.Connection) -> None:
    """More was lost by this post than it seemed: an earlier one broke no rule."""
    row = OF_MESSAGE.run(connection, **named(key, message_id)).fetchone()
    if (before := lost([row] if row else [])) is None:
        return
    both = before.regained(more)
    _CHANGE.run(
        connection,
        **named(key, message_id),
        new_clean_posts=both.clean_posts,
        new_clean_since=optional_micros(both.clean_since),
    )
