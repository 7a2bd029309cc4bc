"""The parts of albums, for as long as Telegram lets bots delete them."""

import sqlite3
from functools import partial

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.album import Album, Doom
from bot.core.post import Post
from bot.storage.columns import micros, readable
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import album_parts as parts

# Bot API, deleteMessage: only messages that were sent less than 48 hours ago can be deleted.
KEPT = 48 * 3_600
"""Seconds."""

_KEEP = insert(parts)
_KEEPING = Statement(
    _KEEP.on_conflict_do_update(
        index_elements=["chat_id", "album", "message_id"],
        set_={"rule": _KEEP.excluded.rule, "rule_version": _KEEP.excluded.rule_version},
        where=parts.c.rule.is_(None),
    ),
    parts.c.keys(),
)
_ALBUM = Statement(
    select(parts.c.message_id, parts.c.rule, parts.c.rule_version).where(
        parts.c.chat_id == bindparam("chat_id"), parts.c.album == bindparam("album")
    )
)
_PRUNING = Statement(delete(parts).where(parts.c.at <= bindparam("before")))


class SqlAlbums(Part):
    """The albums of a `Recollection` in a database."""

    async def album(self, chat_id: int, album: str) -> Album:
        rows = await self._database.rows(_ALBUM, chat_id=chat_id, album=readable(album))
        doom = next((Doom(rule, version) for _, rule, version in rows if rule is not None), None)
        return Album(frozenset(message_id for message_id, _, _ in rows), doom)

    async def keep_part(self, part: Post, doom: Doom | None) -> None:
        assert part.album is not None
        row = {
            "chat_id": part.chat.id,
            "album": readable(part.album),
            "message_id": part.message_id,
            "at": micros(part.date),
            "rule": doom and readable(doom.rule),
            "rule_version": doom and doom.version,
        }
        await self._database.write(partial(_keep, row))

    async def forget_albums(self, now: float) -> None:
        """Forget the parts of albums that are too old to be deleted."""
        await self._database.write(partial(_prune, micros(now - KEPT)))


def _keep(row: dict[str, object], connection: sqlite3.Connection) -> None:
    _KEEPING.run(connection, **row)


def _prune(before: int, connection: sqlite3.Connection) -> None:
    _PRUNING.run(connection, before=before)
