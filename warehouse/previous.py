"""The warehouse that is published now, shown to the assembly of the next: which identities it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from transforms import schema
from transforms.conditions import identifier, literal

if TYPE_CHECKING:
    from warehouse.folder import DataFolder

_TABLES = (
    schema.EPISODES, schema.EPISODE_DOCUMENTS, schema.SPEAKERS, schema.APPEARANCES, schema.ENTITIES,
    schema.IDENTITY_CHANGES,
)  # fmt: skip


def show_previous(con: duckdb.DuckDBPyConnection, folder: DataFolder) -> None:
    """Make the tables of the published warehouse visible as `before_TABLE`; without one, or without them, empty ones.

    The warehouse stays attached, for reading, until the connection is closed.
    """
    held = _attach(con, folder) if folder.warehouse.exists() else frozenset()
    for table in _TABLES:
        view = f"before_{table.name}"
        # A warehouse of an earlier version may lack a table.
        if table.name in held:
            con.execute(f"CREATE TEMP VIEW {identifier(view)} AS SELECT * FROM before.{identifier(table.name)}")
        else:
            con.register(view, table.arrow().empty_table())


def _attach(con: duckdb.DuckDBPyConnection, folder: DataFolder) -> frozenset[str]:
    """Attach the published warehouse and return the names of its tables; none where the file cannot be read."""
    try:
        con.execute(f"ATTACH {literal(str(folder.warehouse))} AS before (READ_ONLY)")
    except duckdb.Error:
        # A file that is damaged, or of a later version, is made anew: it has no identities to go on from.
        return frozenset()
    names = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'before'").fetchall()
    return frozenset(name for (name,) in names)
