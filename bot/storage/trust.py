"""Whom moderators trust."""

import sqlite3
from functools import partial

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.log import LogEntry
from bot.storage.columns import micros
from bot.storage.database import Database, Part
from bot.storage.log import logged
from bot.storage.statement import Statement
from bot.storage.tables import trusted

_ADD = Statement(insert(trusted).on_conflict_do_nothing(), trusted.c.keys())
_DROP = Statement(
    delete(trusted).where(trusted.c.chat_id == bindparam("of_chat"), trusted.c.user_id == bindparam("of_user"))
)
_ALL = Statement(select(trusted.c.chat_id, trusted.c.user_id))


class SqlTrust(Part):
    """`Trust` in a database, which is read once, because every post that is counted asks."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._trusted: set[tuple[int, int]] | None = None

    async def trust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        return await self._change(chat_id, user_id, entry, trusts=True)

    async def untrust(self, chat_id: int, user_id: int, entry: LogEntry) -> bool:
        return await self._change(chat_id, user_id, entry, trusts=False)

    async def is_trusted(self, chat_id: int, user_id: int) -> bool:
        return (chat_id, user_id) in (self._trusted if self._trusted is not None else await self._vouched_for())

    def forget_trust(self) -> None:
        """Read it anew when somebody asks next: rows were changed."""
        self._trusted = None

    async def _change(self, chat_id: int, user_id: int, entry: LogEntry, *, trusts: bool) -> bool:
        known = await self._vouched_for()
        changed = await self._database.write(partial(_change, chat_id, user_id, entry, trusts))
        if changed:
            (known.add if trusts else known.discard)((chat_id, user_id))
        return changed

    async def _vouched_for(self) -> set[tuple[int, int]]:
        if self._trusted is None:
            found = {(chat_id, user_id) for chat_id, user_id in await self._database.rows(_ALL)}
            if self._trusted is None:  # nobody else was faster, and has changed it since
                self._trusted = found
        return self._trusted


def _change(chat_id: int, user_id: int, entry: LogEntry, trusts: bool, connection: sqlite3.Connection) -> bool:
    if not logged(connection, entry):
        return False
    if trusts:
        _ADD.run(connection, chat_id=chat_id, user_id=user_id, by=int(entry.actor), at=micros(entry.at))
    else:
        _DROP.run(connection, of_chat=chat_id, of_user=user_id)
    return True
