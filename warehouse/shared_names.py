"""Names of records that episodes of different batches share, gathered from the lake one batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.lake_annotations import HARVESTED_NAMES, RESOLVED_NAMES
from transforms.mentions.shared_names import count_names, names_elsewhere, names_of_shows, share_names
from warehouse.lake import batch_folders
from warehouse.lake_tables import read_batch

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from warehouse.folder import DataFolder


def resolve_names(folder: DataFolder, finds: pl.DataFrame) -> pa.Table:
    """Return the names that episodes share (`RESOLVED_NAMES`), one batch in memory at a time.

    `finds` has document_id, ordinal, episode_id and show_id, of all documents that are wanted.
    """
    batches = batch_folders(folder)
    if not batches:
        return RESOLVED_NAMES.arrow().empty_table()
    scattered = _scattered(batches, finds)
    counted, elsewhere = [], []
    for path in batches:
        names = read_batch(path, HARVESTED_NAMES.name)
        counted.append(count_names(names, finds))
        elsewhere.append(names_elsewhere(names, finds, scattered))
    return share_names(names_of_shows(pl.concat(counted)), pl.concat(elsewhere))


def _scattered(batches: list[Path], finds: pl.DataFrame) -> pl.DataFrame:
    """Return the episodes that are found in several batches."""
    documents = pl.concat(
        [
            read_batch(path, "parsed_documents", ("document_id",)).with_columns(batch=pl.lit(number))
            for number, path in enumerate(batches)
        ]
    )
    counted = finds.join(documents, on="document_id").group_by("episode_id").agg(pl.col("batch").n_unique())
    return counted.filter(pl.col("batch") > 1).select("episode_id")
