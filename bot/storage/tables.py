"""The tables as they are now. How they came to be is in `migrations`; a test compares the two.

Beside them stands the view `actions`, the log in the words of `ombud log`, made by a migration too.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

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
    Column("album", Text, comment="of which the message is a part"),
)
Index(None, cases.c.chat_id, cases.c.message_id)
Index(None, cases.c.chat_id, cases.c.album, sqlite_where=cases.c.album.is_not(None))

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

strikes = Table(
    "strikes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("chat_id", Integer, nullable=False),
    Column("user_id", Integer, nullable=False),
    Column("rule", Text, nullable=False),
    Column("rule_version", Text, nullable=False),
    Column("at", Integer, nullable=False, comment="when the post was published"),
    Column("expires", Integer, nullable=False, comment="until when it is in effect"),
    sqlite_with_rowid=False,
)
Index(None, strikes.c.chat_id, strikes.c.user_id, strikes.c.expires)

remembered_messages = Table(
    "remembered_messages",
    metadata,
    Column("id", Integer, primary_key=True, comment="in the order of arrival"),
    Column("chat_id", Integer, nullable=False),
    Column("author_id", Integer),
    Column("message_id", Integer, nullable=False),
    Column("album", Text),
    Column("at", Integer, nullable=False),
    Column("until", Integer, nullable=False, comment="when the last rule that asked has done with it"),
    Column("counted", Integer, nullable=False, comment="0 for what is no post, such as a service message"),
    Column("exact", Integer, comment="a hash of what it says"),
    Column("sketch", LargeBinary, comment="64 numbers by which texts that are alike are found"),
    UniqueConstraint("chat_id", "message_id"),
)
Index(None, remembered_messages.c.until)

remembered_joins = Table(
    "remembered_joins",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("user_id", Integer, primary_key=True),
    Column("at", Integer, nullable=False, comment="the latest"),
    Column("until", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index(None, remembered_joins.c.until)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, comment="in the order of arrival"),
    Column("content", LargeBinary, nullable=False, comment="updates as a JSON array, sealed"),
    Column("done", Text, nullable=False, server_default="[]", comment="the ids of those that are handled"),
)

spree_posts = Table(
    "spree_posts",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("message_id", Integer, primary_key=True),
    Column("case_ref", Text, ForeignKey(cases.c.ref, ondelete="CASCADE"), primary_key=True),
    Column("rule", Text, nullable=False),
    Column("author_id", Integer),
    Column("at", Integer, nullable=False, comment="when it was escalated"),
    Column("latest_revision", Integer, nullable=False, comment="the highest that joined the case"),
    Column("trusted", Integer, nullable=False, comment="1 if the author was known as trusted then"),
    sqlite_with_rowid=False,
)
Index(None, spree_posts.c.case_ref)
Index(None, spree_posts.c.chat_id, spree_posts.c.rule, spree_posts.c.at)

pauses = Table(
    "pauses",
    metadata,
    Column("chat_id", Integer, primary_key=True, comment="0 for all chats"),
    Column("rule", Text, primary_key=True, comment="empty for all rules"),
    Column("version", Text, nullable=False, comment="of the rule; empty for every version"),
    Column("since", Integer, nullable=False),
    Column("until", Integer, comment="NULL: until somebody ends it"),
    Column("actor", Text, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

album_parts = Table(
    "album_parts",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("album", Text, primary_key=True),
    Column("message_id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("rule", Text, comment="by which the whole album goes; NULL while it stays"),
    Column("rule_version", Text),
    sqlite_with_rowid=False,
)
Index(None, album_parts.c.at)

absences = Table(
    "absences",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("since", Integer, nullable=False, comment="when the bot left the chat, which it has not come back to"),
)

missing_rights = Table(
    "missing_rights",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("right", Text, primary_key=True, comment="that the owner was told of"),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

former_chats = Table(
    "former_chats",
    metadata,
    Column("chat_id", Integer, primary_key=True, comment="of a group that has become a supergroup"),
    Column("now", Integer, nullable=False, comment="the id of the supergroup"),
    Column("at", Integer, nullable=False),
)
Index(None, former_chats.c.now)

positions = Table(
    "positions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    sqlite_with_rowid=False,
)
