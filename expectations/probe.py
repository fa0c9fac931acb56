"""Probes: queries that judge one or several checks of a table in one pass, derived from the schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.conditions import duplicates, identifier, identifiers, literal, orphans, row_checks, sql_type
from transforms.schema import TABLES

if TYPE_CHECKING:
    from transforms.conditions import RowCheck
    from transforms.contract import Reference, Severity, Table


@dataclass(frozen=True, slots=True)
class Check:
    """One check, which gives one outcome; `examples` is a query of a few rows that break it, where there is one."""

    name: str
    column: str | None
    severity: Severity
    description: str
    examples: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """A query of one row for each check that is broken: `check_name`, `unexpected_count`, `detail` (or NULL)."""

    table: str
    query: str
    checks: tuple[Check, ...]


def schema_probes() -> tuple[Probe, ...]:
    """Return the probes of everything that the schema says: columns, row checks, keys and references."""
    return tuple(probe for table in TABLES for probe in _table_probes(table))


def _table_probes(table: Table) -> list[Probe]:
    probes = [_column_probe(table), _row_probe(table)]
    if table.key:
        probes.append(_key_probe(table))
    return probes + [_reference_probe(table, reference) for reference in table.references]


def _column_probe(table: Table) -> Probe:
    """Compare names and types with what the database says of itself."""
    name = "columns_as_declared"
    declared = ", ".join(f"({literal(column.name)}, {literal(sql_type(column.type))})" for column in table.columns)
    query = f"""
        SELECT {literal(name)} AS check_name, count(*) AS unexpected_count,
            array_to_string(min(column_name || ' is ' || coalesce(present.data_type, 'absent'), 3), '; ') AS detail
        FROM (VALUES {declared}) AS declared (column_name, data_type)
        FULL JOIN (
            SELECT column_name, data_type FROM duckdb_columns()
            WHERE table_name = {literal(table.name)} AND database_name = current_database()
        ) AS present USING (column_name)
        WHERE declared.data_type IS DISTINCT FROM present.data_type
        HAVING count(*) > 0"""
    return Probe(table.name, query, (Check(name, None, "critical", "the columns and types of the schema"),))


def _row_probe(table: Table) -> Probe:
    """Count the breaches of all row checks in one pass over the table."""
    checks = row_checks(table)
    counts = ", ".join(f"count(*) FILTER (WHERE {check.violation})" for check in checks)
    names = ", ".join(literal(check.name) for check in checks)
    query = f"""
        SELECT check_name, unexpected_count, NULL AS detail
        FROM (
            SELECT unnest([{names}]) AS check_name, unnest([{counts}]) AS unexpected_count
            FROM {identifier(table.name)}
        )
        WHERE unexpected_count > 0"""
    return Probe(table.name, query, tuple(_row_check(table, check) for check in checks))


def _row_check(table: Table, check: RowCheck) -> Check:
    shown = dict.fromkeys((*table.order(), *([check.column] if check.column else ())))
    pairs = ", ".join(f"'{name}=' || coalesce({identifier(name)}::VARCHAR, 'NULL')" for name in shown)
    examples = f"SELECT concat_ws(', ', {pairs}) FROM {identifier(table.name)} WHERE {check.violation} LIMIT 3"
    return Check(check.name, check.column, check.severity, check.description, examples)


def _key_probe(table: Table) -> Probe:
    name = "key_is_unique"
    words = f"({', '.join(table.key)}) is unique"
    return Probe(table.name, _summed(name, duplicates(table), table.key), (Check(name, None, "critical", words),))


def _reference_probe(table: Table, reference: Reference) -> Probe:
    name = f"{'_and_'.join(reference.columns)}_in_{reference.table}"
    column = reference.columns[0] if len(reference.columns) == 1 else None
    words = f"({', '.join(reference.columns)}) is a row of `{reference.table}`"
    query = _summed(name, orphans(table, reference), reference.columns)
    return Probe(table.name, query, (Check(name, column, "critical", words),))


def _summed(name: str, query: str, columns: tuple[str, ...]) -> str:
    """Return one row for all that a query of broken keys finds, with a few of their values; none if it finds none."""
    value = f"concat_ws(', ', {identifiers(columns)})"
    return f"""
        SELECT {literal(name)} AS check_name, sum(count)::BIGINT AS unexpected_count,
            array_to_string(min({value}, 3), '; ') AS detail
        FROM ({query})
        HAVING count(*) > 0"""
