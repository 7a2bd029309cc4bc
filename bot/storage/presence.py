"""Where the bot is, and which rights it lacks there."""

import sqlite3
from collections.abc import Collection
from functools import partial

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.outcome import Status
from bot.core.presence import GIVEN_UP, WAITING
from bot.storage.columns import micros, readable
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import action_log, missing_rights

_GIVE_UP = Statement(
    update(action_log)
    .where(
        action_log.c.chat_id == bindparam("of_chat"),
        action_log.c.at > bindparam("after"),
        action_log.c.outcome == Status.PENDING.value,
    )
    .values(outcome=Status.EXPIRED.value, detail=GIVEN_UP)
)
_LACK = Statement(insert(missing_rights).on_conflict_do_nothing(), missing_rights.c.keys())
_OF_CHAT = missing_rights.c.chat_id == bindparam("of_chat")
_LACKING = Statement(select(missing_rights.c.right).where(_OF_CHAT))
_REGAIN = Statement(delete(missing_rights).where(_OF_CHAT, missing_rights.c.right == bindparam("of_right")))


class SqlPresence(Part):
    """`Presence` in a database."""

    async def leave(self, chat_id: int, at: int) -> int:
        return await self._database.write(partial(_leave, chat_id, at))

    async def lack(self, chat_id: int, right: str, at: int) -> bool:
        row = {"chat_id": chat_id, "right": readable(right), "at": micros(at)}
        return await self._database.write(partial(_lack, row))

    async def regain(self, chat_id: int, rights: Collection[str]) -> Collection[str]:
        lacking = {right for (right,) in await self._database.rows(_LACKING, of_chat=chat_id)}
        regained = lacking & set(rights)
        if regained:
            await self._database.write(partial(_regain, chat_id, regained))
        return regained


def _leave(chat_id: int, at: int, connection: sqlite3.Connection) -> int:
    return _GIVE_UP.run(connection, of_chat=chat_id, after=micros(at - WAITING)).rowcount


def _lack(row: dict[str, object], connection: sqlite3.Connection) -> bool:
    return _LACK.run(connection, **row).rowcount == 1


def _regain(chat_id: int, rights: Collection[str], connection: sqlite3.Connection) -> None:
    for right in rights:
        _REGAIN.run(connection, of_chat=chat_id, of_right=right)
