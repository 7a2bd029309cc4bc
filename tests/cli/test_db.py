import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import bot.storage.sqlite
from bot.storage import open_store
from bot.storage.hold import Hold
from tests.cli.conftest import Run
from tests.storage.makers import entry

TWO_YEARS_AGO = 1_600_000_000


@pytest.fixture
def database(here: Path) -> Path:
    """One with a row of the log whose time is over, and one whose time is not."""

    async def make() -> None:
        store = await open_store("sqlite:///ombud.db")
        await store.intend([entry("old", at=TWO_YEARS_AGO), entry("young", at=4_000_000_000)])
        await store.close()

    asyncio.run(make())
    return here / "ombud.db"


def keys(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM action_log")}


def test_a_backup_and_back(run: Run, database: Path) -> None:
    backed_up = run("db", "backup", "copy.db")
    assert (backed_up.status, backed_up.err) == (0, "")
    assert backed_up.out.startswith(f"copy.db holds a copy of {database} (")
    assert run("db", "prune").status == 0
    assert keys(database) == {"young"}
    restored = run("db", "restore", "copy.db")
    assert (restored.status, restored.err) == (0, "")
    assert keys(database) == {"old", "young"}
    (kept,) = database.parent.glob("ombud.db.replaced-*Z")
    assert f"kept as {kept}" in restored.out
    assert keys(kept) == {"young"}


def test_a_dry_run_drops_nothing(run: Run, database: Path) -> None:
    ran = run("db", "prune", "--dry-run")
    assert ran.status == 0
    assert "1  rows of the log\n" in ran.out
    assert "0  strikes\n" in ran.out
    assert ran.out.endswith("nothing was dropped: this was a dry run\n")
    assert keys(database) == {"old", "young"}


def test_a_database_that_is_in_use(run: Run, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.storage.sqlite, "BUSY_SECONDS", 0.01)
    assert run("db", "backup", "copy.db").status == 0
    hold = Hold.take(database, within=0)
    assert run("db", "backup", "another.db").status == 0
    assert run("db", "prune", "--dry-run").status == 0
    for arguments in (("restore", "copy.db"), ("prune",)):
        ran = run("db", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "is in use by another program (a running `ombud run`?): end that one" in ran.err
    hold.release()


@pytest.mark.parametrize("arguments", [("backup", "copy.db"), ("prune",), ("prune", "--dry-run")])
def test_there_must_be_a_database(run: Run, here: Path, arguments: tuple[str, ...]) -> None:
    ran = run("db", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "there is no database at" in ran.err
    assert not (here / "ombud.db").exists()


def test_a_configuration_that_is_wrong(run: Run, here: Path) -> None:
    (here / "config.yaml").write_text("storage: {url: postgresql://x}")
    ran = run("db", "backup", "copy.db")
    assert (ran.status, ran.out) == (2, "")
    assert "this database is not supported" in ran.err


def test_nothing_of_it_is_imported_to_check_posts(run: Run) -> None:
    from tests.acceptance.process import python  # noqa: PLC0415

    code = (
        'import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b\'{"text": "x"}\\n\'));'
        "from bot.cli import main; status = main(['check', '--rules', 'house.yaml']);"
        "heavy = {'structlog', 'prometheus_client', 'aiohttp.web', 'aiosqlite', 'sqlalchemy'} & set(sys.modules);"
        "print(status, sorted(heavy))"
    )
    ran = python(Path.cwd(), code)
    assert ran.stdout.splitlines()[-1] == "0 []", ran.stderr
