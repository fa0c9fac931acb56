"""The catalog: what every source held when it was last looked at, and which bytes that was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from transforms import schema
from transforms.contract import Column, Table, conform, derive

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.folder import DataFolder

ORIGINS = Table(
    "catalog_origins",
    "One row per place where bytes were found, archive members included.",
    (
        *schema.DOCUMENT_ORIGINS.columns,
        Column("sha256", pa.string(), "Hash of the bytes", nullable=False),
        Column("size_bytes", pa.int64(), "Size of the bytes", nullable=False, unit="bytes"),
        Column("mtime_ns", pa.int64(), "When the file was last changed, as its file system says", unit="ns"),
        Column("fetched_at", schema.INSTANT, "When the bytes were first stored", nullable=False),
        Column("parent_document_id", pa.string(), "The archive that this member came from"),
        Column("container", pa.string(), "Kind of archive, where the bytes are one"),
    ),
    ("source", "uri"),
)
PULL_REJECTS = derive(
    schema.REJECTS,
    "catalog_rejects",
    "One row per thing that could not be pulled.",
    drop=("run_id", "stage", "column_name"),
    add=(Column("source", pa.string(), "The source it was found in", nullable=False),),
    key=(),
)
PULL_WARNINGS = derive(
    schema.WARNINGS,
    "catalog_warnings",
    "One row per archive and reason: what was pulled but looks wrong.",
    drop=("run_id",),
    add=(Column("source", pa.string(), "The source it was found in", nullable=False), schema.REJECTS.columns[1]),
    key=(),
)
SOURCES = Table(
    "catalog_sources",
    "One row per source that a run was told to read, also when nothing is in it now.",
    (Column("source", pa.string(), "The source, as an absolute path or glob", nullable=False),),
    ("source",),
)
_TABLES = (ORIGINS, PULL_REJECTS, PULL_WARNINGS, SOURCES)


class Catalog(NamedTuple):
    """The catalog's tables: what is there, what could not be pulled, what looks wrong, and the sources named."""

    origins: pl.DataFrame
    rejects: pl.DataFrame
    warnings: pl.DataFrame
    sources: pl.DataFrame


def read(folder: DataFolder) -> Catalog:
    """Return the whole catalog, empty before the first run."""
    return Catalog(*(_read(_path(folder, table), table) for table in _TABLES))


def read_origins(folder: DataFolder) -> pl.DataFrame:
    """Return the catalog's rows (`ORIGINS`), none before the first run."""
    return _read(_path(folder, ORIGINS), ORIGINS)


def write(folder: DataFolder, catalog: Catalog) -> None:
    """Replace the catalog; the origins come last, so that a run killed in between looks at the sources again."""
    folder.root.mkdir(parents=True, exist_ok=True)
    for table, rows in reversed(list(zip(_TABLES, catalog, strict=True))):
        path = _path(folder, table)
        beside = path.with_suffix(".writing")
        pq.write_table(conform(table, rows.to_arrow()), beside, compression="zstd")
        beside.replace(path)


def current_documents(origins: pl.DataFrame) -> pl.DataFrame:
    """Return one row per document: the origin where it was seen first (ties: by address)."""
    return origins.sort("seen_at", "uri").unique("document_id", keep="first", maintain_order=True)


def _path(folder: DataFolder, table: Table) -> Path:
    return folder.root / f"{table.name}.parquet"


def _read(path: Path, table: Table) -> pl.DataFrame:
    # `read_table` would import pandas, half a second of every run.
    rows = pq.ParquetFile(path).read() if path.exists() else table.arrow().empty_table()
    frame = pl.from_arrow(rows)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101  from_arrow says Series too, for arrays
    return frame
