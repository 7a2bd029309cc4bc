"""The tables as they are now. How they came to be is in `migrations`; a test compares the two.

Beside them stands the view `actions`, the log in the words of `ombud log`, made by a migration too.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

action_log = Table(
    "action_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("at", Integer, nullable=False),
    Column("chat_id", Integer, nullable=False),
    Column("message_id", Integer),
    Column("user_id", Integer),
    Column("action", Text, nullable=False),
    Column("rule", Text),
    Column("rule_version", Text),
    Column("outcome", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("case_ref", Text),
)
Index(None, action_log.c.at)
Index(None, action_log.c.chat_id, action_log.c.at, action_log.c.action)
Index(None, action_log.c.chat_id, action_log.c.user_id, action_log.c.at)
Index(None, action_log.c.case_ref, sqlite_where=action_log.c.case_ref.is_not(None))

matched_posts = Table(
    "matched_posts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("chat_id", Integer, nullable=False),
    Column("message_id", Integer),
    Column("revision", Integer, nullable=False),
    Column("at", Integer, nullable=False, comment="when this revision was published"),
    Column("content", LargeBinary, nullable=False, comment="the post as JSON, sealed"),
    sqlite_with_rowid=False,
)
Index(None, matched_posts.c.at)

matches = Table(
    "matches",
    metadata,
    Column("post_key", Text, ForeignKey(matched_posts.c.key, ondelete="CASCADE"), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("rule_version", Text, primary_key=True),
    Column("mode", Text, primary_key=True),
    Column("evidence", Text, nullable=False, comment="where in the post, as JSON without text"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("chat_id", Integer, nullable=False),
    Column("message_id", Integer),
    Column("revision", Integer, nullable=False),
    Column("latest_revision", Integer, nullable=False, comment="the highest that joined the case"),
    Column("origin", Text, nullable=False),
    Column("opened_at", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author_id", Integer),
    Column("rule", Text),
    Column("rule_version", Text),
    Column("card_chat_id", Integer),
    Column("card_message_id", Integer),
    Column("decision", Text),
    Column("decided_by", Integer),
    Column("decided_at", Integer),
    Column("content", LargeBinary, comment="the post as JSON, sealed; NULL once its time is over"),
)
Index(None, cases.c.chat_id, cases.c.message_id)

reports = Table(
    "reports",
    metadata,
    Column("case_ref", Text, ForeignKey(cases.c.ref, ondelete="CASCADE"), primary_key=True),
    Column("reporter_id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False, comment="what the reporter wrote, sealed"),
    sqlite_with_rowid=False,
)

author_posts = Table(
    "author_posts",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("author_id", Integer, primary_key=True),
    Column("posts", Integer, nullable=False),
    Column("clean_posts", Integer, nullable=False, comment="since the last that broke a rule"),
    Column("clean_since", Integer),
    Column("last_message_id", Integer, nullable=False),
    sqlite_with_rowid=False,
)

chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("title", Text),
    Column("met_at", Integer, nullable=False),
)
