"""Another key for a database: all that was sealed by the old one is sealed by the new one, in one transaction.

So at any time the whole database is of one key, wherever the process is killed. It blocks: it is for the command line.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Column

from bot.core.errors import StorageError
from bot.storage.case_keys import is_of_a_case
from bot.storage.chain import Chain
from bot.storage.faults import explained
from bot.storage.heads import SIGNERS, Signer, know, trusted
from bot.storage.hold import Hold
from bot.storage.schema import keep_fingerprint, require_key, require_present
from bot.storage.sqlite import BUSY_SECONDS, file_uri, prepare_writer
from bot.storage.tables import appeals, case_keys, cases, chats, inbox, lasting_keys, matched_posts, pauses, reports
from bot.storage.vault import SealedVault
from bot.storage.viewing import require_file

SEALED: tuple[Column[Any], ...] = (
    inbox.c.content,
    matched_posts.c.content,
    cases.c.content,
    reports.c.words,
    appeals.c.words,
    case_keys.c.key,
    chats.c.title,
    pauses.c.why,
    lasting_keys.c.key,
)
"""Every column that the vault seals. What a case's key sealed stays: that key is sealed anew."""

BATCH = 500
"""Rows that are in memory at a time."""


class Rekeyed(NamedTuple):
    """What was done: how many texts and keys were sealed anew; `before` if the database had the new key already."""

    texts: int
    before: bool = False


def rekey(path: Path, old: SealedVault, new: SealedVault, now: float) -> Rekeyed:
    """Seal the database in that file with the new vault. Raises `StorageError`, and then nothing has changed.

    No process may have the database. Heads that the old key signed can still be checked afterwards.
    """
    require_file(path)
    hold = Hold.take(path, within=0)
    try:
        with _opened(path) as connection:
            require_present(connection, path)
            if connection.execute(
                "SELECT 1 FROM positions WHERE (name, value) = ('key', ?)", (new.fingerprint,)
            ).fetchone():
                return Rekeyed(0, before=True)
            require_key(connection, path, old.fingerprint)
            prepare_writer(connection)
            with _transaction(connection):
                texts = sum(_sealed_anew(connection, column, old, new) for column in SEALED)
                Chain(old).hand_over(connection, Chain(new))
                _endorse(connection, _signer(old), _signer(new), int(now))
                keep_fingerprint(connection, new.fingerprint)
            # What the old key sealed is in the write-ahead log until then.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise explained(error, path) from error
    finally:
        hold.release()
    return Rekeyed(texts)


def _sealed_anew(connection: sqlite3.Connection, column: Column[Any], old: SealedVault, new: SealedVault) -> int:
    """How many values of the column were."""
    change = f"UPDATE {column.table.name} SET {column.name} = ? WHERE ({_key(column)}) = ({_marks(column)})"  # noqa: S608
    count = 0
    for page in _pages(connection, column):
        rows = [(_anew(column, row, old, new), *row[1:]) for row in page if row[0] and not is_of_a_case(row[0])]
        connection.executemany(change, rows)
        count += len(rows)
    return count


def _pages(connection: sqlite3.Connection, column: Column[Any]) -> Iterator[list[Sequence[Any]]]:
    """The column's values with their keys; a page is read when the one before was dealt with."""
    table, key = column.table.name, _key(column)
    first = f"SELECT {column.name}, {key} FROM {table} WHERE {{}} ORDER BY {key} LIMIT {BATCH}"  # noqa: S608
    page = connection.execute(first.format("1")).fetchall()
    while page:
        yield page
        page = connection.execute(first.format(f"({key}) > ({_marks(column)})"), page[-1][1:]).fetchall()


def _anew(column: Column[Any], row: Sequence[Any], old: SealedVault, new: SealedVault) -> bytes:
    try:
        return new.seal(old.unseal(row[0]))
    except (StorageError, UnicodeDecodeError) as error:
        place = f"{column.table.name}.{column.name} of {', '.join(map(str, row[1:]))}"
        raise StorageError(
            f"{place} cannot be opened with the old key, so nothing was changed: restore a backup, or delete that row"
        ) from error


def _endorse(connection: sqlite3.Connection, old: Signer, new: Signer, at: int) -> None:
    """Have the new key vouch for the old one, and for those that the old one vouched for."""
    know(connection, old, at)
    know(connection, new, at)
    for fingerprint, public in trusted(connection.execute(SIGNERS.sql).fetchall(), old).items():
        endorsement = None if fingerprint == new.fingerprint else new.endorse(public)
        connection.execute("UPDATE signers SET endorsement = ? WHERE fingerprint = ?", (endorsement, fingerprint))


def _signer(vault: SealedVault) -> Signer:
    signer = Signer.of(vault)
    assert signer is not None
    return signer


def _key(column: Column[Any]) -> str:
    return ", ".join(part.name for part in column.table.primary_key)


def _marks(column: Column[Any]) -> str:
    return ", ".join("?" for _ in column.table.primary_key)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    uri = file_uri(path, "rw")
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
        yield connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
