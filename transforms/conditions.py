"""The schema's checks, keys and references as SQL: what a table's declaration, the gate and the key check all say.

Conditions are true for a row that breaks the check, and never for NULL. Names come from the schema alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from transforms.contract import Between, Matches, NotEmpty, OneOf

if TYPE_CHECKING:
    from transforms.contract import Check, Reference, Severity, Table

_SQL_TYPES = {
    pa.string(): "VARCHAR",
    pa.int32(): "INTEGER",
    pa.int64(): "BIGINT",
    pa.uint32(): "UINTEGER",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMP WITH TIME ZONE",
}


class RowCheck(NamedTuple):
    """One statement about single rows; `violation` is a SQL condition, true for a row that breaks it."""

    name: str
    column: str | None
    violation: str
    description: str
    severity: Severity


def identifier(name: str) -> str:
    """Return a quoted SQL identifier.

    >>> identifier('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a quoted SQL text literal.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def identifiers(names: tuple[str, ...], prefix: str = "") -> str:
    """Return quoted SQL identifiers with commas between them, each after `prefix`.

    >>> identifiers(("a", "b"), "t.")
    't."a", t."b"'
    """
    return ", ".join(prefix + identifier(name) for name in names)


def sql_type(kind: pa.DataType) -> str:
    """Return the DuckDB type that holds an Arrow type, spelled as `duckdb_columns()` spells it.

    >>> sql_type(pa.map_(pa.string(), pa.list_(pa.int64())))
    'MAP(VARCHAR, BIGINT[])'

    Raises `ValueError` for a type that the schema has no use for yet.
    """
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_map(kind):
        return f"MAP({sql_type(kind.key_type)}, {sql_type(kind.item_type)})"
    if pa.types.is_decimal(kind):
        return f"DECIMAL({kind.precision},{kind.scale})"
    if kind not in _SQL_TYPES:
        raise ValueError(f"no DuckDB type is declared for the Arrow type {kind}")
    return _SQL_TYPES[kind]


def satisfied(column: str, check: Check) -> str:
    """Return the SQL condition that a value of `column` satisfies; NULL for NULL."""
    name = identifier(column)
    match check:
        case Between(low, high):
            sides = ((">=", low), ("<=", high))
            return " AND ".join(f"{name} {sign} {bound:g}" for sign, bound in sides if bound is not None)
        case OneOf(values):
            return f"{name} IN ({', '.join(literal(value) for value in values)})"
        case Matches(pattern):
            return f"regexp_full_match({name}, {literal(pattern)})"
        case NotEmpty():
            return f"{name} <> ''"


def row_checks(table: Table) -> tuple[RowCheck, ...]:
    """Return every statement that the schema makes about single rows of a table, in the schema's order."""
    made = []
    for column in table.columns:
        if not column.nullable:
            name = identifier(column.name)
            made.append(RowCheck(f"{column.name}_not_null", column.name, f"{name} IS NULL", "not NULL", "critical"))
        made += [
            RowCheck(f"{column.name}_{_WORD[type(check)]}", column.name, f"NOT ({satisfied(column.name, check)})",
                     check.describe(), check.severity)
            for check in column.checks
        ]  # fmt: skip
    rules = (RowCheck(rule.name, None, rule.violation, rule.description, rule.severity) for rule in table.rules)
    return (*made, *rules)


def first_broken(table: Table) -> str:
    """Return a SQL expression: the name of the first critical row check that a row breaks, NULL where none.

    It sorts rows into accepted ones and rejects before they reach a table that declares its checks.
    """
    cases = [f"WHEN {check.violation} THEN {literal(check.name)}"
             for check in row_checks(table) if check.severity == "critical"]  # fmt: skip
    return f"CASE {' '.join(cases)} END"


def duplicates(table: Table) -> str:
    """Return a query of one row for each key that several rows have: the key columns, `count`. Needs a key."""
    key = identifiers(table.key)
    return f"SELECT {key}, count(*) AS count FROM {identifier(table.name)} GROUP BY {key} HAVING count(*) > 1"


def orphans(table: Table, reference: Reference) -> str:
    """Return a query of one row for each value that refers to no row: the referring columns, `count`."""
    here, there = reference.columns, reference.to_columns or reference.columns
    present = " AND ".join(f"{identifier(name)} IS NOT NULL" for name in here)
    same = " AND ".join(f"child.{identifier(name)} = parent.{identifier(other)}"
                        for name, other in zip(here, there, strict=True))  # fmt: skip
    return (
        f"SELECT * FROM (SELECT {identifiers(here)}, count(*) AS count FROM {identifier(table.name)} "
        f"WHERE {present} GROUP BY {identifiers(here)}) AS child "
        f"ANTI JOIN {identifier(reference.table)} AS parent ON {same}"
    )


_WORD = {Between: "in_range", OneOf: "in_list", Matches: "has_form", NotEmpty: "not_empty"}
