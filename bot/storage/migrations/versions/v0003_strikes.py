"""Strikes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One table, to which rows are only ever added."""
    op.create_table(
        "strikes",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("chat_id", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("rule_version", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("expires", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_strikes_chat_id_user_id_expires", "strikes", ["chat_id", "user_id", "expires"])
