"""Single values."""

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from bot.storage.tables._metadata import metadata

positions = Table(
    "positions",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    sqlite_with_rowid=False,
)

lasting_keys = Table(
    "lasting_keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False, comment="in base64, sealed"),
    sqlite_with_rowid=False,
)
