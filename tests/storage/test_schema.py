import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.core.errors import StorageError
from bot.storage import migrations
from bot.storage.schema import HEAD, bring_up_to_date, refuse_foreign
from bot.storage.sqlite import prepare_reader, prepare_writer
from bot.storage.tables import metadata
from bot.storage.upgrade import MIGRATIONS, engine_on, upgrade

FAILING = """
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade():
    op.execute("CREATE TABLE t{revision} (n INTEGER)")
    op.execute("INSERT INTO t{revision} VALUES (1)")
    {last}
"""


@pytest.fixture
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    prepare_writer(connection)
    yield connection
    connection.close()


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_lead_to_the_tables(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    with engine_on(connection).connect() as alchemy:
        context = MigrationContext.configure(alchemy, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert tables(connection) == {*metadata.tables, "alembic_version"}


def test_the_comparison_sees_differences(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    connection.execute("DROP INDEX ix_action_log_at")
    connection.execute("ALTER TABLE chats ADD COLUMN colour TEXT")
    with engine_on(connection).connect() as alchemy:
        assert len(compare_metadata(MigrationContext.configure(alchemy), metadata)) == 2


def test_a_database_that_is_up_to_date_stays_as_it_is(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    before = list(connection.iterdump())
    bring_up_to_date(connection, file)
    assert list(connection.iterdump()) == before


def test_a_migration_that_cannot_run_changes_nothing(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    connection.execute("INSERT INTO chats VALUES (1, 'private', NULL, 5)")
    connection.execute("DELETE FROM alembic_version")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        bring_up_to_date(connection, file)
    assert connection.execute("SELECT * FROM chats").fetchall() == [(1, "private", None, 5)]
    assert not connection.in_transaction


def test_a_newer_database_is_refused(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError, match=r"ombud\.db .*newer version .*9999.*install"):
        bring_up_to_date(connection, file)


def test_a_database_of_another_program_is_refused(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(StorageError, match="another program"):
        refuse_foreign(connection, file)
    connection.close()


def test_a_migration_that_fails_leaves_the_one_before(
    connection: sqlite3.Connection, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "100% migrations"
    (folder / "versions").mkdir(parents=True)
    shutil.copy(Path(migrations.__path__[0]) / "env.py", folder)
    (folder / "versions" / "a.py").write_text(FAILING.format(revision="1", before=None, last="pass"))
    (folder / "versions" / "b.py").write_text(FAILING.format(revision="2", before="'1'", last="op.execute('oops')"))
    with pytest.raises(sqlite3.OperationalError, match="oops"):
        upgrade(connection, file, str(folder))
    assert tables(connection) == {"alembic_version", "t1"}
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("1",)]


def test_the_settings_of_the_writer(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    expected = {
        "auto_vacuum": 2,
        "journal_mode": "wal",
        "synchronous": 2,
        "temp_store": 2,
        "wal_autocheckpoint": 4_000,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5_000,
    }
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected


def test_a_reader_cannot_write(connection: sqlite3.Connection, file: Path) -> None:
    bring_up_to_date(connection, file)
    prepare_reader(connection)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM chats")


@pytest.mark.parametrize(
    ("module", "spared"),
    [("asyncio; import bot.storage.memory", "sqlalchemy"), ("bot.storage.opening", "alembic")],
)
def test_what_is_not_needed_is_not_imported(module: str, spared: str) -> None:
    program = f"import sys; import {module}; sys.exit({spared!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
