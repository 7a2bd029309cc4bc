"""Retention: what is kept for how long, and how it goes.

The periods are those of the project's procedure: an author may appeal for 30 days, and what an appeal would be decided
by is kept for 14 days more. A case counts from its decision; as long as nobody has decided it, it keeps its post.
"""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Delete,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.core import retention
from bot.core.case import State
from bot.storage.columns import micros
from bot.storage.database import Database
from bot.storage.statement import Statement
from bot.storage.tables import (
    action_log,
    case_keys,
    cases,
    former_chats,
    matched_posts,
    missing_rights,
    pardons,
    reports,
    stains,
    strikes,
)

DAY = 86_400

SLICE = 500
"""How many rows go in one work of the writer, which takes it some milliseconds."""

PAUSE = 0.02
"""Seconds between two slices, in which others write."""

PAGES = 200
"""How many free pages are given back to the system in one work; `MOST_PAGES` in one pruning."""

MOST_PAGES = 20_000

_BEFORE: ColumnElement[int] = bindparam("before")
_CLOSED = or_(cases.c.state == State.ENFORCED.value, cases.c.state == State.CLOSED_NO_ACTION.value)
_ENDED = func.coalesce(cases.c.decided_at, cases.c.opened_at)
_OF_CLOSED = exists().where(cases.c.ref == reports.c.case_ref, _CLOSED, _ENDED <= _BEFORE)
_HAS_A_CASE = exists().where(
    cases.c.chat_id == matched_posts.c.chat_id,
    cases.c.message_id == matched_posts.c.message_id,
    cases.c.content.is_not(None),
)
_IN_LOG = exists().where(action_log.c.chat_id == former_chats.c.chat_id)


class Law(NamedTuple):
    """What goes `days` after it came to an end; `name` says what in the plural."""

    name: str
    days: int
    find: Statement
    total: Statement
    drop: Statement
    keys: tuple[str, ...]


def _law(name: str, days: int, change: Delete | Update, doomed: ColumnElement[bool]) -> Law:
    """A law that makes the change to the rows for which `doomed` holds, given `before`."""
    table = change.table
    assert isinstance(table, Table)
    keys: list[Column[Any]] = list(table.primary_key.columns)
    chosen = and_(*(key == bindparam(f"of_{key.name}") for key in keys))
    return Law(
        name,
        days,
        Statement(select(*keys).where(doomed).limit(bindparam("most"))),
        Statement(select(func.count()).select_from(table).where(doomed)),
        # What was found is looked at again: meanwhile a case may have been opened anew.
        Statement(change.where(chosen, doomed)),
        tuple(f"of_{key.name}" for key in keys),
    )


LAWS = (
    _law(
        "texts of posts that matched",
        retention.TEXTS,
        delete(matched_posts),
        and_(matched_posts.c.at <= _BEFORE, ~_HAS_A_CASE),
    ),
    _law(
        "texts of posts in cases",
        retention.TEXTS,
        update(cases).values(content=None),
        and_(cases.c.content.is_not(None), _CLOSED, _ENDED <= _BEFORE),
    ),
    _law(
        "words of reporters",
        retention.TEXTS,
        update(reports).values(words=b""),
        and_(func.length(reports.c.words) > 0, _OF_CLOSED),
    ),
    _law(
        "keys of cases",
        retention.TEXTS,
        delete(case_keys),
        exists().where(cases.c.ref == case_keys.c.case_ref, _CLOSED, _ENDED <= _BEFORE),
    ),
    _law("reports", retention.REPORTERS, delete(reports), _OF_CLOSED),
    _law("clean posts that could be given back", retention.TEXTS, delete(stains), stains.c.at <= _BEFORE),
    _law("pardons", retention.DECISIONS, delete(pardons), pardons.c.at <= _BEFORE),
    _law("strikes", retention.STRIKES, delete(strikes), strikes.c.at <= _BEFORE),
    _law("cases", retention.DECISIONS, delete(cases), _ENDED <= _BEFORE),
    # Whoever reads the log of a supergroup finds that of the group before it by these.
    _law(
        "former ids of chats",
        retention.DECISIONS,
        delete(former_chats),
        and_(former_chats.c.at <= _BEFORE, ~_IN_LOG),
    ),
    _law("rows of the log", retention.DECISIONS, delete(action_log), action_log.c.at <= _BEFORE),
    _law("missing rights", retention.RIGHTS, delete(missing_rights), missing_rights.c.at <= _BEFORE),
)


async def prune(database: Database, now: float) -> Mapping[str, int]:
    """Drop what is over at `now`, in seconds since 1970 UTC; how much of what, by the laws' names.

    What goes is looked for by a reader and dropped in slices, so that other writing never waits for long.
    """
    dropped = {law.name: await _enforce(database, law, _before(law, now)) for law in LAWS}
    if any(dropped.values()):
        await _shrink(database)
    return dropped


async def prunable(database: Database, now: float) -> Mapping[str, int]:
    """How much of what `prune` would drop; nothing is changed."""
    counts = {}
    for law in LAWS:
        ((counts[law.name],),) = await database.rows(law.total, before=_before(law, now))
    return counts


async def _enforce(database: Database, law: Law, before: int) -> int:
    dropped = 0
    while found := await database.rows(law.find, before=before, most=SLICE):
        count = await database.write(partial(_drop, law, before, found))
        dropped += count
        if count == 0 or len(found) < SLICE:
            break
        await asyncio.sleep(PAUSE)
    return dropped


def _drop(law: Law, before: int, found: Sequence[Sequence[Any]], connection: sqlite3.Connection) -> int:
    count = 0
    for key in found:
        count += law.drop.run(connection, before=before, **dict(zip(law.keys, key, strict=True))).rowcount
    return count


async def _shrink(database: Database) -> None:
    for _ in range(MOST_PAGES // PAGES):
        if not await database.write(_give_back):
            break
        await asyncio.sleep(PAUSE)


def _give_back(connection: sqlite3.Connection) -> int:
    """How many free pages are left."""
    for _ in range(PAGES):
        # Each step of this statement frees one page, and the driver takes one step.
        connection.execute("PRAGMA incremental_vacuum")
    (left,) = connection.execute("PRAGMA freelist_count").fetchone()
    return int(left)


def _before(law: Law, now: float) -> int:
    return micros(now - law.days * DAY)
