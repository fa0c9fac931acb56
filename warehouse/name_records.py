"""What is known of episodes that can be talked about: names of their records, of their shows, people, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.lake_annotations import HARVESTED_NAMES, RESOLVED_NAMES
from transforms.mentions.annotation import Record
from transforms.mentions.corrections import place_corrections
from warehouse.lake_tables import read_batch
from warehouse.lexicon import read_corrections
from warehouse.resolution import read_resolution, resolution_folder

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.folder import DataFolder

_FIND = ("document_id", "ordinal")
_COLUMNS = ("episode_id", "name", "kind", "origin")


def read_record(folder: DataFolder, batch: Path, finds: pl.DataFrame) -> Record:
    """Return what is known of the episodes of a batch; `finds` are the batch's (document_id, ordinal, episode_id)."""
    episodes = read_resolution(folder, "episodes").join(finds, on="episode_id", how="semi")
    shows = episodes.select("episode_id", "show_id")
    own = read_batch(batch, HARVESTED_NAMES.name).join(finds, on=_FIND, how="inner").select(_COLUMNS)
    placed = place_corrections(
        read_corrections(folder).rows,
        episodes.select("episode_id", "title", "show_id"),
        read_resolution(folder, "shows"),
    )
    return Record(pl.concat([own, _shared(folder, shows)]), _people(folder, shows), shows, placed)


def _shared(folder: DataFolder, shows: pl.DataFrame) -> pl.DataFrame:
    path = resolution_folder(folder) / f"{RESOLVED_NAMES.name}.parquet"
    names = pl.scan_parquet(path).filter(
        pl.col("episode_id").is_in(shows["episode_id"].implode()) | pl.col("show_id").is_in(shows["show_id"].implode())
    )
    found = names.collect()
    single = found.filter(pl.col("episode_id").is_not_null()).select(_COLUMNS)
    of_show = found.filter(pl.col("episode_id").is_null()).drop("episode_id").join(shows, on="show_id").select(_COLUMNS)
    return pl.concat([single, of_show])


def _people(folder: DataFolder, shows: pl.DataFrame) -> pl.DataFrame:
    """Return the persons who are present, with the names they go by."""
    appearances = read_resolution(folder, "appearances").join(shows, on="episode_id", how="semi")
    persons = read_resolution(folder, "speakers").filter((pl.col("kind") == "person") & pl.col("name").is_not_null())
    return appearances.join(persons, on="speaker_id").select("episode_id", "name", "aliases")
