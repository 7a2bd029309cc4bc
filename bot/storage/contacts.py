"""Who wrote to the bot in private."""

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.storage.columns import micros, optional_readable
from bot.storage.database import Database, Part
from bot.storage.statement import Statement
from bot.storage.tables import contacts
from bot.storage.together import Together

_NEW = insert(contacts)
_MET = Statement(
    _NEW.on_conflict_do_update(
        index_elements=["user_id"], set_={"language": _NEW.excluded.language, "met_at": _NEW.excluded.met_at}
    ),
    contacts.c.keys(),
)
_OF_USER = contacts.c.user_id == bindparam("of_user")
_LOST = Statement(delete(contacts).where(_OF_USER))
_LANGUAGE = Statement(select(contacts.c.language).where(_OF_USER))


class SqlContacts(Part):
    """`Contacts` in a database. In a raid many are asked for at once, so they are looked up together."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._contacts = Together(self._found)

    async def met(self, user_id: int, language: str | None, at: int) -> None:
        await self._database.write(partial(_met, user_id, optional_readable(language), micros(at)))

    async def lost(self, user_id: int) -> None:
        await self._database.write(partial(_lost, user_id))

    async def reachable(self, user_id: int) -> bool:
        return bool(await self._contacts.ask(user_id))

    async def language_of(self, user_id: int) -> str | None:
        rows = await self._contacts.ask(user_id)
        return rows[0][0] if rows else None

    async def _found(self, users: Sequence[int]) -> Sequence[Sequence[Any]]:
        """The row of each, if there is one."""
        return await self._database.rows_of_each(_LANGUAGE, [{"of_user": user} for user in users])


def _met(user_id: int, language: str | None, at: int, connection: sqlite3.Connection) -> None:
    _MET.run(connection, user_id=user_id, language=language, met_at=at)


def _lost(user_id: int, connection: sqlite3.Connection) -> None:
    _LOST.run(connection, of_user=user_id)
