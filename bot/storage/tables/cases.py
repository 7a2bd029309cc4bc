"""Cases, their sprees, reports, appeals and keys."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.storage.tables._metadata import metadata

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
    Column("category", Text),
    Column("severity", Text, nullable=False, server_default="medium"),
    Column("claimed_by", Integer),
    Column("claimed_until", Integer),
    Column("due_at", Integer, comment="when the owner is reminded"),
    Column("lapses_at", Integer, comment="when an interim measure or a wait for a second moderator ends"),
    Column("seconds", Integer, comment="for how long the decision is; NULL for ever"),
    Column("second_by", Integer),
    Column("automated", Integer, nullable=False, server_default="0"),
    Column("applied", Text, nullable=False, server_default="[]", comment="what is to be undone, as JSON"),
    Column("appellant", Integer),
    Column("appealed_at", Integer),
    Column("reviewed_by", Integer),
    Column("reviewed_at", Integer),
)
Index(None, cases.c.chat_id, cases.c.message_id)
Index(None, cases.c.state, cases.c.chat_id)
Index(None, cases.c.author_id, cases.c.chat_id)
Index(None, cases.c.chat_id, cases.c.album, sqlite_where=cases.c.album.is_not(None))

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

reports = Table(
    "reports",
    metadata,
    Column("case_ref", Text, ForeignKey(cases.c.ref, ondelete="CASCADE"), primary_key=True),
    Column("reporter_id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False, comment="what the reporter wrote, sealed"),
    Column("ref", Text),
    Column("reason", Text),
    Column("weighs", Integer, nullable=False, server_default="1"),
    Column("state", Text, nullable=False, server_default="linked"),
    Column("notified_at", Integer, comment="when the reporter was told the outcome"),
    Column("fresh", Integer, nullable=False, server_default="0", comment="never seen writing in the chat before"),
    sqlite_with_rowid=False,
)
Index(None, reports.c.ref, unique=True)
Index(None, reports.c.reporter_id, reports.c.at)
Index(None, reports.c.at, sqlite_where=(reports.c.notified_at.is_(None)) & (reports.c.state != "linked"))

appeals = Table(
    "appeals",
    metadata,
    Column("case_ref", Text, ForeignKey(cases.c.ref, ondelete="CASCADE"), primary_key=True),
    Column("decided_at", Integer, primary_key=True, comment="of the decision that it is against"),
    Column("by", Integer, nullable=False),
    Column("party", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False, comment="what the appellant wrote, sealed"),
    Column("outcome", Text),
    Column("reviewer", Integer),
    Column("reviewed_at", Integer),
    Column("same_person", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

pardons = Table(
    "pardons",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True, comment="of the text that the rule does not act on again"),
    Column("case_ref", Text, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

stains = Table(
    "stains",
    metadata,
    Column("chat_id", Integer, primary_key=True),
    Column("author_id", Integer, primary_key=True),
    Column("message_id", Integer, primary_key=True, comment="of the post that broke a rule"),
    Column("at", Integer, nullable=False),
    Column("clean_posts", Integer, nullable=False, comment="what counted until then, the post included"),
    Column("clean_since", Integer),
    sqlite_with_rowid=False,
)

case_keys = Table(
    "case_keys",
    metadata,
    Column("case_ref", Text, ForeignKey(cases.c.ref, ondelete="CASCADE"), primary_key=True),
    Column("key", LargeBinary, nullable=False, comment="that seals the case's texts, itself sealed"),
    sqlite_with_rowid=False,
)
