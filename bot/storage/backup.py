"""Copies of a database, and putting one in its place. All of it blocks: it is for the command line."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bot.core.errors import StorageError
from bot.storage.faults import explained
from bot.storage.hold import Hold
from bot.storage.schema import bring_up_to_date
from bot.storage.sqlite import BUSY_SECONDS, file_uri

OURS = frozenset({"alembic_version", "action_log", "cases"})
"""Tables that every database of ours has, whatever its version."""

_SIDE_FILES = ("-wal", "-shm")


class Restored(NamedTuple):
    """What `restore` did; `kept` is where the database that was there before is now, if there was one."""

    path: Path
    kept: Path | None


def back_up(path: Path, copy: Path) -> int:
    """Write a copy of the database, as it is at one moment, to a new file; its size in bytes.

    The bot may be at work meanwhile. The copy is there as a whole or not at all. Raises `StorageError`.
    """
    if not path.exists():
        raise StorageError(f"there is no database at {path}: `storage.url` says where it is")
    if os.path.lexists(copy):
        raise StorageError(f"{copy} is there already: name a new file, or remove that one")
    with _part(copy) as part:
        _copy(path, part)
        _check(part)
        size = part.stat().st_size
        try:
            os.link(part, copy)
        except FileExistsError:
            raise StorageError(f"{copy} is there already: name a new file, or remove that one") from None
        except OSError:  # a file system without links
            part.rename(copy)
    sync(copy.parent)
    return size


def restore(copy: Path, path: Path, now: datetime) -> Restored:
    """Put a copy in the place of the database, brought up to date; the one that was there is kept beside it.

    Raises `StorageError`, and then nothing has changed: if the copy is damaged, of another program or of a newer
    version, or if a process has the database.
    """
    if not copy.exists():
        raise StorageError(f"there is no file {copy}")
    if path.exists() and copy.samefile(path):
        raise StorageError(f"{copy} is the database itself: name a backup")
    if not path.parent.is_dir():
        raise StorageError(f"the folder {path.parent} does not exist: create it, or let `storage.url` name another")
    hold = Hold.take(path, within=0)
    try:
        with _part(path) as part:
            _copy(copy, part)
            _check(part, shown=copy)
            _update(part, copy)
            _give_to_owner(part, path)
            kept = _make_way(path, now)
            part.replace(path)
        sync(path.parent)
    finally:
        hold.release()
    return Restored(path, kept)


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """An empty file beside the target that nobody else can read; gone in the end unless it was moved."""
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        fault = (error.strerror or str(error)).lower()
        raise StorageError(f"nothing can be written to the folder {target.parent} ({fault})") from error
    try:
        yield part
    finally:
        for suffix in ("", *_SIDE_FILES):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with _told(source), closing(_reading(source)) as connection:
        _require_ours(connection, source)
        connection.execute("PRAGMA temp_store=MEMORY")
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as error:
            # Reading and writing fail alike, with the same codes; what is read was opened before.
            if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN):
                raise StorageError(f"{target.parent} has no room for a copy of {source}: make room") from error
            raise
    sync(target)


def _check(path: Path, shown: Path | None = None) -> None:
    shown = shown or path
    with _told(shown), closing(sqlite3.connect(path)) as connection:
        faults = [fault for (fault,) in connection.execute("PRAGMA integrity_check(1)") if fault != "ok"]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
    if faults or orphans:
        raise StorageError(f"{shown} is damaged ({faults[0] if faults else 'rows that belong to nothing'})")


def _update(part: Path, shown: Path) -> None:
    with _told(shown), closing(sqlite3.connect(part, isolation_level=None)) as connection:
        bring_up_to_date(connection, shown)
    sync(part)


def _make_way(path: Path, now: datetime) -> Path | None:
    """Keep what stands there under a name of its own, with the log of changes that belongs to it."""
    if not path.exists():
        # A log without its database must not be taken for the new one's.
        for suffix in _SIDE_FILES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return None
    kept = path.with_name(f"{path.name}.replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    if os.path.lexists(kept):
        raise StorageError(f"{kept} is there already: wait a second, then try again")
    try:
        os.link(path, kept)
    except OSError:  # a file system without links
        path.rename(kept)
    log, index = (path.with_name(path.name + suffix) for suffix in _SIDE_FILES)
    index.unlink(missing_ok=True)  # SQLite makes it anew
    if log.exists() and log.stat().st_size:
        log.rename(kept.with_name(kept.name + _SIDE_FILES[0]))
    log.unlink(missing_ok=True)
    return kept


def _give_to_owner(part: Path, path: Path) -> None:
    """Who restores may be the superuser; who runs the bot must be able to write."""
    model = path if path.exists() else path.parent
    with suppress(PermissionError):
        os.chown(part, model.stat().st_uid, model.stat().st_gid)
    if path.exists():
        part.chmod(path.stat().st_mode & 0o777)


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= OURS:
        raise StorageError(f"{path} is no database of Ombud's")


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(file_uri(path, "ro"), uri=True, isolation_level=None, timeout=BUSY_SECONDS)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


def sync(path: Path) -> None:
    """Have what was written to a file, or to a folder's list of files, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
