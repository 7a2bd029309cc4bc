"""What is paused."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, delete, distinct, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from bot.core.log import BOT, LogEntry
from bot.core.outcome import Status
from bot.core.pause import Pause
from bot.core.restraint import REMOVALS, SANCTIONS
from bot.storage.columns import MICROSECONDS, micros, optional_micros, optional_seconds, readable
from bot.storage.database import Part
from bot.storage.log import logged
from bot.storage.statement import Statement
from bot.storage.tables import action_log, pauses

_KEYS = ["chat_id", "rule"]
_PAUSE = insert(pauses)
_PAUSING = Statement(
    _PAUSE.on_conflict_do_update(
        index_elements=_KEYS,
        set_={column.name: _PAUSE.excluded[column.name] for column in pauses.c if column.name not in _KEYS},
    ),
    pauses.c.keys(),
)
_ALL = Statement(select(*pauses.c).order_by(pauses.c.chat_id, pauses.c.rule))
_ENDING = Statement(
    delete(pauses)
    .where(
        pauses.c.chat_id == bindparam("of_chat"),
        or_(bindparam("any_rule") == 1, pauses.c.rule == bindparam("of_rule")),
    )
    .returning(*pauses.c)
)
_FORGET = Statement(delete(pauses).where(pauses.c.until <= bindparam("now")))


_MICROSECONDS_AN_HOUR = 3_600 * MICROSECONDS
_HOUR = action_log.c.at // _MICROSECONDS_AN_HOUR
_HABITS = Statement(
    select(
        action_log.c.chat_id,
        action_log.c.rule,
        _HOUR,
        func.count(distinct(func.coalesce(action_log.c.message_id, -action_log.c.id))),
    )
    .where(
        action_log.c.at >= bindparam("since"),
        action_log.c.actor == BOT,
        action_log.c.rule.is_not(None),
        action_log.c.outcome == Status.DONE.value,
        or_(*(action_log.c.action == action for action in sorted(REMOVALS | SANCTIONS))),
    )
    .group_by(action_log.c.chat_id, action_log.c.rule, _HOUR)
)


class SqlPauses(Part):
    """`Pauses` and `Habits` in a database; what is over goes when something new is paused."""

    async def acted_by_hour(self, since: float) -> Mapping[tuple[int, str], Mapping[int, int]]:
        found: dict[tuple[int, str], dict[int, int]] = {}
        for chat_id, rule, hour, count in await self._database.rows(_HABITS, since=micros(since)):
            found.setdefault((chat_id, rule), {})[hour] = count
        return found

    async def pauses(self) -> Sequence[Pause]:
        return [self._pause(row) for row in await self._database.rows(_ALL)]

    async def pause(self, pause: Pause, entry: LogEntry | None) -> bool:
        return await self._database.write(partial(_keep, pause, self._database.vault.seal(pause.why), entry))

    async def resume(self, chat_id: int, rule: str | None, entry: LogEntry) -> Sequence[Pause]:
        return [self._pause(row) for row in await self._database.write(partial(_end, chat_id, rule, entry))]

    def _pause(self, row: Sequence[Any]) -> Pause:
        chat_id, rule, version, since, until, actor, why = row
        said = self._database.vault.unseal(why)
        return Pause(chat_id, rule, version, optional_seconds(since) or 0, optional_seconds(until), actor, said)


def _keep(pause: Pause, why: bytes, entry: LogEntry | None, connection: sqlite3.Connection) -> bool:
    if entry is not None and not logged(connection, entry):
        return False
    _FORGET.run(connection, now=micros(pause.since))
    _PAUSING.run(
        connection,
        chat_id=pause.chat_id,
        rule=readable(pause.rule),
        version=pause.version,
        since=micros(pause.since),
        until=optional_micros(pause.until),
        actor=readable(pause.actor),
        why=why,
    )
    return True


def _end(chat_id: int, rule: str | None, entry: LogEntry, connection: sqlite3.Connection) -> list[Sequence[Any]]:
    connection.execute("SAVEPOINT ending")
    # Fetched at once: a statement that is still under way would hold up the release.
    rows = _ENDING.run(connection, of_chat=chat_id, any_rule=int(rule is None), of_rule=rule or "").fetchall()
    if rows and not logged(connection, entry):
        connection.execute("ROLLBACK TO ending")
        rows = []
    connection.execute("RELEASE ending")
    return rows
