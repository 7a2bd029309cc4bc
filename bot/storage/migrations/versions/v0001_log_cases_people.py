"""The log of actions with its view, what matched, cases with their reports, authors and chats."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ACTIONS = """
CREATE VIEW actions AS SELECT
    id,
    strftime('%Y-%m-%dT%H:%M:%S', at / 1000000, 'unixepoch') || printf('.%03dZ', at / 1000 % 1000) AS at,
    chat_id,
    message_id,
    user_id,
    rule,
    rule_version,
    action,
    outcome,
    detail,
    actor,
    case_ref AS "case"
FROM action_log
"""


def upgrade() -> None:
    """From nothing."""
    _log()
    _matches()
    _cases()
    _people()


def _log() -> None:
    op.create_table(
        "action_log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("chat_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("user_id", sa.Integer),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("rule_version", sa.Text),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("case_ref", sa.Text),
        sa.UniqueConstraint("key", name="uq_action_log_key"),
    )
    op.create_index("ix_action_log_at", "action_log", ["at"])
    op.create_index("ix_action_log_chat_id_at_action", "action_log", ["chat_id", "at", "action"])
    op.create_index("ix_action_log_chat_id_user_id_at", "action_log", ["chat_id", "user_id", "at"])
    of_cases = sa.text("case_ref IS NOT NULL")
    op.create_index("ix_action_log_case_ref", "action_log", ["case_ref"], sqlite_where=of_cases)
    op.execute(ACTIONS)


def _matches() -> None:
    op.create_table(
        "matched_posts",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("chat_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_matched_posts_at", "matched_posts", ["at"])
    post_key = sa.ForeignKey("matched_posts.key", name="fk_matches_post_key", ondelete="CASCADE")
    op.create_table(
        "matches",
        sa.Column("post_key", sa.Text, post_key, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("rule_version", sa.Text, primary_key=True),
        sa.Column("mode", sa.Text, primary_key=True),
        sa.Column("evidence", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("chat_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("latest_revision", sa.Integer, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("opened_at", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author_id", sa.Integer),
        sa.Column("rule", sa.Text),
        sa.Column("rule_version", sa.Text),
        sa.Column("card_chat_id", sa.Integer),
        sa.Column("card_message_id", sa.Integer),
        sa.Column("decision", sa.Text),
        sa.Column("decided_by", sa.Integer),
        sa.Column("decided_at", sa.Integer),
        sa.Column("content", sa.LargeBinary),
        sa.UniqueConstraint("ref", name="uq_cases_ref"),
    )
    op.create_index("ix_cases_chat_id_message_id", "cases", ["chat_id", "message_id"])
    case_ref = sa.ForeignKey("cases.ref", name="fk_reports_case_ref", ondelete="CASCADE")
    op.create_table(
        "reports",
        sa.Column("case_ref", sa.Text, case_ref, primary_key=True),
        sa.Column("reporter_id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "author_posts",
        sa.Column("chat_id", sa.Integer, primary_key=True),
        sa.Column("author_id", sa.Integer, primary_key=True),
        sa.Column("posts", sa.Integer, nullable=False),
        sa.Column("clean_posts", sa.Integer, nullable=False),
        sa.Column("clean_since", sa.Integer),
        sa.Column("last_message_id", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chats",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("met_at", sa.Integer, nullable=False),
    )
