"""What rules with history remember of messages and of joins: no text, and not for long."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Two tables, which prune themselves by `until`."""
    op.create_table(
        "remembered_messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.Integer, nullable=False),
        sa.Column("author_id", sa.Integer),
        sa.Column("message_id", sa.Integer, nullable=False),
        sa.Column("album", sa.Text),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sa.Column("counted", sa.Integer, nullable=False),
        sa.Column("exact", sa.Integer),
        sa.Column("sketch", sa.LargeBinary),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_remembered_messages_chat_id_message_id"),
    )
    op.create_index("ix_remembered_messages_until", "remembered_messages", ["until"])
    op.create_table(
        "remembered_joins",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_remembered_joins_until", "remembered_joins", ["until"])
