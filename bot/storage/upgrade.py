"""Running the migrations, each in a transaction of its own: it is there as a whole or not at all."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from bot.core.errors import StorageError

MIGRATIONS = "bot.storage:migrations"


def upgrade(connection: sqlite3.Connection, path: Path, migrations: str = MIGRATIONS) -> None:
    """Bring the database up to date. `connection` is in autocommit mode and does not enforce foreign keys.

    Raises `StorageError` if a newer version of Ombud made the database, `sqlite3.Error` if a migration fails.
    """
    config = Config()
    config.set_main_option("script_location", migrations.replace("%", "%%"))
    try:
        with engine_on(connection).connect() as alchemy:
            _refuse_newer(alchemy, ScriptDirectory.from_config(config), path)
            config.attributes["connection"] = alchemy
            command.upgrade(config, "head")
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise


def engine_on(connection: sqlite3.Connection) -> Engine:
    """SQLAlchemy on a connection that is open already.

    The driver would commit before each DDL statement, so a transaction is begun explicitly.
    """
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(alchemy: Connection) -> None:
        alchemy.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _refuse_newer(alchemy: Connection, script: ScriptDirectory, path: Path) -> None:
    known = {revision.revision for revision in script.walk_revisions()}
    with alchemy.begin():
        found = MigrationContext.configure(alchemy).get_current_heads()
    for revision in set(found) - known:
        raise StorageError(
            f"{path} was written by a newer version of Ombud (its tables are of revision {revision}): "
            "install that version again, or restore a backup made before it"
        )
