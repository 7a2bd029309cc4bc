import os
from pathlib import Path

import pytest

import bot.storage.sqlite
from bot.core.errors import StorageError
from bot.storage import open_store
from bot.storage.hold import Hold


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.storage.sqlite, "BUSY_SECONDS", 0.01)


async def test_a_store_is_for_one_process_at_a_time(url: str) -> None:
    first = await open_store(url)
    with pytest.raises(StorageError, match=r"is in use by another program \(a running `ombud run`\?\)"):
        await open_store(url)
    await first.close()
    await (await open_store(url)).close()


async def test_a_store_that_could_not_be_opened_is_let_go(
    url: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.storage.sqlite, "is_sound", lambda connection: False)
    with pytest.raises(StorageError, match="is damaged"):
        await open_store(url)
    Hold.take(file, within=0).release()


def test_letting_go_twice_does_no_harm(file: Path) -> None:
    hold = Hold.take(file, within=0)
    hold.release()
    other = os.open(file, os.O_CREAT | os.O_RDONLY)
    hold.release()
    os.close(other)  # would fail if the second release had closed what got the same number


def test_a_lock_of_another_account_can_be_taken(file: Path, unprivileged_folder: Path) -> None:
    theirs = unprivileged_folder / "ombud.db"
    Hold.take(theirs, within=0).release()
    theirs.with_name("ombud.db-lock").chmod(0o444)
    Hold.take(theirs, within=0).release()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"ombud\.db-lock cannot be written \(no such file or directory\)"):
        Hold.take(tmp_path / "nowhere" / "ombud.db", within=0)
