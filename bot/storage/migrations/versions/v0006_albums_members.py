"""Parts of albums; where the bot is not any more or lacks a right; groups that became supergroups."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Four tables, and the album of a case."""
    op.create_table(
        "album_parts",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("album", sa.Text, primary_key=True),
        sa.Column("message_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("rule_version", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_album_parts_at", "album_parts", ["at"])
    op.create_table(
        "absences",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("since", sa.Integer, nullable=False),
    )
    op.create_table(
        "missing_rights",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("right", sa.Text, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "former_chats",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("now", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
    )
    op.create_index("ix_former_chats_now", "former_chats", ["now"])
    op.add_column("cases", sa.Column("album", sa.Text))
    op.create_index("ix_cases_chat_id_album", "cases", ["chat_id", "album"], sqlite_where=sa.text("album IS NOT NULL"))
