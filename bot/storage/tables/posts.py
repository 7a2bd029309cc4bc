"""What is remembered of posts for a while, and updates on their way in."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from bot.storage.tables._metadata import metadata

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

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True, comment="in the order of arrival"),
    Column("content", LargeBinary, nullable=False, comment="updates as a JSON array, sealed"),
    Column("done", Text, nullable=False, server_default="[]", comment="the ids of those that are handled"),
)
