"""Nobody asks any more which chats the bot left: what waits there expires when it leaves."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """One table less."""
    op.drop_table("absences")
