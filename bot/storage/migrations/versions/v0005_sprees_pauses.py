"""The posts of sprees, which share a case; and what is paused."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Two tables."""
    op.create_table(
        "spree_posts",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.Integer, primary_key=True),
        sa.Column("case_ref", sa.Text, sa.ForeignKey("cases.ref", ondelete="CASCADE"), primary_key=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("author_id", sa.Integer),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("latest_revision", sa.Integer, nullable=False),
        sa.Column("trusted", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spree_posts_case_ref", "spree_posts", ["case_ref"])
    op.create_index("ix_spree_posts_chat_id_rule_at", "spree_posts", ["chat_id", "rule", "at"])
    op.create_table(
        "pauses",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
