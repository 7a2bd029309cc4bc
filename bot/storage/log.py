"""The log of actions, and what is kept of posts that matched."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.core.errors import StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Status
from bot.core.post import Post
from bot.core.verdict import Match
from bot.storage.columns import evidence_json, micros, optional_readable, readable
from bot.storage.entries import FIELDS, SqlEntries, entry_of
from bot.storage.statement import Statement
from bot.storage.tables import action_log, matched_posts, matches

Row = dict[str, Any]
Acted = tuple[str, Status]
"""An action, and what came of it."""

_LOG = action_log.c

_INTEND = Statement(
    insert(action_log).on_conflict_do_nothing(index_elements=["key"]),
    [column.name for column in action_log.c if column is not _LOG.id],
)
_BY_KEY = Statement(select(*FIELDS).where(_LOG.key == bindparam("key")))
_SETTLE = Statement(
    update(action_log)
    .where(_LOG.key == bindparam("of_key"))
    .values(
        outcome=bindparam("new_outcome"),
        detail=bindparam("new_detail"),
        case_ref=func.coalesce(bindparam("new_case"), _LOG.case_ref),
    )
    .returning(_LOG.action)
)
_KEEP_POST = Statement(insert(matched_posts).on_conflict_do_nothing(), matched_posts.c.keys())
_KEEP_MATCH = Statement(insert(matches).on_conflict_do_nothing(), matches.c.keys())


class SqlLog(SqlEntries):
    """`ActionLog` in a database."""

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        rows = [_row(entry) for entry in entries]
        kept = None if post is None or not matches else self._kept(post)
        if not rows and kept is None:
            return {}
        held = [] if kept is None else [_match_row(kept["key"], match) for match in matches]
        known = await self._database.write(partial(_intend, rows, kept, held))
        for entry in entries:
            if entry.outcome is not Status.PENDING and entry.key not in known:
                self._database.meter.acted(entry.action, entry.outcome)
        return known

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Also raises `StorageError` for a key that the log does not have; then nothing is settled."""
        if settlements:
            for action, status in await self._database.write(partial(_settle, settlements)):
                self._database.meter.acted(action, status)

    def _kept(self, post: Post) -> Row:
        return {
            "key": post.key,
            "chat_id": post.chat.id,
            "message_id": post.message_id,
            "revision": post.revision,
            "at": micros(max(post.date, post.revision)),
            "content": self._database.sealed(post),
        }


def _intend(
    rows: Sequence[Row], kept: Row | None, held: Sequence[Row], connection: sqlite3.Connection
) -> dict[str, LogEntry]:
    known = {}
    for row in rows:
        if _INTEND.run(connection, **row).rowcount == 0:
            known[row["key"]] = entry_of(_BY_KEY.run(connection, key=row["key"]).fetchone())
    if kept is not None:
        _KEEP_POST.run(connection, **kept)
        _KEEP_MATCH.run_each(connection, held)
    return known


def logged(connection: sqlite3.Connection, entry: LogEntry) -> bool:
    """Put an entry into the log, as a part of a transaction; False if the log has its key already."""
    return _INTEND.run(connection, **_row(entry)).rowcount > 0


def intended(connection: sqlite3.Connection, entries: Iterable[LogEntry]) -> list[Acted]:
    """Put entries into the log, as a part of a transaction; what was settled before, of those that are new."""
    new = [entry for entry in entries if logged(connection, entry)]
    return [(entry.action, entry.outcome) for entry in new if entry.outcome is not Status.PENDING]


def settled(connection: sqlite3.Connection, settlements: Iterable[Settlement], case: str | None = None) -> list[Acted]:
    """Record what became of entries, as a part of a transaction; `case` is that of all of them, if it is given.

    Raises `StorageError` for an unknown key.
    """
    acted = []
    for settlement in settlements:
        found = _SETTLE.run(connection, **_settled(settlement, case)).fetchall()
        if not found:
            raise StorageError(f"the log has no entry `{settlement.key}` to settle: intend it first")
        acted.append((found[0][0], settlement.outcome.status))
    return acted


def _settle(settlements: Sequence[Settlement], connection: sqlite3.Connection) -> list[Acted]:
    return settled(connection, settlements)


def _row(entry: LogEntry) -> Row:
    return {
        "key": entry.key,
        "at": micros(entry.at),
        "chat_id": entry.chat_id,
        "message_id": entry.message_id,
        "user_id": entry.user_id,
        "action": readable(entry.action),
        "rule": optional_readable(entry.rule),
        "rule_version": entry.rule_version,
        "outcome": entry.outcome.value,
        "detail": readable(entry.detail),
        "actor": readable(entry.actor),
        "case_ref": entry.case,
    }


def _settled(settlement: Settlement, case: str | None) -> Row:
    return {
        "of_key": settlement.key,
        "new_outcome": settlement.outcome.status.value,
        "new_detail": readable(settlement.outcome.detail),
        "new_case": case or settlement.case,
    }


def _match_row(post_key: str, match: Match) -> Row:
    return {
        "post_key": post_key,
        "rule": readable(match.rule.name),
        "rule_version": match.rule.version,
        "mode": match.rule.mode.value,
        "evidence": evidence_json(match.evidence),
    }
