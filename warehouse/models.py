"""Marts and macros: one SQL file each; the first comment says the grain, the further ones what its own columns mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.conditions import identifier, literal
from transforms.schema import TABLES
from warehouse.ddl import describe

if TYPE_CHECKING:
    import duckdb

_SQL = Path(__file__).parent / "sql"
_NOTE = re.compile(r"(\w+): (.+)")
_SIGNATURE = re.compile(r"CREATE OR REPLACE MACRO \w+\(([^)]*)\) AS\b\s*(TABLE\b)?")
_WORD = re.compile(r"\w+")
_KNOWN = {column.name: describe(column) for table in TABLES for column in table.columns}


@dataclass(frozen=True, slots=True)
class Mart:
    """A view for readers: its grain, and the words for those of its columns that no table has."""

    name: str
    grain: str
    notes: dict[str, str]
    sql: str

    def meaning(self, column: str) -> str | None:
        """Return what a column means: its own note, or what the schema says of the columns of that name."""
        return self.notes.get(column) or _KNOWN.get(column)


@dataclass(frozen=True, slots=True)
class Macro:
    """A function for readers: what it returns, an example, and whether that is a table."""

    name: str
    parameters: str
    description: str
    example: str
    is_table: bool
    sql: str


def marts() -> tuple[Mart, ...]:
    """Return the marts by name."""
    return tuple(_mart(path) for path in sorted((_SQL / "marts").glob("*.sql")))


def macros() -> tuple[Macro, ...]:
    """Return the macros by name."""
    return tuple(_macro(path) for path in sorted((_SQL / "macros").glob("*.sql")))


def create_models(con: duckdb.DuckDBPyConnection) -> None:
    """Create every macro and mart, with comments, each after those that it names; the tables are there already."""
    found: tuple[Mart | Macro, ...] = (*macros(), *marts())
    models = {model.name: model for model in found}
    needs = {name: sorted(models.keys() & set(_WORD.findall(model.sql)) - {name}) for name, model in models.items()}
    for name in TopologicalSorter(needs).static_order():
        model = models[name]
        if isinstance(model, Mart):
            _create_mart(con, model)
        else:
            _create_macro(con, model)


def _create_mart(con: duckdb.DuckDBPyConnection, mart: Mart) -> None:
    name = identifier(mart.name)
    con.execute(f"CREATE OR REPLACE VIEW {name} AS\n{mart.sql}")
    con.execute(f"COMMENT ON VIEW {name} IS {literal(mart.grain)}")
    for column, *_ in con.execute(f"DESCRIBE {name}").fetchall():
        if meaning := mart.meaning(column):
            con.execute(f"COMMENT ON COLUMN {name}.{identifier(column)} IS {literal(meaning)}")


def _create_macro(con: duckdb.DuckDBPyConnection, macro: Macro) -> None:
    con.execute(macro.sql)
    kind = "MACRO TABLE" if macro.is_table else "MACRO"
    con.execute(f"COMMENT ON {kind} {identifier(macro.name)} IS {literal(macro.description)}")


def _mart(path: Path) -> Mart:
    first, rest, sql = _read(path)
    notes = {match[1]: match[2] for match in map(_NOTE.fullmatch, rest) if match}
    if len(notes) < len(rest):
        raise ValueError(f"{path.name}: after the grain, each comment is `-- column: what it means`")
    return Mart(path.stem, first, notes, sql)


def _macro(path: Path) -> Macro:
    description, rest, sql = _read(path)
    signature = _SIGNATURE.match(sql)
    if signature is None or len(rest) != 1:
        raise ValueError(f"{path.name}: needs a description, one example and CREATE OR REPLACE MACRO")
    return Macro(path.stem, signature[1], description, rest[0], signature[2] is not None, sql)


def _read(path: Path) -> tuple[str, list[str], str]:
    """Return a file's first comment, its further ones, and the SQL below them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next(number for number, line in enumerate(lines) if not line.startswith("-- "))
    first, *rest = [line.removeprefix("-- ") for line in lines[:count]]
    return first, rest, "\n".join(lines[count:])
