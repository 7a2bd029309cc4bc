"""SQLite's errors as one sentence each: which file, what is wrong, how to mend it."""

import os
import sqlite3
from pathlib import Path
from typing import TypeGuard

from bot.core.errors import DiskFailed, StorageError

_PRIMARY_CODE = 0xFF
"""SQLite's extended codes have the kind of error in their lowest byte."""

_LOST = frozenset({sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_EFFECTIVE = os.access in os.supports_effective_ids

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "{path} is locked by another program (a second `ombud run`?): end that one, then try again",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: give the account that runs Ombud write access to it",
    sqlite3.SQLITE_PERM: "{path} cannot be written: give the account that runs Ombud write access to it",
    sqlite3.SQLITE_IOERR: "{path} cannot be read or written, the disk reports `{error}`: check the disk",
    sqlite3.SQLITE_CORRUPT: (
        "{path} is damaged: restore a backup (`ombud db restore FILE`), or move it away to start with an empty one"
    ),
    sqlite3.SQLITE_FULL: "{path} cannot grow, the disk is full: make room",
    sqlite3.SQLITE_NOTADB: "{path} is not a SQLite database: let `storage.url` name another file, or move it away",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened: give the account that runs Ombud access to it",
}


def is_lost(error: BaseException | None) -> TypeGuard[sqlite3.Error]:
    """Whether it says that what was written may not be on the disk, nor what was written before it."""
    return isinstance(error, sqlite3.Error) and _code(error) in _LOST


def is_full(error: BaseException | None) -> bool:
    """Whether it says that the disk has no room."""
    return isinstance(error, sqlite3.Error) and _code(error) & _PRIMARY_CODE == sqlite3.SQLITE_FULL


def is_damage(error: sqlite3.Error) -> bool:
    """Whether it says that the file is not what it was: that does not heal by itself."""
    return _code(error) & _PRIMARY_CODE in _DAMAGED


def is_trouble(error: sqlite3.Error) -> bool:
    """Whether it is about the file or the disk, and not about what was asked for."""
    return _code(error) & _PRIMARY_CODE in _SENTENCES


def damaged(path: Path) -> StorageError:
    """The error for a file that a check has found damaged."""
    return StorageError(_SENTENCES[sqlite3.SQLITE_CORRUPT].format(path=path))


def explained(error: sqlite3.Error, path: Path) -> StorageError:
    """The error for people who do not know SQLite."""
    if is_lost(error):
        return DiskFailed(
            f"the disk failed to keep what was written to {path} (`{error}`): check the disk, then start again. "
            "Nothing that was confirmed is lost"
        )
    code = _code(error) & _PRIMARY_CODE
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR) and (place := _fault_of(path)):
        return StorageError(place)
    sentence = _SENTENCES.get(code, "{path}: SQLite reports `{error}`")
    return StorageError(sentence.format(path=path, error=error))


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code


def _fault_of(path: Path) -> str | None:
    """What is wrong with the place of the file, if anything is."""
    folder = path.parent
    if path.is_dir():
        return f"{path} is a folder: let `storage.url` name a file"
    if not folder.is_dir():
        return f"the folder {folder} does not exist: create it, or let `storage.url` name another"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK, effective_ids=_EFFECTIVE):
        return f"{path} cannot be written: give the account that runs Ombud read and write access to it"
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=_EFFECTIVE):
        return f"the folder {folder} cannot be written: give the account that runs Ombud write access to it"
    return None
