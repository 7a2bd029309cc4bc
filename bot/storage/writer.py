"""The one connection that writes, with group commit.

A *work* is a function that does its part of a transaction on the driver's connection, in the connection's thread. What
was queued while the last commit ran goes into one transaction, so that a busy bot pays one fsync for many works and an
idle one waits for nobody. Each caller gets the result or the error of its own work, once the commit is on disk.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import aiosqlite

from bot.core.errors import StorageError
from bot.storage.faults import is_full, is_lost
from bot.storage.threads import in_thread

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
"""May run twice, the first time undone, so it changes nothing but the database."""

SHORT = 100
"""Pages of 4,096 bytes."""

Finish = Callable[[sqlite3.Connection], None]
"""A last work, before each commit."""


class Writer:
    """Takes works in the order they come. `connection` is in autocommit mode, and nobody else uses it.

    `timed` gets the seconds that each transaction took, and `finish` ends each. Once an fsync failed `lost` holds its
    error, and nothing is written any more: see `DiskFailed`.
    """

    def __init__(
        self,
        connection: aiosqlite.Connection,
        timed: Callable[[float], None] | None = None,
        finish: Finish | None = None,
    ) -> None:
        self._connection = connection
        self._timed = timed or (lambda _: None)
        self._finish = finish or (lambda _: None)
        self.lost: asyncio.Future[sqlite3.Error] = asyncio.get_running_loop().create_future()
        self._waiting: list[_Order] = []
        self._committing: asyncio.Task[None] | None = None
        self._closed = self._careful = False

    async def write(self, work: Work[T]) -> T:
        """Do the work and return its result when it is on disk. Who stops waiting does not stop the work.

        Raises what the work raises, `sqlite3.Error` if the commit fails, `StorageError` after `close`.
        """
        if self.lost.done():
            raise self.lost.result()
        if self._closed:
            raise StorageError("the store is closed; nothing more can be written")
        order = _Order(work, asyncio.get_running_loop().create_future())
        self._waiting.append(order)
        self._start()
        result: T = await order.answer
        return result

    async def close(self) -> None:
        """Commit everything that waits, then close the connection."""
        self._closed = True
        if self._waiting:
            self._start()
        if self._committing is not None:
            await asyncio.wait([self._committing])
        await self._connection.close()

    def _start(self) -> None:
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit_all())

    async def _commit_all(self) -> None:
        while self._waiting:
            orders, self._waiting = self._waiting, []
            if self.lost.done():
                _reject(orders, self.lost.result())
                continue
            started = time.perf_counter()
            try:
                results = await in_thread(self._connection, transact, [order.work for order in orders], self._finish)
            except asyncio.CancelledError as error:
                _reject(orders, error)
                raise
            except Exception as error:  # noqa: BLE001 - it belongs to those who ordered the works
                _reject(orders, error)
                continue
            self._timed(time.perf_counter() - started)
            for order, result in zip(orders, results, strict=True):
                if is_lost(result.error) and not self.lost.done():
                    self.lost.set_result(result.error)
                order.answer_with(result)
            if not self._careful and any(is_full(result.error) for result in results):
                self._careful = True
                await in_thread(self._connection, keep_log_short)


class Result(NamedTuple):
    """What a work came to: a value, or the error that undid it."""

    value: Any = None
    error: Exception | None = None


class _Order(NamedTuple):
    work: Work[Any]
    answer: asyncio.Future[Any]

    def answer_with(self, result: Result) -> None:
        if result.error is not None:
            self.reject(result.error)
        elif not self.answer.done():
            self.answer.set_result(result.value)

    def reject(self, error: BaseException) -> None:
        if self.answer.done():
            return
        if isinstance(error, asyncio.CancelledError):
            self.answer.cancel()
        else:
            self.answer.set_exception(error)


def _reject(orders: Sequence[_Order], error: BaseException) -> None:
    for order in orders:
        order.reject(error)


def keep_log_short(connection: sqlite3.Connection) -> None:
    """Fold the write-ahead log into the database as soon as that fits, and often from now on.

    On a full disk a long log could take the room that folding it needs.
    """
    connection.execute(f"PRAGMA wal_autocheckpoint={SHORT}")


def transact(
    connection: sqlite3.Connection, works: Sequence[Work[Any]], finish: Finish = lambda _: None
) -> list[Result]:
    """Do the works in one transaction. A work that fails is undone by itself, a commit that fails undoes all.

    A failed commit is not tried again: after a failed fsync nobody knows what a second one that succeeds is worth.
    """
    try:
        return _together(connection, works, finish) or _apart(connection, works, finish)
    except Exception as error:  # noqa: BLE001 - it belongs to those who ordered the works
        _undo(connection)
        return [Result(error=error)] * len(works)


def _together(connection: sqlite3.Connection, works: Sequence[Work[Any]], finish: Finish) -> list[Result] | None:
    """The fast way; None if one of several works failed, and then nothing was done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        results = [Result(work(connection)) for work in works]
        finish(connection)
    except Exception:
        if len(works) == 1:
            raise
        _undo(connection)
        return None
    connection.execute("COMMIT")
    return results


def _apart(connection: sqlite3.Connection, works: Sequence[Work[Any]], finish: Finish) -> list[Result]:
    """The same with a savepoint for each work."""
    connection.execute("BEGIN IMMEDIATE")
    results = [_behind_savepoint(connection, work) for work in works]
    finish(connection)
    connection.execute("COMMIT")
    return results


def _behind_savepoint(connection: sqlite3.Connection, work: Work[Any]) -> Result:
    connection.execute("SAVEPOINT work")
    try:
        result = Result(work(connection))
    except Exception as error:
        if not connection.in_transaction:
            raise  # SQLite gave the whole transaction up, as it may when the disk is full
        connection.execute("ROLLBACK TO work")
        result = Result(error=error)
    connection.execute("RELEASE work")
    return result


def _undo(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
