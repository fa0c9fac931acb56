"""Fill a published table from a query: rows that the schema accepts go in, the others become rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from transforms.conditions import first_broken, identifier, identifiers, literal
from transforms.parsed import EXCERPT_LENGTH

if TYPE_CHECKING:
    from transforms.contract import Table


def fill(con: duckdb.DuckDBPyConnection, table: Table, query: str) -> None:
    """Insert the rows of `query` into a declared table, in stored order.

    The declared checks cost nothing while all rows satisfy them. Only when one does not are the rows sorted one by
    one: what breaks a critical check of the schema goes into `rejects` with the name of the check, the rest is kept.
    """
    try:
        con.execute(_insert(table, f"({query})"))
    except duckdb.ConstraintException:
        con.execute(f"CREATE OR REPLACE TEMP TABLE judged AS SELECT *, {first_broken(table)} AS broken FROM ({query})")
        con.execute(_insert(table, "(SELECT * EXCLUDE (broken) FROM judged WHERE broken IS NULL)"))
        con.execute(_reject(table))
        con.execute("DROP TABLE judged")


def _insert(table: Table, rows: str) -> str:
    return f"INSERT INTO {identifier(table.name)} BY NAME SELECT * FROM {rows} ORDER BY {identifiers(table.order())}"


def _reject(table: Table) -> str:
    names = table.names()
    columns = ", ".join(literal(name) for name in sorted(names, key=len, reverse=True))
    keys = ", ".join(f"{identifier(name)} := {identifier(name)}" for name in table.key)
    return f"""
        INSERT INTO rejects BY NAME
        SELECT
            {identifier("document_id") if "document_id" in names else "NULL"} AS document_id,
            'check' AS stage,
            'row_check_failed' AS reason,
            {literal(table.name + " ")} || to_json(struct_pack({keys})) AS locator,
            list_filter([{columns}], name -> starts_with(broken, name))[1] AS column_name,
            left(to_json(judged)::VARCHAR, {EXCERPT_LENGTH}) AS excerpt,
            broken AS detail,
            getvariable('run_id') AS run_id
        FROM judged
        WHERE broken IS NOT NULL
    """
