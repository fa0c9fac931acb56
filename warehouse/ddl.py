"""The warehouse's tables as DuckDB has them: declarations and comments, derived from the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.conditions import identifier, literal, satisfied, sql_type
from transforms.contract import Matches
from transforms.schema import TABLES

if TYPE_CHECKING:
    import duckdb

    from transforms.contract import Column, Table


def create_table(table: Table, *, constrained: bool = True) -> str:
    """Return the CREATE TABLE statement of a table.

    NOT NULL and the critical checks are declared, which costs nothing measurable; patterns, keys and references
    cost, and are verified once, on the finished file. Not `constrained`, any row fits that has the right types.
    """
    lines = ",\n  ".join(_declare(column, constrained=constrained) for column in table.columns)
    return f"CREATE TABLE {identifier(table.name)} (\n  {lines}\n)"


def _declare(column: Column, *, constrained: bool) -> str:
    parts = [identifier(column.name), sql_type(column.type)]
    if constrained:
        parts += [] if column.nullable else ["NOT NULL"]
        parts += [
            f"CHECK ({satisfied(column.name, check)})"
            for check in column.checks
            if check.severity == "critical" and not isinstance(check, Matches)
        ]
    return " ".join(parts)


def describe(column: Column) -> str:
    """Return what a column means, with its unit in brackets.

    >>> from transforms.schema import TABLE
    >>> describe(TABLE["documents"].columns[7])
    'Size of the raw bytes [bytes]'
    """
    return f"{column.description} [{column.unit}]" if column.unit else column.description


def create_tables(con: duckdb.DuckDBPyConnection, *, constrained: bool = True) -> None:
    """Create every table of the schema, empty."""
    for table in TABLES:
        con.execute(create_table(table, constrained=constrained))


def comment_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Say in the database itself what each table and column means."""
    for table in TABLES:
        name = identifier(table.name)
        con.execute(f"COMMENT ON TABLE {name} IS {literal(table.grain)}")
        for column in table.columns:
            con.execute(f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {literal(describe(column))}")
