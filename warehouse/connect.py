"""Connections to DuckDB files, opened the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

# Files of this storage version are read by DuckDB 1.5 and everything later.
STORAGE_VERSION = "v1.5.0"


class WarehouseMissingError(FileNotFoundError):
    """There is no warehouse to read yet."""


def create(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that writes to a DuckDB file, new or not."""
    return duckdb.connect(path, config={"storage_compatibility_version": STORAGE_VERSION})


def read(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection that only reads a DuckDB file; times are shown in UTC.

    Many may read at once, also while the file is replaced: they go on reading what they opened.
    Raises `WarehouseMissingError` when there is no such file.
    """
    if not path.exists():
        raise WarehouseMissingError(f"{path} does not exist: `castledger run SOURCE --data DIR` makes a warehouse")
    con = duckdb.connect(path, read_only=True)
    con.execute("SET TimeZone = 'UTC'")
    return con
