"""What rules with history remember, counted in memory and kept on disk, so that it outlives the process."""

import asyncio
import sqlite3
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.history import Need, Past, moment
from bot.core.post import Post
from bot.history.fingerprint import Sketch
from bot.history.memory import MOST_IN_ALL, History
from bot.history.record import Join, Message
from bot.storage.albums import SqlAlbums
from bot.storage.columns import MICROSECONDS, micros, optional_readable
from bot.storage.database import Database
from bot.storage.statement import Statement
from bot.storage.tables import remembered_joins as joins
from bot.storage.tables import remembered_messages as messages

MOST_ROWS = 2 * MOST_IN_ALL
"""Memory takes more care whom it forgets; rows only have to be enough for it."""

SLICE = 500
"""How many outdated rows are deleted at once."""

_COLUMNS = [column for column in messages.c if column.name != "id"]
_KEEPING = Statement(
    insert(messages).on_conflict_do_nothing(index_elements=["chat_id", "message_id"]),
    [column.name for column in _COLUMNS],
)
_JOIN = insert(joins)
_JOINING = Statement(
    _JOIN.on_conflict_do_update(
        index_elements=["chat_id", "user_id"],
        set_={"at": _JOIN.excluded["at"], "until": _JOIN.excluded["until"]},
        where=_JOIN.excluded["at"] > joins.c["at"],
    ),
    joins.c.keys(),
)
_MESSAGES = Statement(select(*_COLUMNS).where(messages.c.until > bindparam("now")).order_by(messages.c.id))
_JOINS = Statement(select(*joins.c).where(joins.c.until > bindparam("now")).order_by(joins.c["at"]))
_outdated = select(messages.c.id).where(messages.c.until <= bindparam("now")).limit(SLICE)
_PRUNING = Statement(delete(messages).where(messages.c.id.in_(_outdated)))
_PRUNINGS = (
    Statement(delete(messages).where(messages.c.id <= select(func.max(messages.c.id)).scalar_subquery() - MOST_ROWS)),
    Statement(delete(joins).where(joins.c.until <= bindparam("now"))),
)


class SqlRecollection(SqlAlbums):
    """`Recollection` in a database, read once, before the first post that somebody asks about."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._history: History | None = None
        self._restoring = asyncio.Lock()
        self._unsaved: list[tuple[Message | Join, Sketch | None]] = []
        self._noted = self._written = self._newest = 0
        self._saving: asyncio.Task[None] | None = None

    async def recall(self, post: Post, needs: Collection[Need]) -> Past:
        history = await self._remembered(moment(post))
        self._newest = max(self._newest, moment(post))
        return history.recall(post, needs)

    async def saved(self) -> None:
        wanted = self._noted
        while self._written < wanted:
            if self._saving is None or self._saving.done():
                self._saving = asyncio.create_task(self._save())
            await asyncio.shield(self._saving)

    async def restore(self) -> None:
        """Read everything anew when somebody asks next: rows were changed."""
        while self._written < self._noted:
            await self.saved()
        self._history = None

    async def messages(self, post: Post, within: int) -> Sequence[int]:
        return (await self._remembered(moment(post))).messages(post, within)

    async def forget_outdated(self, now: float) -> None:
        while await self._database.write(partial(_prune, micros(now))) >= SLICE:
            pass
        await self.forget_albums(now)

    async def _remembered(self, now: int) -> History:
        if self._history is None:
            async with self._restoring:
                if self._history is None:
                    self._history = await self._restore(now)
        return self._history

    async def _restore(self, now: int) -> History:
        kept = await self._database.rows(_MESSAGES, now=micros(now))
        joined = await self._database.rows(_JOINS, now=micros(now))
        history = History(self._note)
        # Thousands of rows take a while, which the other chats need not wait for.
        await asyncio.to_thread(history.restore, map(_message, kept), [_join(*row) for row in joined])
        return history

    def _note(self, item: Message | Join, sketch: Sketch | None) -> None:
        self._unsaved.append((item, sketch))
        self._noted += 1

    async def _save(self) -> None:
        items, self._unsaved = self._unsaved, []
        try:
            await self._database.write(partial(_keep, items, micros(self._newest)))
        except BaseException:
            self._unsaved = items + self._unsaved
            raise
        self._written += len(items)


def _keep(items: Sequence[tuple[Message | Join, Sketch | None]], now: int, connection: sqlite3.Connection) -> None:
    _KEEPING.run_each(connection, [_row(item, sketch) for item, sketch in items if isinstance(item, Message)])
    _JOINING.run_each(connection, [_join_row(item) for item, _ in items if isinstance(item, Join)])
    _prune(now, connection)


def _prune(now: int, connection: sqlite3.Connection) -> int:
    """Delete what is outdated; how many messages that were."""
    deleted = _PRUNING.run(connection, now=now).rowcount
    for pruning in _PRUNINGS:
        pruning.run(connection, now=now)
    return deleted


def _row(message: Message, sketch: Sketch | None) -> dict[str, Any]:
    return {
        "chat_id": message.chat_id,
        "author_id": message.author_id,
        "message_id": message.message_id,
        "album": optional_readable(message.album),
        "at": micros(message.date),
        "until": micros(message.until),
        "counted": message.counted,
        "exact": message.exact,
        "sketch": None if sketch is None else sketch.astype("<u4").tobytes(),
    }


def _message(row: Sequence[Any]) -> tuple[Message, Sketch | None]:
    chat, author, number, album, at, until, counted, exact, sketch = row
    message = Message(
        number=0,
        chat_id=chat,
        author_id=author,
        message_id=number,
        album=album,
        date=at // MICROSECONDS,
        until=until // MICROSECONDS,
        counted=bool(counted),
        exact=exact,
        sketched=sketch is not None,
    )
    return message, None if sketch is None else np.frombuffer(sketch, dtype="<u4")


def _join_row(join: Join) -> dict[str, Any]:
    return {
        "chat_id": join.chat_id,
        "user_id": join.user_id,
        "at": micros(join.date),
        "until": micros(join.until),
    }


def _join(chat: int, user: int, at: int, until: int) -> Join:
    return Join(0, chat, user, at // MICROSECONDS, until // MICROSECONDS)
