"""How many posts each author has published where, counted in memory and saved a little later.

Nothing waits for the disk. A crash loses the counts of the last moments; as the last message counted is saved in the
same row, what Telegram delivers again is counted right.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.errors import StorageError
from bot.core.standing import Standing
from bot.storage import stains
from bot.storage.columns import optional_micros, optional_seconds
from bot.storage.database import Database
from bot.storage.laws import Tally, counted
from bot.storage.recent import Recent
from bot.storage.statement import Statement
from bot.storage.tables import author_posts
from bot.storage.together import Together

REMEMBERED_AUTHORS = 20_000
SAVING_PAUSE = 0.1
"""Seconds between two transactions with counts: what comes in meanwhile shares the next."""

Key = tuple[int, int]
"""Chat and author."""

Change = Callable[[sqlite3.Connection], None]
"""What belongs to the same transaction as the counts."""

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
        self._changes: list[Change] = []
        self._kept = Together(self._recall)
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

    async def stain(self, chat_id: int, author_id: int, message_id: int | None = None, at: int = 0) -> None:
        """Let the author's clean posts start anew."""
        key = (chat_id, author_id)
        tally = await self._tally(key)
        if tally is not None and tally.standing.clean_posts:
            if message_id is not None:
                self._changes.append(partial(stains.keep, key, message_id, at, tally.standing))
            self._remember(key, tally._replace(standing=tally.standing.stained()))

    async def unstain(self, chat_id: int, author_id: int, message_id: int) -> bool:
        """Let the clean posts count again that were lost by this one; they may have been lost by a later one too."""
        key = (chat_id, author_id)
        await self._save_once()
        lost = stains.lost(await self._database.rows(stains.OF_MESSAGE, **stains.named(key, message_id)))
        later = await self._database.rows(stains.AFTER, **stains.named(key, message_id))
        tally = await self._tally(key)
        if lost is None or tally is None:
            return False
        self._changes.append(partial(stains.drop, key, message_id))
        if later:
            self._changes.append(partial(stains.add, key, later[0][0], lost))
        self._remember(key, tally if later else tally._replace(standing=tally.standing.regained(lost)))
        await self._save_once()
        return True

    async def save(self) -> None:
        """Save what is counted so far. Raises `StorageError` if that cannot be done."""
        await self._save_once()

    def forget(self, chat_ids: Collection[int]) -> None:
        """Take the counts of these chats from what is saved, whatever is known of them here."""
        self._forget([key for key in (*self._unsaved, *self._recent) if key[0] in chat_ids])

    def forget_author(self, author_id: int) -> None:
        """The same for the counts of one author, in every chat."""
        self._forget([key for key in (*self._unsaved, *self._recent) if key[1] == author_id])

    def _forget(self, keys: Collection[Key]) -> None:
        for key in keys:
            self._unsaved.pop(key, None)
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
        recalled = await self._kept.ask(key)
        return self._remembered(key) or recalled

    def _remembered(self, key: Key) -> Tally | None:
        return self._recent.get(key) or self._unsaved.get(key) or self._being_saved.get(key)

    async def _recall(self, keys: Sequence[Key]) -> Sequence[Tally | None]:
        """What is saved of each."""
        questions = [{"chat_id": chat_id, "author_id": author_id} for chat_id, author_id in keys]
        tallies = [_tally(rows) for rows in await self._database.rows_of_each(_TALLY, questions)]
        for key, tally in zip(keys, tallies, strict=True):
            if tally is not None:
                self._recent.put(key, tally)
        return tallies

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
        changes, self._changes = self._changes, []
        try:
            if self._being_saved:
                rows = [_row(*item) for item in self._being_saved.items()]
                await self._database.write(partial(_save, rows, changes))
        except BaseException:
            self._unsaved = self._being_saved | self._unsaved
            self._changes = changes + self._changes
            raise
        finally:
            self._being_saved = {}

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), SAVING_PAUSE)


def _save(rows: list[dict[str, Any]], changes: list[Change], connection: sqlite3.Connection) -> None:
    _SAVING.run_each(connection, rows)
    for change in changes:
        change(connection)


def _tally(rows: Sequence[Any]) -> Tally | None:
    if not rows:
        return None
    posts, clean_posts, clean_since, last = rows[0]
    return Tally(Standing(posts, clean_posts, optional_seconds(clean_since)), last)


def _row(key: Key, tally: Tally) -> dict[str, Any]:
    return {
        "chat_id": key[0],
        "author_id": key[1],
        "posts": tally.standing.posts,
        "clean_posts": tally.standing.clean_posts,
        "clean_since": optional_micros(tally.standing.clean_since),
        "last_message_id": tally.last_message_id,
    }
