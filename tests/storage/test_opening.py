import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import bot.storage.sqlite
from bot.core.errors import StorageError
from bot.storage import open_store
from bot.storage.viewing import database_path
from tests.storage.makers import content, entry, fill


async def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        await open_store(f"sqlite:///{path}")
    message = str(caught.value)
    assert str(path.parent) in message
    assert "\n" not in message
    return message.replace(str(path), "FILE").replace(str(path.parent), "FOLDER")


def allow(path: Path, mode: int) -> None:
    path.chmod(mode)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///ombud.db", "ombud.db"),
        ("sqlite:////var/lib/ombud.db", "/var/lib/ombud.db"),
        ("sqlite+aiosqlite:///data/ombud.db", "data/ombud.db"),
        ("sqlite:///100% böt #1.db", "100% böt #1.db"),
    ],
)
def test_the_file_of_a_url(url: str, path: str) -> None:
    assert database_path(url) == Path(path)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", "is not a URL"),
        ("ombud.db", "is not a URL"),
        ("postgresql://localhost/ombud", "names `postgresql`"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://ombud.db", "names no file"),
        ("sqlite:///ombud.db?mode=ro", "takes no options"),
    ],
)
async def test_a_url_that_names_no_sqlite_file(url: str, fault: str) -> None:
    with pytest.raises(StorageError, match=f"{fault}.*sqlite:///ombud.db"):
        await open_store(url)


async def test_a_name_with_signs_that_urls_use(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/100% böt #1.db")
    await store.close()
    assert content(tmp_path / "100% böt #1.db").startswith(b"SQLite format 3\0")


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    fault = "the folder FOLDER does not exist: create it, or let `storage.url` name another"
    assert await refusal(tmp_path / "nowhere" / "ombud.db") == fault


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert await refusal(tmp_path) == "FILE is a folder: let `storage.url` name a file"


async def test_a_folder_that_cannot_be_written(unprivileged_folder: Path) -> None:
    allow(unprivileged_folder, 0o500)
    fault = "the folder FOLDER cannot be written: give the account that runs Ombud write access to it"
    assert await refusal(unprivileged_folder / "ombud.db") == fault


@pytest.mark.parametrize("mode", [0o400, 0o000])
async def test_a_file_that_cannot_be_written(unprivileged_folder: Path, mode: int) -> None:
    file = unprivileged_folder / "ombud.db"
    await (await open_store(f"sqlite:///{file}")).close()
    allow(file, mode)
    fault = "FILE cannot be written: give the account that runs Ombud read and write access to it"
    assert await refusal(file) == fault


@pytest.mark.parametrize("diary", [b"dear diary\n" * 100, b"\0" * 5_000])
async def test_a_file_that_is_no_database(file: Path, diary: bytes) -> None:
    fill(file, diary)
    fault = "FILE is not a SQLite database: let `storage.url` name another file, or move it away"
    assert await refusal(file) == fault
    assert content(file) == diary


async def test_a_damaged_database(file: Path) -> None:
    store = await open_store(f"sqlite:///{file}")
    await store.intend([entry(str(number)) for number in range(500)])
    await store.close()
    whole = content(file)
    fill(file, whole[:100] + b"\xff" * 3_996 + whole[4_096:])
    fault = "FILE is damaged: restore a backup (`ombud db restore FILE`), or move it away to start with an empty one"
    assert await refusal(file) == fault


async def test_a_database_that_another_program_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await (await open_store(f"sqlite:///{file}")).close()
    monkeypatch.setattr(bot.storage.sqlite, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        fault = "FILE is locked by another program (a second `ombud run`?): end that one, then try again"
        assert await refusal(file) == fault


async def test_a_database_of_another_program_is_left_as_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = content(file)
    assert await refusal(file) == "FILE is a database of another program: let `storage.url` name another file"
    assert content(file) == before


async def test_an_empty_file_becomes_a_database(file: Path) -> None:
    fill(file, b"")
    await (await open_store(f"sqlite:///{file}")).close()
    assert content(file).startswith(b"SQLite format 3\0")
