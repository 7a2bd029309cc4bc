"""Databases of earlier versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.storage.upgrade import engine_on


def database_of_revision(file: Path, revision: str, migrations: str) -> None:
    """A database as the version with that revision left it."""
    config = Config()
    config.set_main_option("script_location", migrations)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection, engine_on(connection).connect() as alchemy:
        config.attributes["connection"] = alchemy
        command.upgrade(config, revision)
