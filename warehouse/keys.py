"""Keys and references, verified by query on a finished file: declaring them would cost several times as much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.conditions import duplicates, identifier, orphans
from transforms.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from transforms.contract import Table

Kind = Literal["duplicate", "null", "orphan"]
_SAMPLE = 3


class Violation(NamedTuple):
    """A key or reference that does not hold: how many rows break it, and the values of a few."""

    table: str
    kind: Kind
    columns: tuple[str, ...]
    rows: int
    sample: tuple[str, ...]

    def __str__(self) -> str:
        """Return the violation as a sentence."""
        words = {"duplicate": "share a key", "null": "have NULL in the key", "orphan": "refer to no row"}[self.kind]
        values = f", such as {'; '.join(self.sample)}" if self.sample else ""
        return f"{self.table}: {self.rows} rows {words} ({', '.join(self.columns)}){values}"


def verify(con: duckdb.DuckDBPyConnection) -> list[Violation]:
    """Return the keys and references of the schema that the tables break; empty when all hold."""
    return [violation for table in TABLES for violation in _verify(con, table)]


def _verify(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Violation]:
    if table.key:
        nulls = " OR ".join(f"{identifier(name)} IS NULL" for name in table.key)
        ((missing,),) = con.execute(f"SELECT count(*) FROM {identifier(table.name)} WHERE {nulls}").fetchall()
        if missing:
            yield Violation(table.name, "null", table.key, missing, ())
        yield from _found(con, table, "duplicate", table.key, duplicates(table))
    for reference in table.references:
        yield from _found(con, table, "orphan", reference.columns, orphans(table, reference))


def _found(
    con: duckdb.DuckDBPyConnection, table: Table, kind: Kind, columns: tuple[str, ...], query: str
) -> Iterator[Violation]:
    """Run a query whose rows are values and, last, how many rows have them."""
    rows = con.execute(f"{query} LIMIT {_SAMPLE}").fetchall()
    if rows:
        ((count,),) = con.execute(f"SELECT sum(count)::BIGINT FROM ({query})").fetchall()
        sample = tuple(", ".join(str(value) for value in row[:-1]) for row in sorted(rows))
        yield Violation(table.name, kind, columns, count, sample)
