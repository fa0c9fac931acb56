"""Reading the lake: one table over all batches, of the documents that are wanted now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.lake_schema import LAKE_TABLES
from warehouse import catalog
from warehouse.lake import batch_folders
from warehouse.pull import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from warehouse.folder import DataFolder

_TABLES = {table.name: table for table in LAKE_TABLES}


def live_documents(folder: DataFolder) -> pl.DataFrame:
    """Return the documents of the catalog that are not archives: document_id, uri, name, stem, folder."""
    documents = catalog.current_documents(catalog.read_origins(folder)).filter(pl.col("container").is_null())
    names = documents["uri"].map_elements(file_name, return_dtype=pl.String)
    return documents.select("document_id", "source", "uri").with_columns(
        name=names,
        stem=names.str.extract(r"^(.[^.]*)").fill_null(names),
        folder=pl.col("uri").str.replace(r"/[^/]*$", ""),
    )


def read_lake(
    folder: DataFolder, name: str, documents: pl.DataFrame, columns: Sequence[str] | None = None
) -> pl.DataFrame:
    """Return a lake table over all batches, without the rows of documents that are not among `documents`."""
    parts = [read_batch(path, name, columns) for path in batch_folders(folder)]
    if not parts:
        return pl.DataFrame(_TABLES[name].arrow().empty_table())
    return pl.concat(parts).join(documents.select("document_id"), on="document_id", how="semi")


def read_batch(path: Path, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Return a lake table of one batch."""
    return pl.read_parquet(path / f"{name}.parquet", columns=list(columns) if columns else None)
