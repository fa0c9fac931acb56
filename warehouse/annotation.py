"""Annotate: who speaks when and what is talked about, for one batch of the lake with the resolution at hand."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq

from transforms.annotate import Known, annotate
from warehouse.folder import DataFolder
from warehouse.lake_tables import live_documents, read_batch
from warehouse.lexicon import knowledge
from warehouse.name_records import read_record
from warehouse.resolution import read_resolution
from warehouse.span_models import load_models
from warehouse.turn_model import turn_model

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class AnnotateFacts:
    """What the annotation of a batch came to."""

    batch_id: str
    segment_count: int
    mention_count: int


def annotated_folder(folder: DataFolder) -> Path:
    """Return where the annotated batches lie while a run is under way."""
    return folder.staging / "annotated"


def annotate_batch(root: str, batch_id: str, models: tuple[str, ...] = ()) -> AnnotateFacts:
    """Annotate one batch and write its tables for the assembly; `models` find names too (`span_models`)."""
    folder = DataFolder(Path(root))
    known = knowledge(folder)._replace(models=load_models(models))
    tables = annotate(*_batch(folder, batch_id), known, turn_model())
    target = annotated_folder(folder) / batch_id
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, table in tables.items():
        pq.write_table(table, target / f"{name}.parquet", compression="zstd")
    return AnnotateFacts(batch_id, tables["annotated_segments"].num_rows, tables["annotated_mentions"].num_rows)


def _batch(folder: DataFolder, batch_id: str) -> tuple[pl.DataFrame, pl.DataFrame, Known]:
    path = folder.lake / batch_id
    live = live_documents(folder).select("document_id")
    segments, timestamps = (
        read_batch(path, name).join(live, on="document_id", how="semi", maintain_order="left")
        for name in ("parsed_segments", "parsed_timestamps")
    )
    documents = segments["document_id"].unique().implode()
    finds, voices, present = (
        read_resolution(folder, name).filter(pl.col("document_id").is_in(documents))
        for name in ("episode_documents", "voices", "present")
    )
    episodes = finds.join(read_resolution(folder, "episodes"), on="episode_id", how="inner")
    return segments, timestamps, Known(episodes, voices, present, read_record(folder, path, finds))


def annotated_files(folder: DataFolder, name: str) -> Sequence[Path]:
    """Return the Parquet files of one annotated table, one a batch."""
    return sorted(annotated_folder(folder).glob(f"*/{name}.parquet"))
