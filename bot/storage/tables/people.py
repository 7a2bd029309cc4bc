"""People and chats: who is known, who has strikes, what was set and paused."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from bot.storage.tables._metadata import metadata

contacts = Table(
    "contacts",
    metadata,
    Column("user_id", Integer, primary_key=True),
    Column("language", Text),
    Column("met_at", Integer, nullable=False),
)

trusted = Table(
    "trusted",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("user_id", Integer, primary_key=True),
    Column("by", Integer, nullable=False),
    Column("at", Integer, nullable=False),
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
    Column("case_ref", Text, comment="whose decision brought it"),
    Column("taken_back_at", Integer),
    Column("number", Integer, comment="how many were in effect when it was given, itself included"),
    sqlite_with_rowid=False,
)
Index(None, strikes.c.chat_id, strikes.c.user_id, strikes.c.expires)

chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("title", LargeBinary, comment="sealed"),
    Column("met_at", Integer, nullable=False),
)

chat_settings = Table(
    "chat_settings",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False, comment="as JSON"),
    Column("by", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

pauses = Table(
    "pauses",
    metadata,
    Column("chat_id", Integer, primary_key=True, comment="0 for all chats"),
    Column("rule", Text, primary_key=True, comment="empty for all rules"),
    Column("version", Text, nullable=False, comment="of the rule; empty for every version"),
    Column("since", Integer, nullable=False),
    Column("until", Integer, comment="NULL: until somebody ends it"),
    Column("actor", Text, nullable=False),
    Column("why", LargeBinary, nullable=False, comment="sealed"),
    sqlite_with_rowid=False,
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
