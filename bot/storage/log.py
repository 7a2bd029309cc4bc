"""The log of actions, and what is kept of posts that matched."""

import sqlite3
from collections.abc import Mapping, Sequence
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
            rows = [_settled(settlement) for settlement in settlements]
            actions = await self._database.write(partial(_settle, rows))
            for action, settlement in zip(actions, settlements, strict=True):
                self._database.meter.acted(action, settlement.outcome.status)

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


def _settle(rows: Sequence[Row], connection: sqlite3.Connection) -> list[str]:
    """The actions that were settled, in the order of the rows."""
    actions: list[str] = []
    for row in rows:
        settled = _SETTLE.run(connection, **row).fetchall()
        if not settled:
            raise StorageError(f"the log has no entry `{row['of_key']}` to settle: intend it first")
        actions.append(settled[0][0])
    return actions


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


def _settled(settlement: Settlement) -> Row:
    return {
        "of_key": settlement.key,
        "new_outcome": settlement.outcome.status.value,
        "new_detail": readable(settlement.outcome.detail),
        "new_case": settlement.case,
    }


def _match_row(post_key: str, match: Match) -> Row:
    return {
        "post_key": post_key,
        "rule": readable(match.rule.name),
        "rule_version": match.rule.version,
        "mode": match.rule.mode.value,
        "evidence": evidence_json(match.evidence),
    }
