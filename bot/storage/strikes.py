"""Who has got strikes where."""

import sqlite3
from functools import partial

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.strikes import StrikeEntry
from bot.storage.columns import micros, readable
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import strikes

_ADDING = Statement(insert(strikes).on_conflict_do_nothing(index_elements=["key"]), strikes.c.keys())
_COUNT = Statement(
    select(func.count()).where(
        strikes.c.chat_id == bindparam("chat_id"),
        strikes.c.user_id == bindparam("user_id"),
        strikes.c.at <= bindparam("now"),
        strikes.c.expires > bindparam("now"),
        strikes.c.key != bindparam("besides"),
    )
)


class SqlStrikes(Part):
    """`Strikes` in a database. Rows are only ever added."""

    async def add_strike(self, strike: StrikeEntry) -> bool:
        return await self._database.write(partial(_add, strike))

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        ((count,),) = await self._database.rows(
            _COUNT, chat_id=chat_id, user_id=user_id, now=micros(at), besides=readable(besides)
        )
        return int(count)


def _add(strike: StrikeEntry, connection: sqlite3.Connection) -> bool:
    cursor = _ADDING.run(
        connection,
        key=readable(strike.key),
        chat_id=strike.chat_id,
        user_id=strike.user_id,
        rule=strike.rule,
        rule_version=strike.rule_version,
        at=micros(strike.at),
        expires=micros(strike.expires),
    )
    return cursor.rowcount == 1
