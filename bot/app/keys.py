"""The key that seals texts: given, in a file, or made at the first start."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from bot.config import Storage
from bot.core.errors import StorageError
from bot.storage.backup import sync
from bot.storage.vault import SealedVault
from bot.storage.viewing import database_path

SUFFIX = ".key"
WAITING = ".new"
_SHORTEST = 16


def vault_of(storage: Storage) -> SealedVault:
    """The vault by the configured key; without one, by the key file beside the database, made if it is not there.

    Raises `StorageError` if a key file cannot be read or made, or if the key is too short to be one.
    """
    if storage.key is not None:
        return SealedVault(_long_enough(storage.key.reveal().encode(), "`storage.key`"))
    if storage.key_file is not None:
        return SealedVault(_read(storage.key_file))
    file = database_path(storage.url).with_suffix(SUFFIX)
    return SealedVault(_read(file) if file.exists() else _made(file))


def present_vault(storage: Storage) -> SealedVault | None:
    """The same for those who only look: no key is made, None if there is none. Raises `StorageError` likewise."""
    file = key_file_of(storage)
    return vault_of(storage) if file is None or file.exists() or storage.key_file is not None else None


def key_file_of(storage: Storage) -> Path | None:
    """The file with the key, whether it is there or not; None if the key is given itself."""
    if storage.key is not None:
        return None
    return storage.key_file or database_path(storage.url).with_suffix(SUFFIX)


def new_key_for(file: Path) -> bytes:
    """A new key that waits beside the key file, to take its place; the one that waits already, if there is one."""
    waiting = file.with_name(file.name + WAITING)
    return _read(waiting) if waiting.exists() else _made(waiting)


def put_in_place(file: Path, now: datetime) -> Path | None:
    """Have the key that waits take the key file's place; where the one before is kept, if there was one.

    At every moment there is a key file, and each key is in some file.
    """
    waiting, kept = file.with_name(file.name + WAITING), None
    if file.exists():
        kept = file.with_name(f"{file.name}.old-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        _written(kept, file.read_bytes())
    waiting.replace(file)
    sync(file.parent)
    return kept


def vault_in(file: Path) -> SealedVault:
    """The vault by the key in a file. Raises `StorageError`."""
    return SealedVault(_read(file))


def _read(file: Path) -> bytes:
    try:
        content = file.read_bytes().strip()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"the key file {file} cannot be read: {reason}; check `storage.key_file`") from error
    return _long_enough(content, f"the key in {file}")


def _made(file: Path) -> bytes:
    """A new key, in a file that only this account can read."""
    key = secrets.token_urlsafe(32).encode()
    _written(file, key + b"\n")
    return key


def _written(file: Path, content: bytes) -> None:
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        sync(file.parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fix = "set `storage.key_file`, or let `storage.url` name a place where the bot may write"
        raise StorageError(f"no key file can be made at {file}: {reason}; {fix}") from error


def _long_enough(key: bytes, name: str) -> bytes:
    if len(key) < _SHORTEST:
        raise StorageError(f"{name} is too short to be a key: take at least {_SHORTEST} random characters")
    return key
