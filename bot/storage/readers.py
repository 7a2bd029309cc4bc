"""Connections that only read, apart from the one that writes."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import aiosqlite

from bot.core.errors import StorageError
from bot.storage.statement import Statement
from bot.storage.threads import in_thread


class Readers:
    """A few connections, each used by one caller at a time; who waits is served in order."""

    def __init__(self, connections: Sequence[aiosqlite.Connection]) -> None:
        self._connections = tuple(connections)
        self._free: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for connection in connections:
            self._free.put_nowait(connection)
        self._closed = False

    async def rows(self, statement: Statement, **values: Any) -> list[Any]:
        """All rows that the statement selects, as tuples. Raises `sqlite3.Error`, and `StorageError` after `close`."""
        if self._closed:
            raise StorageError("the store is closed; nothing more can be read")
        connection = await self._free.get()
        try:
            return list(await connection.execute_fetchall(statement.sql, statement.parameters(values)))
        finally:
            self._free.put_nowait(connection)

    async def rows_of_each(self, statement: Statement, questions: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """The same for each of several sets of values, in that order, at the price of one change of threads."""
        if self._closed:
            raise StorageError("the store is closed; nothing more can be read")
        connection = await self._free.get()
        try:
            return await in_thread(connection, _rows_of_each, statement, questions)
        finally:
            self._free.put_nowait(connection)

    async def close(self) -> None:
        """Let the callers at work finish, then close."""
        self._closed = True
        for _ in self._connections:
            await (await self._free.get()).close()


def _rows_of_each(
    connection: sqlite3.Connection, statement: Statement, questions: Sequence[Mapping[str, Any]]
) -> list[list[Any]]:
    return [statement.run(connection, **values).fetchall() for values in questions]
