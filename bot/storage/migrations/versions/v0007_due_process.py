"""Claims, deadlines, measures and reviews of cases; reasons and outcomes of reports; appeals, pardons, contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """New columns, and five tables."""
    _cases()
    _reports()
    op.add_column("strikes", sa.Column("case_ref", sa.Text))
    op.add_column("strikes", sa.Column("taken_back_at", sa.Integer))
    op.add_column("strikes", sa.Column("number", sa.Integer))
    _appeals()
    op.create_table(
        "pardons",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, primary_key=True),
        sa.Column("case_ref", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stains",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("author_id", sa.Integer, primary_key=True),
        sa.Column("message_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("clean_posts", sa.Integer, nullable=False),
        sa.Column("clean_since", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contacts",
        sa.Column("user_id", sa.Integer, primary_key=True),
        sa.Column("language", sa.Text),
        sa.Column("met_at", sa.Integer, nullable=False),
    )
    op.create_table(
        "trusted",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer, primary_key=True),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chat_settings",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _cases() -> None:
    for column in (
        sa.Column("category", sa.Text),
        sa.Column("severity", sa.Text, nullable=False, server_default="medium"),
        sa.Column("claimed_by", sa.Integer),
        sa.Column("claimed_until", sa.Integer),
        sa.Column("due_at", sa.Integer),
        sa.Column("lapses_at", sa.Integer),
        sa.Column("seconds", sa.Integer),
        sa.Column("second_by", sa.Integer),
        sa.Column("automated", sa.Integer, nullable=False, server_default="0"),
        sa.Column("applied", sa.Text, nullable=False, server_default="[]"),
        sa.Column("appellant", sa.Integer),
        sa.Column("appealed_at", sa.Integer),
        sa.Column("reviewed_by", sa.Integer),
        sa.Column("reviewed_at", sa.Integer),
    ):
        op.add_column("cases", column)
    op.create_index("ix_cases_state_chat_id", "cases", ["state", "chat_id"])
    op.create_index("ix_cases_author_id_chat_id", "cases", ["author_id", "chat_id"])


def _reports() -> None:
    for column in (
        sa.Column("ref", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("weighs", sa.Integer, nullable=False, server_default="1"),
        sa.Column("state", sa.Text, nullable=False, server_default="linked"),
        sa.Column("notified_at", sa.Integer),
        sa.Column("fresh", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("reports", column)
    op.create_index("ix_reports_ref", "reports", ["ref"], unique=True)
    op.create_index("ix_reports_reporter_id_at", "reports", ["reporter_id", "at"])
    op.create_index(
        "ix_reports_at", "reports", ["at"], sqlite_where=sa.text("notified_at IS NULL AND state != 'linked'")
    )


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("case_ref", sa.Text, sa.ForeignKey("cases.ref", ondelete="CASCADE"), primary_key=True),
        sa.Column("decided_at", sa.Integer, primary_key=True),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("reviewer", sa.Integer),
        sa.Column("reviewed_at", sa.Integer),
        sa.Column("same_person", sa.Integer, nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
