"""Running a function in an aiosqlite connection's thread."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

import aiosqlite

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


async def in_thread(
    connection: aiosqlite.Connection,
    function: Callable[[sqlite3.Connection, *Ts], T],
    *arguments: *Ts,
) -> T:
    """The function's result; it gets the driver's connection first.

    A whole transaction so costs one change of threads, where aiosqlite's public methods cost one for each statement.
    """
    driver: sqlite3.Connection = connection._conn  # noqa: SLF001 - aiosqlite has no public way to do this
    result: Any = await connection._execute(function, driver, *arguments)  # type: ignore[no-untyped-call]  # noqa: SLF001
    answer: T = result
    return answer
