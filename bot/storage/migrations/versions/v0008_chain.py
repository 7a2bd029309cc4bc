"""The chain of the log, from the rows there are; heads; keys of cases; chats' titles and why of pauses as blobs."""

import os
import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.core.chain import EMPTY, SALT, Tip, commitment, follow

revision = "0008"
down_revision = "0007"

ROWS = """
SELECT id, key, at, chat_id, message_id, user_id, action, rule, rule_version, outcome, detail, actor, case_ref
FROM action_log ORDER BY id
"""


def upgrade() -> None:
    """Six tables, two columns of another type, and an event for each row of the log."""
    _chain()
    _heads()
    op.create_table(
        "case_keys",
        sa.Column("case_ref", sa.Text, sa.ForeignKey("cases.ref", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lasting_keys",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    _sealable("chats", "title", with_rowid=True)
    _sealable("pauses", "why", with_rowid=False)
    _begin_chain(op.get_bind().connection.driver_connection)


def _chain() -> None:
    op.create_table(
        "chain",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("log_id", sa.Integer, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_chain_log_id", "chain", ["log_id"])
    op.create_table(
        "chain_tip",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary),
    )


def _heads() -> None:
    op.create_table(
        "heads",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("signer", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "signers",
        sa.Column("fingerprint", sa.Text, primary_key=True),
        sa.Column("public", sa.LargeBinary, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("endorsement", sa.LargeBinary),
        sqlite_with_rowid=False,
    )


def _sealable(table: str, column: str, *, with_rowid: bool) -> None:
    """What stands there in clear stays readable until it is sealed."""
    with op.batch_alter_table(table, table_kwargs={"sqlite_with_rowid": with_rowid}) as batch:
        batch.alter_column(column, type_=sa.LargeBinary, existing_type=sa.Text)
    op.execute(f"UPDATE {table} SET {column} = CAST({column} AS BLOB)")  # noqa: S608 - constants


def _begin_chain(connection: Any) -> None:
    assert isinstance(connection, sqlite3.Connection)
    at, tip = time.time_ns() // 1_000, EMPTY
    rows = connection.execute(ROWS)
    while page := rows.fetchmany(1_000):
        tip = _append(connection, page, at, tip)
    connection.execute("INSERT INTO chain_tip (id, number, link) VALUES (1, ?, ?)", tip)


def _append(connection: sqlite3.Connection, page: Sequence[Sequence[Any]], at: int, tip: Tip) -> Tip:
    events = []
    for row in page:
        salt = os.urandom(SALT)
        committed = commitment(salt, row)
        tip = follow(tip, at, row[0], committed)
        events.append((tip.number, at, row[0], salt, committed, tip.link))
    connection.executemany("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", events)
    return tip
