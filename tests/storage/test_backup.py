import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.errors import StorageError
from bot.storage import open_log, open_store
from bot.storage.backup import back_up, restore
from bot.storage.hold import Hold
from bot.storage.upgrade import MIGRATIONS
from tests.storage.makers import content, entry, fill
from tests.storage.older import database_of_revision

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


async def made(file: Path, *keys: str) -> None:
    """A database with these entries in its log."""
    store = await open_store(f"sqlite:///{file}")
    await store.intend([entry(key) for key in keys])
    await store.close()


async def keys(file: Path) -> Sequence[str]:
    async with open_log(f"sqlite:///{file}") as log:
        return [entry.key async for entry in log.entries()]


def run_sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def beside(file: Path) -> set[str]:
    """What is in the file's folder; reading a database may leave an empty log of changes there."""
    return {path.name for path in file.parent.iterdir() if not path.name.endswith(("-wal", "-shm"))}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


async def test_a_copy_has_what_the_store_has_even_while_it_is_open(file: Path, copy: Path) -> None:
    store = await open_store(f"sqlite:///{file}")
    await store.intend([entry("before")])
    size = back_up(file, copy)
    await store.intend([entry("after")])
    await store.close()
    assert await keys(copy) == ["before"]
    assert size == len(content(copy))


async def test_a_copy_is_for_nobody_elses_eyes_and_leaves_nothing_beside_it(file: Path, copy: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    assert mode(copy) == 0o600
    assert beside(copy) == {"copy.db", "ombud.db", "ombud.db-lock"}


async def test_a_copy_replaces_nothing(file: Path, copy: Path) -> None:
    await made(file, "a")
    fill(copy, b"precious")
    with pytest.raises(StorageError, match=r"copy\.db is there already: name a new file, or remove that one"):
        back_up(file, copy)
    assert content(copy) == b"precious"


@pytest.mark.parametrize("place", ["nowhere/copy.db", "ombud.db/copy.db"])
async def test_a_copy_goes_where_there_is_a_folder(file: Path, tmp_path: Path, place: str) -> None:
    await made(file, "a")
    with pytest.raises(StorageError, match="nothing can be written to the folder"):
        back_up(file, tmp_path / place)


async def test_there_must_be_something_to_copy(file: Path, copy: Path) -> None:
    with pytest.raises(StorageError, match=r"there is no database at .*: `storage\.url` says where it is"):
        back_up(file, copy)
    assert beside(copy) == set()


async def test_a_copy_comes_back(file: Path, copy: Path) -> None:
    await made(file, "a", "b")
    back_up(file, copy)
    await made(file, "c")
    restored = restore(copy, file, NOW)
    assert await keys(file) == ["a", "b"]
    assert restored.kept == file.with_name("ombud.db.replaced-20261122T200000Z")
    assert await keys(restored.kept) == ["a", "b", "c"]
    await made(file, "d")
    assert await keys(file) == ["a", "b", "d"]


async def test_what_was_there_is_kept_with_its_log_of_changes(file: Path, copy: Path, tmp_path: Path) -> None:
    """As after a power cut: much of it stands in the log alone."""
    await made(file, "a")
    back_up(file, copy)
    store = await open_store(f"sqlite:///{file}")
    await store.intend([entry("b")])
    crashed = tmp_path / "crashed.db"
    fill(crashed, content(file))
    fill(tmp_path / "crashed.db-wal", content(tmp_path / "ombud.db-wal"))
    await store.close()
    restored = restore(copy, crashed, NOW)
    assert await keys(crashed) == ["a"]
    assert restored.kept is not None
    assert await keys(restored.kept) == ["a", "b"]


async def test_a_copy_may_come_where_there_is_nothing(file: Path, copy: Path, tmp_path: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    new = tmp_path / "new.db"
    assert restore(copy, new, NOW) == (new, None)
    assert await keys(new) == ["a"]


async def test_a_copy_stands_in_for_a_database_that_is_damaged(file: Path, copy: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    fill(file, b"\xff" * 10_000)
    restored = restore(copy, file, NOW)
    assert await keys(file) == ["a"]
    assert restored.kept is not None
    assert content(restored.kept) == b"\xff" * 10_000


async def test_a_copy_of_an_older_version_is_brought_up_to_date(file: Path, copy: Path) -> None:
    database_of_revision(copy, "0001", MIGRATIONS)
    restore(copy, file, NOW)
    assert await keys(file) == []


async def refusal(copy: Path, file: Path) -> str:
    before = content(file)
    with pytest.raises(StorageError) as caught:
        restore(copy, file, NOW)
    assert content(file) == before
    assert not any("part" in name for name in beside(file))
    return str(caught.value).replace(str(copy), "COPY").replace(str(file), "FILE")


async def test_a_copy_of_a_newer_version_is_refused(file: Path, copy: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    run_sql(copy, "UPDATE alembic_version SET version_num = '9999'")
    assert "COPY was written by a newer version of Ombud" in await refusal(copy, file)


async def test_a_database_of_another_program_is_refused(file: Path, copy: Path) -> None:
    await made(file, "a")
    run_sql(copy, "CREATE TABLE songs (title TEXT)")
    assert await refusal(copy, file) == "COPY is no database of Ombud's"


@pytest.mark.parametrize(
    ("junk", "fault"),
    [(b"", "COPY is no database of Ombud's"), (b"dear diary\n" * 100, "COPY is not a SQLite database")],
)
async def test_a_file_that_is_no_database_is_refused(file: Path, copy: Path, junk: bytes, fault: str) -> None:
    await made(file, "a")
    fill(copy, junk)
    assert fault in await refusal(copy, file)


async def test_a_copy_that_is_damaged_is_refused(file: Path, copy: Path) -> None:
    await made(file, *map(str, range(500)))
    back_up(file, copy)
    whole = content(copy)
    fill(copy, whole[:20_000] + b"\xff" * 8_000 + whole[28_000:])
    assert "COPY is damaged" in await refusal(copy, file)


async def test_a_copy_whose_rows_belong_to_nothing_is_refused(file: Path, copy: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    run_sql(copy, "INSERT INTO reports (case_ref, reporter_id, at, words) VALUES ('C-1', 1, 1, x'')")
    assert await refusal(copy, file) == "COPY is damaged (rows that belong to nothing)"


async def test_a_database_that_is_in_use_is_left_alone(file: Path, copy: Path) -> None:
    await made(file, "a")
    back_up(file, copy)
    hold = Hold.take(file, within=0)
    fault = "FILE is in use by another program (a running `ombud run`?): end that one, then try again"
    assert await refusal(copy, file) == fault
    hold.release()
    restore(copy, file, NOW)


async def test_a_database_is_no_copy_of_itself(file: Path) -> None:
    await made(file, "a")
    assert await refusal(file, file) == "COPY is the database itself: name a backup"


def test_there_must_be_something_to_restore(file: Path, copy: Path) -> None:
    with pytest.raises(StorageError, match=r"there is no file .*copy\.db"):
        restore(copy, file, NOW)
