"""Tables as CSV and JSON lines, written by DuckDB itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from transforms.conditions import identifier, literal

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from transforms.contract import Column, Table

# What spreadsheets take for the beginning of a formula, the wide forms of East Asian keyboards included.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


def write_csv(con: duckdb.DuckDBPyConnection, table: Table, order: str, folder: Path) -> Path:
    """Write a table as `TABLE.csv` (UTF-8, header, empty for NULL, `""` for an empty text) and return the path.

    Lists and maps are JSON, instants ISO 8601 in UTC. A text that begins like a formula has an apostrophe before it.
    """
    target = folder / f"{table.name}.csv"
    columns = ", ".join(f"{_csv_value(column)} AS {identifier(column.name)}" for column in table.columns)
    _copy(
        con, f"SELECT {columns} FROM {_sorted(table, order)}", target, "FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"'"
    )
    return target


def write_jsonl(con: duckdb.DuckDBPyConnection, table: Table, order: str, folder: Path) -> Path:
    """Write a table as `TABLE.jsonl`, one object a row, and return the path; NaN, which JSON has not, is null."""
    target = folder / f"{table.name}.jsonl"
    columns = ", ".join(f"{_json_value(column)} AS {identifier(column.name)}" for column in table.columns)
    _copy(con, f"SELECT {columns} FROM {_sorted(table, order)}", target, "FORMAT json")
    return target


def _copy(con: duckdb.DuckDBPyConnection, query: str, target: Path, options: str) -> None:
    con.execute(f"COPY ({query}) TO {literal(str(target))} ({options})")


def _sorted(table: Table, order: str) -> str:
    return f"(SELECT * FROM {identifier(table.name)} ORDER BY {order})"


def _csv_value(column: Column) -> str:
    name = identifier(column.name)
    if pa.types.is_string(column.type):
        return f"CASE WHEN regexp_matches({name}, {literal(_FORMULA)}) THEN '''' || {name} ELSE {name} END"
    if pa.types.is_nested(column.type):
        return f"to_json({name})"
    return _json_value(column)


def _json_value(column: Column) -> str:
    name = identifier(column.name)
    if pa.types.is_timestamp(column.type):
        return f"strftime({name} AT TIME ZONE 'UTC', {literal(_INSTANT)})"
    if pa.types.is_floating(column.type):
        return f"CASE WHEN isfinite({name}) THEN {name} END"
    return name
