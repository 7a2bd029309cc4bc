"""The chain of the log, made in the transaction that changes the log.

Triggers of the writing connection note which rows of the log were touched, whoever touches them; before the commit an
event for each is appended. The end of the chain is kept beside it, sealed by a key that is not in the database: who
changes the file without that key can neither mend the chain nor cut it off.
"""

import hmac
import json
import os
import sqlite3
import struct
import time
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert

from bot.core.chain import EMPTY, ERASED, SALT, Event, Tip, commitment, follow
from bot.storage.statement import Statement
from bot.storage.tables import chain, chain_tip
from bot.storage.vault import Sealing

CONTENT = (
    "id",
    "key",
    "at",
    "chat_id",
    "message_id",
    "user_id",
    "action",
    "rule",
    "rule_version",
    "outcome",
    "detail",
    "actor",
    "case_ref",
)
"""The columns of the log that are committed to. A new one comes at the end: see `bot.core.chain.content`."""

PURPOSE = b"ombud chain"
"""What the key that seals the end is derived for."""

UNSEALED = b""
"""In place of a seal, once an end was found that somebody else had changed: it must not be made to look right."""

_WATCHING = tuple(
    f"CREATE TEMP TRIGGER log_{what} AFTER {what} ON main.action_log BEGIN "
    + " ".join(f"SELECT row_touched({row}.id);" for row in rows)
    + " END"
    for what, rows in (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",)))
)
_TOUCHED = (
    f"SELECT {', '.join(CONTENT)} FROM action_log "  # noqa: S608 - constants
    "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_LAST_ABOUT = "SELECT commitment FROM chain WHERE log_id = ? ORDER BY number DESC LIMIT 1"
_APPEND = Statement(insert(chain), chain.c.keys()).sql
_KEEP_TIP = Statement(insert(chain_tip).prefix_with("OR REPLACE"), chain_tip.c.keys()).sql
_TIP = "SELECT number, link, seal FROM chain_tip"
_LAST = "SELECT number, CAST(link AS BLOB) FROM chain ORDER BY number DESC LIMIT 1"
_ERASE = "UPDATE chain SET salt = NULL WHERE log_id = ?"
_TIP_OF = struct.Struct(">Q32s")


class Chain:
    """Keeps the chain of a database whose end is sealed by a key of the vault, or by none."""

    def __init__(self, vault: Sealing) -> None:
        self._key = vault.subkey(PURPOSE)
        self._touched: set[int] = set()

    def watch(self, connection: sqlite3.Connection) -> None:
        """Note from now on which rows of the log this connection touches, and seal an end that was never sealed."""
        connection.create_function("row_touched", 1, self._touched.add)
        for statement in _WATCHING:
            connection.execute(statement)
        self._seal_first(connection)

    def _seal_first(self, connection: sqlite3.Connection) -> None:
        """Seal an end that was made before there was a key, or by a migration; not one that has been sealed before."""
        number, link, seal = connection.execute(_TIP).fetchone() or (*EMPTY, UNSEALED)
        if seal is None and self._key is not None and not connection.execute("SELECT 1 FROM signers").fetchone():
            connection.execute(_KEEP_TIP, (1, number, link, self._seal(Tip(number, link))))

    def extend(self, connection: sqlite3.Connection) -> None:
        """Append an event for each row that was touched in the transaction at work.

        What was touched by a work that was undone is looked at too; that a row is as it was may so be said twice.
        """
        if not self._touched:
            return
        touched = list(self._touched)
        self._touched.clear()
        rows = connection.execute(_TOUCHED, (json.dumps(touched),)).fetchall()
        gone = sorted(_gone(connection, set(touched).difference(row[0] for row in rows)))
        tip, genuine = self.tip(connection)
        events, tip = events_after(tip, time.time_ns() // 1_000, rows, gone)
        connection.executemany(_APPEND, events)
        connection.executemany(_ERASE, [(row,) for row in gone])
        connection.execute(_KEEP_TIP, (1, *tip, self._seal(tip) if genuine else UNSEALED))

    def tip(self, connection: sqlite3.Connection) -> tuple[Tip, bool]:
        """The end of the chain, and whether it is as the bot left it."""
        number, link, seal = connection.execute(_TIP).fetchone() or (*EMPTY, UNSEALED)
        tip, last = Tip(number, link), Tip(*(connection.execute(_LAST).fetchone() or EMPTY))
        if tip == last and seal_holds(self._key, tip, seal):
            return tip, True
        # Whatever was done to it, the log goes on.
        return Tip(max(tip.number, last.number), last.link if len(last.link) == len(EMPTY.link) else EMPTY.link), False

    def hand_over(self, connection: sqlite3.Connection, new: "Chain") -> None:
        """Have the end sealed by the other's key, unless somebody else changed it: that shows for ever."""
        self._seal_first(connection)
        tip, genuine = self.tip(connection)
        connection.execute(_KEEP_TIP, (1, *tip, new._seal(tip) if genuine else UNSEALED))  # noqa: SLF001 - of its kind

    def _seal(self, tip: Tip) -> bytes | None:
        return None if self._key is None else seal_of(self._key, tip)


def seal_of(key: bytes, tip: Tip) -> bytes:
    """By which the end of a chain is known to be the bot's."""
    return hmac.digest(key, _TIP_OF.pack(tip.number, tip.link), "sha256")


def seal_holds(key: bytes | None, tip: Tip, seal: bytes | None) -> bool:
    """Whether the end is sealed by the key; without a key, whether it is not sealed at all."""
    if key is None or seal is None:
        return key is None and seal is None
    try:
        return hmac.compare_digest(seal_of(key, tip), seal)
    except (struct.error, TypeError):  # not even of the right shape
        return False


def events_after(
    tip: Tip, at: int, rows: Sequence[Sequence[Any]], gone: Iterable[int]
) -> tuple[list[tuple[Any, ...]], Tip]:
    """Rows of `chain` for rows of the log that were put in or changed, and for the numbers of those that are gone."""
    salts = os.urandom(SALT * len(rows))
    events: list[tuple[Any, ...]] = []
    for place, values in enumerate(rows):
        salt = salts[SALT * place : SALT * (place + 1)]
        committed = commitment(salt, values)
        tip = follow(tip, at, values[0], committed)
        events.append((tip.number, at, values[0], salt, committed, tip.link))
    for row in gone:
        tip = follow(tip, at, row, ERASED)
        events.append((tip.number, at, row, None, ERASED, tip.link))
    return events, tip


def _gone(connection: sqlite3.Connection, missing: Iterable[int]) -> Iterable[int]:
    """Of the rows that are not there, those that were: there are events about them, and the last is no erasure."""
    for row in missing:
        last = connection.execute(_LAST_ABOUT, (row,)).fetchone()
        if last is not None and last[0] != ERASED:
            yield row


def event_of(row: Sequence[Any]) -> Event:
    """The event that a row of `chain` holds."""
    return Event(*row)
