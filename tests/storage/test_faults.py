import sqlite3
from pathlib import Path

import pytest

from bot.storage.faults import explained


def error(code: int, words: str = "oops") -> sqlite3.Error:
    fault = sqlite3.OperationalError(words)
    fault.sqlite_errorcode = code
    return fault


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (error(sqlite3.SQLITE_FULL), "FILE cannot grow, the disk is full: make room"),
        (
            error(sqlite3.SQLITE_IOERR_FSYNC, "disk I/O error"),
            (
                "the disk failed to keep what was written to FILE (`disk I/O error`): check the disk, then start again. "
                "Nothing that was confirmed is lost"
            ),
        ),
        (
            error(sqlite3.SQLITE_IOERR_WRITE, "disk I/O error"),
            "FILE cannot be read or written, the disk reports `disk I/O error`: check the disk",
        ),
        (
            error(sqlite3.SQLITE_BUSY_SNAPSHOT),
            "FILE is locked by another program (a second `ombud run`?): end that one, then try again",
        ),
        (error(sqlite3.SQLITE_CANTOPEN), "FILE cannot be opened: give the account that runs Ombud access to it"),
        (error(sqlite3.SQLITE_ERROR, "no such table: cases"), "FILE: SQLite reports `no such table: cases`"),
        (sqlite3.ProgrammingError("no code"), "FILE: SQLite reports `no code`"),
    ],
)
def test_each_error_says_what_to_do(fault: sqlite3.Error, sentence: str, file: Path) -> None:
    assert str(explained(fault, file)) == sentence.replace("FILE", str(file))
