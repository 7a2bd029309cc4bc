"""Statements of SQLAlchemy Core, compiled once and run as plain SQL.

Compiling and typing each time would cost more than SQLite does; every column here is of a type that the driver knows.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

_DIALECT = sqlite.dialect()


class Statement:
    """One statement. An insert names the columns it is given."""

    def __init__(self, construct: Executable, columns: Iterable[str] | None = None) -> None:
        assert isinstance(construct, ClauseElement)
        compiled = construct.compile(dialect=_DIALECT, column_keys=None if columns is None else list(columns))
        assert isinstance(compiled, SQLCompiler)
        self.sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._constants = {
            name: compiled.binds[name].value for name in self._names if not compiled.binds[name].required
        }

    def run(self, connection: sqlite3.Connection, **values: Any) -> sqlite3.Cursor:
        """Run it once."""
        return connection.execute(self.sql, self.parameters(values))

    def run_each(self, connection: sqlite3.Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it for each row of values."""
        connection.executemany(self.sql, map(self.parameters, rows))

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        """What the driver needs beside the SQL. Raises `KeyError` if a value is missing."""
        if self._constants:
            values = {**self._constants, **values}
        return [values[name] for name in self._names]
