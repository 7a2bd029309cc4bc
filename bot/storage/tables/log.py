"""The log of actions, its chain, and what is kept of posts that matched."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.storage.tables._metadata import metadata

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

chain = Table(
    "chain",
    metadata,
    Column("number", Integer, primary_key=True, comment="of the event, from 1 on without a gap"),
    Column("at", Integer, nullable=False),
    Column("log_id", Integer, nullable=False, comment="the row of the log that was put in, changed or erased"),
    Column("salt", LargeBinary, comment="NULL once the row was erased, and for the erasure"),
    Column("commitment", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
)
Index(None, chain.c.log_id)

chain_tip = Table(
    "chain_tip",
    metadata,
    Column("id", Integer, primary_key=True, comment="1: there is one row"),
    Column("number", Integer, nullable=False, comment="of the last event"),
    Column("link", LargeBinary, nullable=False),
    Column("seal", LargeBinary, comment="of both, by the key; NULL while there is none"),
)

heads = Table(
    "heads",
    metadata,
    Column("number", Integer, primary_key=True, comment="of the last event that it covers"),
    Column("link", LargeBinary, nullable=False),
    Column("at", Integer, nullable=False),
    Column("signer", Text, nullable=False, comment="the fingerprint of its key"),
    Column("signature", LargeBinary, nullable=False),
)

signers = Table(
    "signers",
    metadata,
    Column("fingerprint", Text, primary_key=True),
    Column("public", LargeBinary, nullable=False, comment="the Ed25519 key that heads are checked by"),
    Column("since", Integer, nullable=False),
    Column("endorsement", LargeBinary, comment="a former key, signed by the present one"),
    sqlite_with_rowid=False,
)
