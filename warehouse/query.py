"""SQL on the warehouse for people and programs: a query in, a table, CSV, JSON or Parquet out.

Only DuckDB and the standard library are imported here, so that an answer on the command line takes a moment.
"""

from __future__ import annotations

import csv
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, Literal, Self, get_args

import duckdb

from warehouse import connect
from warehouse.json_text import to_json
from warehouse.text_table import write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

Format = Literal["table", "csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
_BATCH = 2000


class QueryError(ValueError):
    """DuckDB cannot do what the SQL says; the message is DuckDB's own."""


class Answer:
    """The result of a query, read once, a batch at a time. Close it, or use it in a `with` block."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        """Take over a connection that has just executed."""
        self._con = con
        described: list[tuple[Any, ...]] = con.description or []
        self.names: tuple[str, ...] = _distinct([str(column[0]) for column in described])
        self.types: tuple[str, ...] = tuple(str(column[1]) for column in described)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that are left. Raises `QueryError` where a row cannot be computed."""
        while rows := self._fetch():
            yield from rows

    def write_parquet(self, out: IO[bytes]) -> None:
        """Write the rows that are left as zstd Parquet, a batch at a time. Raises as `rows` does."""
        from pyarrow import parquet  # noqa: PLC0415  for this form alone

        try:
            reader = self._con.to_arrow_reader(100_000)
            with parquet.ParquetWriter(out, reader.schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(batch)
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def __enter__(self) -> Self:
        """Return the answer."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self._con.close()

    def _fetch(self) -> list[tuple[Any, ...]]:
        try:
            return self._con.fetchmany(_BATCH)
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def run_sql(database: Path, sql: str) -> Answer:
    """Return the answer of the last statement in `sql`; the database cannot be changed by it.

    Raises `QueryError` for SQL that DuckDB cannot do, `WarehouseMissingError` when there is no warehouse.
    """
    con = connect.read(database)
    try:
        return Answer(con.execute(sql))
    except duckdb.Error as error:
        con.close()
        raise QueryError(str(error)) from error


def format_result(answer: Answer, form: Format, out: IO[str], width: int | None = None) -> None:
    """Write an answer to a text stream, Parquet to the bytes below it.

    A table fits `width` columns of a terminal, if given, and has no control characters. CSV (RFC 4180, empty for
    NULL) and JSON (an array, a line a row; NaN and infinity as null) have the values as they are.
    Raises `ValueError` for Parquet on a terminal.
    """
    if form == "parquet":
        if out.isatty():
            raise ValueError("Parquet is not for terminals: name a file to write it to, or redirect the output")
        answer.write_parquet(out.buffer)  # type: ignore[attr-defined]
    elif form == "csv":
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerows(chain([answer.names], (map(_csv_cell, row) for row in answer.rows())))
    elif form == "json":
        _write_json(answer, out)
    else:
        write_table(answer.names, answer.types, answer.rows(), out, width)


def _write_json(answer: Answer, out: IO[str]) -> None:
    before = "[\n"
    for row in answer.rows():
        out.write(before + to_json(dict(zip(answer.names, row, strict=True))))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _csv_cell(value: Any) -> Any:
    """Return a value that the csv module writes right: what is nested is JSON text, instants are ISO 8601."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    text = to_json(value)
    return text[1:-1] if text.startswith('"') else text


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Return names with a number at the end of those that stand before already."""
    made: list[str] = []
    for name in names:
        number = 1
        unique = name
        while unique in made:
            number += 1
            unique = f"{name}_{number}"
        made.append(unique)
    return tuple(made)
