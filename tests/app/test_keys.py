"""Where the key comes from."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app.keys import new_key_for, present_vault, put_in_place, vault_of
from bot.config import Secret, Storage
from bot.core.errors import StorageError


def storage(folder: Path, key: str | None = None, key_file: Path | None = None) -> Storage:
    return Storage(f"sqlite:///{folder / 'x.db'}", Secret(key) if key else None, key_file)


def test_a_key_is_made_once_and_for_nobody_else(tmp_path: Path) -> None:
    first, second = vault_of(storage(tmp_path)), vault_of(storage(tmp_path))
    assert first.fingerprint == second.fingerprint
    assert stat.S_IMODE((tmp_path / "x.key").stat().st_mode) == 0o600


def test_a_given_key_needs_no_file(tmp_path: Path) -> None:
    assert vault_of(storage(tmp_path, "k" * 16)).unseal(vault_of(storage(tmp_path, "k" * 16)).seal("x")) == "x"
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_is_read_without_its_line_end(tmp_path: Path) -> None:
    file = tmp_path / "my.key"
    file.write_text("k" * 16 + "\n")
    assert vault_of(storage(tmp_path, key_file=file)).fingerprint == vault_of(storage(tmp_path, "k" * 16)).fingerprint


@pytest.mark.parametrize(
    ("content", "fault"), [(None, "cannot be read: no such file"), ("short\n", "is too short to be a key")]
)
def test_a_key_file_that_is_none(tmp_path: Path, content: str | None, fault: str) -> None:
    file = tmp_path / "my.key"
    if content:
        file.write_text(content)
    with pytest.raises(StorageError, match=fault):
        vault_of(storage(tmp_path, key_file=file))


def test_a_short_key_is_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"`storage\.key` is too short"):
        vault_of(storage(tmp_path, "abc"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no key file can be made"):
        vault_of(storage(tmp_path / "none"))


def test_who_only_looks_makes_no_key(tmp_path: Path) -> None:
    assert present_vault(storage(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []
    made = vault_of(storage(tmp_path))
    found = present_vault(storage(tmp_path))
    assert found is not None
    assert found.fingerprint == made.fingerprint
    assert present_vault(storage(tmp_path, "k" * 16)) is not None
    with pytest.raises(StorageError, match="cannot be read"):
        present_vault(storage(tmp_path, key_file=tmp_path / "none.key"))


def test_a_new_key_waits_until_it_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    vault_of(storage(tmp_path))
    file = tmp_path / "x.key"
    old = file.read_bytes()
    new = new_key_for(file)
    assert new_key_for(file) == new
    assert file.read_bytes() == old
    kept = put_in_place(file, datetime(2026, 11, 22, 14, 3, tzinfo=UTC))
    assert kept == tmp_path / "x.key.old-20261122T140300Z"
    assert (kept.read_bytes(), file.read_bytes()) == (old, new + b"\n")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (kept, file)] == [0o600] * 2
    assert len(list(tmp_path.iterdir())) == 2
