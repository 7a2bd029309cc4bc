"""The key that seals texts: given, in a file, or made at the first start."""

import os
import secrets
from pathlib import Path

from bot.config import Storage
from bot.core.errors import StorageError
from bot.storage.vault import SealedVault
from bot.storage.viewing import database_path

SUFFIX = ".key"
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
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:  # noqa: PTH123
            out.write(key + b"\n")
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fix = "set `storage.key_file`, or let `storage.url` name a place where the bot may write"
        raise StorageError(f"no key file can be made at {file}: {reason}; {fix}") from error
    return key


def _long_enough(key: bytes, name: str) -> bytes:
    if len(key) < _SHORTEST:
        raise StorageError(f"{name} is too short to be a key: take at least {_SHORTEST} random characters")
    return key
