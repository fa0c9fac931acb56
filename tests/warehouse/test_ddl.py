"""Declarations and comments: the database has the schema's tables, and says itself what they mean."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.staged_database import ledger
from transforms.conditions import sql_type
from transforms.contract import Matches
from transforms.schema import TABLE, TABLES
from warehouse.ddl import create_tables, describe


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    create_tables(con)
    return con


def test_tables_have_the_schemas_columns_types_and_nullability(con: duckdb.DuckDBPyConnection) -> None:
    columns = con.execute(
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal "
        "ORDER BY table_oid, column_index"
    ).fetchall()
    assert columns == [
        (table.name, column.name, sql_type(column.type), column.nullable)
        for table in TABLES
        for column in table.columns
    ]


def test_every_critical_check_but_patterns_is_declared(con: duckdb.DuckDBPyConnection) -> None:
    declared = con.execute(
        "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'CHECK' AND schema_name = 'main'"
    ).fetchone()
    checks = [check for table in TABLES for column in table.columns for check in column.checks]
    assert declared == (sum(c.severity == "critical" and not isinstance(c, Matches) for c in checks),)


@pytest.mark.parametrize(("column", "value"), [("text", ""), ("kind", "noise"), ("word_count", -1), ("text", None)])
def test_a_declared_check_refuses_a_row(con: duckdb.DuckDBPyConnection, column: str, value: object) -> None:
    row = {**ledger()["segments"][0], column: value}
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    with pytest.raises(duckdb.ConstraintException):
        con.execute(f"INSERT INTO segments ({names}) VALUES ({marks})", list(row.values()))


def test_a_type_without_a_duckdb_type_is_an_error() -> None:
    with pytest.raises(ValueError, match="float"):
        sql_type(pa.float16())


def test_every_table_and_column_is_described(ledger_con: duckdb.DuckDBPyConnection) -> None:
    tables = dict(ledger_con.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert tables == {table.name: table.grain for table in TABLES}
    rows = ledger_con.execute("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
    comments = {(table, column): comment for table, column, comment in rows.fetchall()}
    assert all(comments.values())
    assert comments["segments", "start_ms"] == describe(TABLE["segments"].columns[7]) == (
        "Start on the episode's line, as marked [ms]"
    )  # fmt: skip
