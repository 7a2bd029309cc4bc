"""Which version of the tables a database has, and whether it must be brought up to date.

Alembic is only imported when there is something to do: it costs half a second and 10 MB.
"""

import sqlite3
from pathlib import Path

from bot.core.errors import StorageError

HEAD = "0009"
"""The newest revision in `migrations/versions`."""

_VERSIONS = "alembic_version"


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StorageError` for a database that another program made. Writes nothing."""
    tables = _tables(connection)
    if tables and _VERSIONS not in tables:
        raise StorageError(f"{path} is a database of another program: let `storage.url` name another file")


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Migrate the database if it is new or older. Leaves foreign keys enforced.

    Raises `StorageError` if it is newer, `sqlite3.Error` if it cannot be read or written.
    """
    if _revision(connection) != HEAD:
        from bot.storage.upgrade import upgrade  # noqa: PLC0415 - see above

        upgrade(connection, path)
    connection.execute("PRAGMA foreign_keys=ON")


def require_key(connection: sqlite3.Connection, path: Path, fingerprint: int | None) -> None:
    """Raise `StorageError` if the database was sealed with another key; remember the first key that it is given."""
    row = connection.execute("SELECT value FROM positions WHERE name = 'key'").fetchone()
    if row is None and fingerprint is not None:
        keep_fingerprint(connection, fingerprint)
    elif row is not None and row[0] != fingerprint:
        raise StorageError(
            f"{path} was sealed with another key: bring back its key file, {path.with_suffix('.key')} if none was "
            "named, or the `storage.key` that it was made with; if `ombud db rekey` was interrupted, run it again"
        )


def keep_fingerprint(connection: sqlite3.Connection, fingerprint: int) -> None:
    """Remember by which key the database is sealed."""
    connection.execute("INSERT OR REPLACE INTO positions (name, value) VALUES ('key', ?)", (fingerprint,))


def require_present(connection: sqlite3.Connection, path: Path) -> None:
    """Raise `StorageError` for a database that this version of Ombud did not bring up to date. Writes nothing."""
    refuse_foreign(connection, path)
    if (found := _revision(connection)) != HEAD:
        version = f"its tables are of revision {found}" if found else "it is empty"
        raise StorageError(f"{path} is not of this version of Ombud ({version}): start `ombud run` with it once")


def _revision(connection: sqlite3.Connection) -> str | None:
    if _VERSIONS not in _tables(connection):
        return None
    row = connection.execute(f"SELECT version_num FROM {_VERSIONS}").fetchone()  # noqa: S608 - a constant
    return None if row is None else str(row[0])


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
