"""A repair of duckdb-engine, which lets go of a result before Great Expectations has read it.

Great Expectations returns the connection before it fetches; duckdb-engine keeps one result a connection, and the
rollback on return drops it, so that every expectation fails with `IndexError`. Here a cursor fetches all rows as soon
as it has executed, and serves them from memory; every query of ours is bounded by LIMIT or by an aggregate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb_engine

if TYPE_CHECKING:
    import duckdb


class BufferedCursor(duckdb_engine.CursorWrapper):
    """A cursor that holds the rows of its last statement. What DuckDB raises while fetching is raised by `execute`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, wrapper: Any) -> None:
        super().__init__(connection, wrapper)
        self._connection = connection
        self._rows: list[Any] = []
        self._columns: list[Any] | None = None

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run a statement and fetch all that it returns."""
        super().execute(statement, parameters, context)
        self._columns = self._connection.description
        self._rows = self._connection.fetchall() if self._columns else []
        self._rows.reverse()

    @property
    def description(self) -> list[Any] | None:
        """Describe the columns of the last result."""
        return self._columns

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return self._rows.pop() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows, at most `size` (one unless given)."""
        return [self._rows.pop() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        rows, self._rows = self._rows[::-1], []
        return rows


class BufferedConnection(duckdb_engine.ConnectionWrapper):
    """A connection whose cursors hold their rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(connection)
        self._connection = connection

    def cursor(self) -> BufferedCursor:
        """Return a cursor that holds its rows."""
        return BufferedCursor(self._connection, self)


def install() -> None:
    """Make duckdb-engine use these classes, in this process; it affects nobody else's connections."""
    engine: Any = duckdb_engine
    engine.ConnectionWrapper = BufferedConnection
    # Great Expectations looks for `dialect.dialect` to decide what it may ask for.
    engine.Dialect.dialect = engine.Dialect
