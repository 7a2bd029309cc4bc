"""How many posts each author has published where, counted in memory and saved a little later.

Nothing waits for the disk. A crash loses the counts of the last moments; as the last message counted is saved in the
same row, what Telegram delivers again is counted right.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.errors import StorageError
from bot.core.standing import Standing
from bot.storage.columns import optional_micros, optional_seconds
from bot.storage.database import Database
from bot.storage.laws import Tally, counted
from bot.storage.recent import Recent
from bot.storage.statement import Statement
from bot.storage.tables import author_posts

REMEMBERED_AUTHORS = 20_000
SAVING_PAUSE = 0.1
"""Seconds between two transactions with counts: what comes in meanwhile shares the next."""

Key = tuple[int, int]
"""Chat and author."""

_logger = logging.getLogger(__name__)

_SAVE = insert(author_posts)
_SAVING = Statement(
    _SAVE.on_conflict_do_update(
        index_elements=["chat_id", "author_id"],
        set_={name: _SAVE.excluded[name] for name in ("posts", "clean_posts", "clean_since", "last_message_id")},
    ),
    author_posts.c.keys(),
)
_TALLY = Statement(
    select(
        author_posts.c.posts, author_posts.c.clean_posts, author_posts.c.clean_since, author_posts.c.last_message_id
    ).where(author_posts.c.chat_id == bindparam("chat_id"), author_posts.c.author_id == bindparam("author_id"))
)


class Tallies:
    """The counts of a database; it has to be closed before the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: Recent[Key, Tally] = Recent(REMEMBERED_AUTHORS)
        self._unsaved: dict[Key, Tally] = {}
        self._being_saved: dict[Key, Tally] = {}
        self._recalls: dict[Key, asyncio.Task[Tally | None]] = {}
        self._saving: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def count(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        """The author's standing before this post, which is counted unless it was before."""
        key = (chat_id, author_id)
        tally = await self._tally(key)
        # No await from here on: two posts of one author never count from the same tally.
        before, after = counted(tally, message_id, at)
        if after is not tally:
            self._remember(key, after)
        return before

    async def standing(self, chat_id: int, author_id: int) -> Standing:
        """The author's standing after the last post that was counted."""
        tally = await self._tally((chat_id, author_id))
        return Standing() if tally is None else tally.standing

    async def stain(self, chat_id: int, author_id: int) -> None:
        """Let the author's clean posts start anew."""
        key = (chat_id, author_id)
        tally = await self._tally(key)
        if tally is not None and tally.standing.clean_posts:
            self._remember(key, tally._replace(standing=tally.standing.stained()))

    async def save(self) -> None:
        """Save what is counted so far. Raises `StorageError` if that cannot be done."""
        await self._save_once()

    def forget(self, chat_ids: Collection[int]) -> None:
        """Take the counts of these chats from what is saved, whatever is known of them here."""
        for key in [key for key in self._unsaved if key[0] in chat_ids]:
            del self._unsaved[key]
        for key in [key for key in self._recent if key[0] in chat_ids]:
            self._recent.drop(key)

    async def close(self) -> None:
        """Save everything. Raises `StorageError` if that cannot be done."""
        self._closing.set()
        if self._saving is not None:
            await asyncio.wait([self._saving])
        await self._save_once()

    async def _tally(self, key: Key) -> Tally | None:
        """Callers who wait for the same author's tally go on in the order they came."""
        if (known := self._remembered(key)) is not None:
            return known
        recall = self._recalls.get(key)
        if recall is None:
            recall = self._recalls[key] = asyncio.create_task(self._recall(key))
            recall.add_done_callback(lambda _: self._recalls.pop(key))
        recalled = await asyncio.shield(recall)
        return self._remembered(key) or recalled

    def _remembered(self, key: Key) -> Tally | None:
        return self._recent.get(key) or self._unsaved.get(key) or self._being_saved.get(key)

    async def _recall(self, key: Key) -> Tally | None:
        rows = await self._database.rows(_TALLY, chat_id=key[0], author_id=key[1])
        if not rows:
            return None
        posts, clean_posts, clean_since, last = rows[0]
        tally = Tally(Standing(posts, clean_posts, optional_seconds(clean_since)), last)
        self._recent.put(key, tally)
        return tally

    def _remember(self, key: Key, tally: Tally) -> None:
        self._recent.put(key, tally)
        self._unsaved[key] = tally
        if self._saving is None or self._saving.done():
            self._saving = asyncio.create_task(self._save())

    async def _save(self) -> None:
        try:
            while self._unsaved:
                await self._save_once()
                await self._pause()
        except StorageError as error:
            # The counts stay in memory; the next post starts another attempt.
            _logger.warning("counts of posts are not saved yet: %s", error)

    async def _save_once(self) -> None:
        self._being_saved, self._unsaved = self._unsaved, {}
        try:
            if self._being_saved:
                await self._database.write(partial(_save, [_row(*item) for item in self._being_saved.items()]))
        except BaseException:
            self._unsaved = self._being_saved | self._unsaved
            raise
        finally:
            self._being_saved = {}

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), SAVING_PAUSE)


def _save(rows: list[dict[str, Any]], connection: sqlite3.Connection) -> None:
    _SAVING.run_each(connection, rows)


def _row(key: Key, tally: Tally) -> dict[str, Any]:
    return {
        "chat_id": key[0],
        "author_id": key[1],
        "posts": tally.standing.posts,
        "clean_posts": tally.standing.clean_posts,
        "clean_since": optional_micros(tally.standing.clean_since),
        "last_message_id": tally.last_message_id,
    }
