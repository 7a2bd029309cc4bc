"""Updates that are not handled yet."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.inbox import Kept
from bot.storage.database import Part
from bot.storage.statement import Statement
from bot.storage.tables import inbox, positions

_FOLLOWING = "following"

_KEEPING = Statement(insert(inbox), ["content"])
_MARKING = Statement(
    update(inbox).where(inbox.c.id == bindparam("number")).values(done=bindparam("ids")),
)
_FORGETTING = Statement(delete(inbox).where(inbox.c.id == bindparam("number")))
_NUMBERS = Statement(select(inbox.c.id).order_by(inbox.c.id))
_BY_NUMBER = Statement(select(inbox.c.id, inbox.c.content, inbox.c.done).where(inbox.c.id == bindparam("number")))
_UNHANDLED = Statement(select(inbox.c.id, inbox.c.content, inbox.c.done).order_by(inbox.c.id))
_INSERT = upsert(positions)
_MOVING = Statement(
    _INSERT.on_conflict_do_update(index_elements=["name"], set_={"value": _INSERT.excluded.value}), positions.c.keys()
)
_POSITION = Statement(select(positions.c.value).where(positions.c.name == bindparam("position")))


class SqlInbox(Part):
    """`Inbox` in a database. What is kept is sealed, and gone once it is handled."""

    async def keep(self, body: str, following: int | None = None) -> int:
        return await self._database.write(partial(_keep, self._database.vault.seal(body), following))

    async def settle_updates(self, handled: Mapping[int, Collection[int]], finished: Collection[int]) -> None:
        await self._database.write(partial(_settle, handled, finished))

    async def unhandled(self, numbers: Collection[int] | None = None) -> Sequence[Kept]:
        if numbers is None:
            rows = await self._database.rows(_UNHANDLED)
        else:
            found = [await self._database.rows(_BY_NUMBER, number=number) for number in sorted(numbers)]
            rows = [row for rows in found for row in rows]
        unseal = self._database.vault.unseal
        return [Kept(number, unseal(content), frozenset(json.loads(done))) for number, content, done in rows]

    async def numbers(self) -> Sequence[int]:
        return [number for (number,) in await self._database.rows(_NUMBERS)]

    async def following(self) -> int | None:
        rows = await self._database.rows(_POSITION, position=_FOLLOWING)
        return int(rows[0][0]) if rows else None


def _keep(content: bytes, following: int | None, connection: sqlite3.Connection) -> int:
    number = _KEEPING.run(connection, content=content).lastrowid
    assert number is not None
    if following is not None:
        _MOVING.run(connection, name=_FOLLOWING, value=following)
    return number


def _settle(handled: Mapping[int, Collection[int]], finished: Collection[int], connection: sqlite3.Connection) -> None:
    _FORGETTING.run_each(connection, [{"number": number} for number in finished])
    rows = [{"number": number, "ids": json.dumps(sorted(ids))} for number, ids in handled.items()]
    _MARKING.run_each(connection, rows)
