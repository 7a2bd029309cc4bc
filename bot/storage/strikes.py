"""Who has got strikes where."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.strikes import StrikeEntry
from bot.storage.columns import micros, optional_readable, optional_seconds, readable
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import strikes

MOST_OF_A_USER = 100

_ADDING = Statement(insert(strikes).on_conflict_do_nothing(index_elements=["key"]), strikes.c.keys())
_OF_ONE = (
    strikes.c.chat_id == bindparam("chat_id"),
    strikes.c.user_id == bindparam("user_id"),
    strikes.c.expires > bindparam("now"),
    strikes.c.taken_back_at.is_(None),
)
_COUNT = Statement(
    select(func.count()).where(*_OF_ONE, strikes.c.at <= bindparam("now"), strikes.c.key != bindparam("besides"))
)
# Whatever is in effect by the strike's date: a moderator's may be dated later and have been given before.
_NUMBER = Statement(select(func.count()).where(*_OF_ONE))
_OF_KEY = strikes.c.key == bindparam("of_key")
_STRIKE = Statement(select(strikes).where(_OF_KEY))
_OF_USER = Statement(
    select(strikes)
    .where(strikes.c.user_id == bindparam("of_user"))
    .order_by(strikes.c.at.desc(), strikes.c.key)
    .limit(bindparam("most"))
)
_LINK = Statement(update(strikes).where(_OF_KEY, strikes.c.case_ref.is_(None)).values(case_ref=bindparam("new_case")))
_TAKE_BACK = Statement(
    update(strikes)
    .where(strikes.c.case_ref == bindparam("of_case"), strikes.c.taken_back_at.is_(None))
    .values(taken_back_at=bindparam("new_taken_back"))
)


class SqlStrikes(Part):
    """`Strikes` in a database."""

    async def add_strike(self, strike: StrikeEntry) -> bool:
        return await self._database.write(partial(_add, strike))

    async def strike(self, key: str) -> StrikeEntry | None:
        rows = await self._database.rows(_STRIKE, of_key=readable(key))
        return _entry(rows[0]) if rows else None

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        ((count,),) = await self._database.rows(
            _COUNT, chat_id=chat_id, user_id=user_id, now=micros(at), besides=readable(besides)
        )
        return int(count)

    async def strikes_of(self, user_id: int) -> Sequence[StrikeEntry]:
        return [_entry(row) for row in await self._database.rows(_OF_USER, of_user=user_id, most=MOST_OF_A_USER)]

    async def link_strike(self, key: str, case: str) -> None:
        await self._database.write(partial(_link, readable(key), case))

    async def take_back(self, case: str, at: int) -> int:
        return await self._database.write(partial(_take_back, case, micros(at)))


def _add(strike: StrikeEntry, connection: sqlite3.Connection) -> bool:
    whose = {"chat_id": strike.chat_id, "user_id": strike.user_id}
    ((before,),) = _NUMBER.run(connection, **whose, now=micros(strike.at)).fetchall()
    cursor = _ADDING.run(connection, **_row(replace(strike, number=before + 1)))
    return cursor.rowcount == 1


def _link(key: str, case: str, connection: sqlite3.Connection) -> None:
    _LINK.run(connection, of_key=key, new_case=case)


def _take_back(case: str, at: int, connection: sqlite3.Connection) -> int:
    return _TAKE_BACK.run(connection, of_case=case, new_taken_back=at).rowcount


def _row(strike: StrikeEntry) -> dict[str, Any]:
    return {
        "key": readable(strike.key),
        "chat_id": strike.chat_id,
        "user_id": strike.user_id,
        "rule": strike.rule,
        "rule_version": strike.rule_version,
        "at": micros(strike.at),
        "expires": micros(strike.expires),
        "case_ref": optional_readable(strike.case),
        "taken_back_at": None,
        "number": strike.number,
    }


def _entry(row: Sequence[Any]) -> StrikeEntry:
    held = dict(zip(strikes.c.keys(), row, strict=True))
    case, number = held.pop("case_ref"), held.pop("number")
    times = {name: optional_seconds(held[name]) for name in ("at", "expires", "taken_back_at")}
    return StrikeEntry(**held | times, case=case, number=number or 0)
