"""The data dictionary, made from the schema, the marts and the macros.

`python -m warehouse.dictionary` writes DICTIONARY.md; with `--check` it says how the file differs, and then fails.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from transforms.conditions import identifier, sql_type
from transforms.contract import OneOf
from transforms.meanings import MEANINGS
from transforms.schema import TABLES
from warehouse.ddl import create_tables
from warehouse.models import create_models, macros, marts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.contract import Column, Table
    from warehouse.models import Macro, Mart

PATH = Path(__file__).parent / "DICTIONARY.md"
_HEAD = """\
# Data dictionary

Made from `transforms/schema.py` and `warehouse/sql/` by `python -m warehouse.dictionary`; do not edit.

Names say units: `_ms` are integer milliseconds on an episode's line, `_at` instants in UTC, `_date` days; `is_` and
`has_` are true or false. `doc_start` and `doc_end` are half-open offsets in Unicode code points into the document as
decoded. Ids are derived from content, the same on every machine, and never reused. What is not known is NULL.

A reference holds for every value that is not NULL. Checks, rules and references are verified before a warehouse is
published, and nothing that breaks a critical one is; those marked *warning* or *info* are reported.
"""


def dictionary() -> str:
    """Return the data dictionary as Markdown."""
    views = marts()
    functions = macros()
    with duckdb.connect() as con:
        create_tables(con)
        create_models(con)
        parts = [
            _HEAD,
            "## Contents\n",
            _contents("Tables", ((table.name, table.grain) for table in TABLES)),
            _contents("Marts", ((mart.name, mart.grain) for mart in views)),
            _contents("Macros", ((macro.name, macro.description) for macro in functions)),
            "## Tables\n",
            *map(_table, TABLES),
            "## Marts\n\nViews for readers, each a SQL file in `warehouse/sql/marts`.\n",
            *(_mart(con, mart) for mart in views),
            "## Macros\n\nFunctions for readers; those that return tables are for the FROM of a query.\n",
            *map(_macro, functions),
        ]
    return "\n".join(parts)


def _contents(title: str, entries: Iterable[tuple[str, str]]) -> str:
    return f"{title}:\n\n" + "".join(f"- [{name}](#{name}): {words}\n" for name, words in entries)


def _table(table: Table) -> str:
    parts = [f"### {table.name}\n\n{table.grain}\n"]
    if table.key:
        parts.append(f"Key: {_names(table.key)}.\n")
    rows = (
        (f"`{column.name}`", sql_type(column.type), column.unit or "", column.description, _checks(column))
        for column in table.columns
    )
    parts.append(_grid(("column", "type", "unit", "meaning", "checks"), rows))
    if table.references:
        parts.append("References: " + "; ".join(_references(table)) + ".\n")
    if table.rules:
        parts.append("Rules:\n\n" + "".join(
            f"- `{rule.name}`{_severity(rule.severity)}: {rule.description}\n" for rule in table.rules))  # fmt: skip
    parts += [_values(table, column) for column in table.columns for check in column.checks if isinstance(check, OneOf)]
    return "\n".join(parts)


def _checks(column: Column) -> str:
    words = [] if column.nullable else ["not NULL"]
    words += [
        ("in its list" if isinstance(check, OneOf) else check.describe()) + _severity(check.severity)
        for check in column.checks
    ]
    return ", ".join(words)


def _references(table: Table) -> Iterable[str]:
    for reference in table.references:
        to = reference.to_columns or reference.columns
        yield f"{_names(reference.columns)} → [{reference.table}](#{reference.table}) {_names(to)}"


def _values(table: Table, column: Column) -> str:
    """Return a closed list of values with what each means."""
    meanings = MEANINGS[f"{table.name}.{column.name}"]
    first = next(name for name, other in MEANINGS.items() if other == meanings).partition(".")[0]
    if first != table.name:
        return f"Values of `{column.name}`: as in [{first}](#{first}).\n"
    listed = [value for check in column.checks if isinstance(check, OneOf) for value in check.values]
    rows = ((f"`{value}`", meanings[value]) for value in listed)
    return f"Values of `{column.name}`:\n\n" + _grid(("value", "meaning"), rows)


def _mart(con: duckdb.DuckDBPyConnection, mart: Mart) -> str:
    described = con.execute(f"DESCRIBE {identifier(mart.name)}").fetchall()
    rows = ((f"`{name}`", str(kind), mart.meaning(name) or "") for name, kind, *_ in described)
    return f"### {mart.name}\n\n{mart.grain}\n\n" + _grid(("column", "type", "meaning"), rows)


def _macro(macro: Macro) -> str:
    returns = "Returns a table." if macro.is_table else "Returns a value."
    call = f"`{macro.name}({macro.parameters})`"
    return f"### {macro.name}\n\n{call}: {macro.description} {returns}\n\nExample: `{macro.example}`\n"


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |\n" for line in lines)


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _severity(severity: str) -> str:
    return "" if severity == "critical" else f" (*{severity}*)"


def main(arguments: Sequence[str]) -> int:
    """Write the dictionary, or with `--check` compare it with the file; return the exit status."""
    if unknown := set(arguments) - {"--check"}:
        sys.stderr.write(f"unknown arguments: {' '.join(sorted(unknown))}; there is --check\n")
        return 2
    made = dictionary()
    if "--check" not in arguments:
        PATH.write_text(made, encoding="utf-8")
        return 0
    present = PATH.read_text(encoding="utf-8") if PATH.exists() else ""
    lines = difflib.unified_diff(
        present.splitlines(keepends=True), made.splitlines(keepends=True), "DICTIONARY.md", "as the schema says"
    )
    difference = "".join(lines)
    if difference:
        sys.stderr.write(f"{difference}\n{PATH.name} is stale: run python -m warehouse.dictionary\n")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
