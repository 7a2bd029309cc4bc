"""What is known of authors and chats."""

import sqlite3
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.post import Chat
from bot.core.standing import Standing
from bot.storage.columns import MICROSECONDS, micros, readable
from bot.storage.database import Database
from bot.storage.recent import Recent
from bot.storage.statement import Statement
from bot.storage.tables import chats
from bot.storage.tallies import Tallies
from bot.storage.trust import SqlTrust

REMEMBERED_CHATS = 10_000

_MEET = insert(chats)
_MEETING = Statement(
    _MEET.on_conflict_do_update(
        index_elements=["id"], set_={"type": _MEET.excluded.type, "title": _MEET.excluded.title}
    ),
    chats.c.keys(),
)
_MET = Statement(select(chats.c.met_at).where(chats.c.id == bindparam("chat_id")))


class SqlPeople(SqlTrust):
    """`People` and `Trust` in a database.

    Posts are counted in memory and saved behind the caller's back, see `Tallies`.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._tallies = Tallies(database)
        self._chats: Recent[int, tuple[Chat, int]] = Recent(REMEMBERED_CHATS)

    async def count_post(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        return await self._vouched(chat_id, author_id, await self._tallies.count(chat_id, author_id, message_id, at))

    async def standing(self, chat_id: int, author_id: int) -> Standing:
        return await self._vouched(chat_id, author_id, await self._tallies.standing(chat_id, author_id))

    async def stain(self, chat_id: int, author_id: int, message_id: int | None = None, at: int = 0) -> None:
        await self._tallies.stain(chat_id, author_id, message_id, at)

    async def unstain(self, chat_id: int, author_id: int, message_id: int) -> bool:
        return await self._tallies.unstain(chat_id, author_id, message_id)

    async def meet_chat(self, chat: Chat, at: int) -> int:
        known = self._chats.get(chat.id)
        if known is not None and known[0] == chat:
            return known[1]
        met = await self._database.write(partial(_meet, chat, self._sealed_title(chat), micros(at))) // MICROSECONDS
        self._chats.put(chat.id, (chat, met))
        return met

    async def _vouched(self, chat_id: int, author_id: int, standing: Standing) -> Standing:
        return replace(standing, vouched=True) if await self.is_trusted(chat_id, author_id) else standing

    def _sealed_title(self, chat: Chat) -> bytes | None:
        return None if chat.title is None else self._database.vault.seal(chat.title)

    async def save_counts(self) -> None:
        """Write what is counted in memory."""
        await self._tallies.save()

    def forget_counts(self, chat_ids: Collection[int]) -> None:
        """Read the counts of these chats, and when they were met, anew: rows were changed."""
        self._tallies.forget(chat_ids)
        for chat_id in chat_ids:
            self._chats.drop(chat_id)

    def forget_author(self, author_id: int) -> None:
        """Read the counts of this author anew: rows were changed."""
        self._tallies.forget_author(author_id)

    async def close(self) -> None:
        """Save all counts and close the database."""
        try:
            await self._tallies.close()
        finally:
            await self._database.close()


def _meet(chat: Chat, title: bytes | None, at: int, connection: sqlite3.Connection) -> int:
    _MEETING.run(connection, id=chat.id, type=readable(chat.type), title=title, met_at=at)
    (met,) = _MET.run(connection, chat_id=chat.id).fetchone()
    return int(met)
