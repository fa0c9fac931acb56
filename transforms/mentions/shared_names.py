"""Names that belong to episodes beyond the batch they were found in: of the same show, or of other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.contract import conform
from transforms.lake_annotations import RESOLVED_NAMES

if TYPE_CHECKING:
    import pyarrow as pa

# People and their companies are of the show from one episode on; what else its records name, from two on.
_AT_ONCE = ("people", "affiliation")
_LEAST_EPISODES = 2
_MOST_OF_A_SHOW = 2_000
_FIND = ("document_id", "ordinal")


def count_names(names: pl.DataFrame, finds: pl.DataFrame) -> pl.DataFrame:
    """Return the names of one batch by show, in how many of its episodes: show_id, name, kind, origin, episodes.

    `names` is `HARVESTED_NAMES`, `finds` has document_id, ordinal, episode_id and show_id.
    """
    placed = names.join(finds.drop_nulls("show_id"), on=_FIND, how="inner")
    return placed.group_by("show_id", "name").agg(
        pl.col("kind").drop_nulls().mode().sort().first(),
        pl.col("origin").is_in(_AT_ONCE).any().alias("at_once"),
        pl.col("episode_id").n_unique().alias("episodes"),
    )


def names_of_shows(counted: pl.DataFrame) -> pl.DataFrame:
    """Return the names that belong to every episode of a show, from the counts of all batches."""
    summed = counted.group_by("show_id", "name").agg(
        pl.col("kind").drop_nulls().mode().sort().first(), pl.col("at_once").any(), pl.col("episodes").sum()
    )
    kept = summed.filter(pl.col("at_once") | (pl.col("episodes") >= _LEAST_EPISODES))
    ranked = kept.sort("show_id", "episodes", "name", descending=[False, True, False])
    return ranked.filter(pl.int_range(pl.len()).over("show_id") < _MOST_OF_A_SHOW).select(
        "show_id", episode_id=pl.lit(None, pl.String), name="name", kind="kind", origin=pl.lit("of_show")
    )


def names_elsewhere(names: pl.DataFrame, finds: pl.DataFrame, scattered: pl.DataFrame) -> pl.DataFrame:
    """Return the names of one batch that belong to episodes found in other batches too (`scattered`: episode_id)."""
    placed = names.join(finds, on=_FIND, how="inner").join(scattered, on="episode_id", how="semi")
    return placed.select("show_id", "episode_id", "name", "kind", "origin")


def share_names(of_shows: pl.DataFrame, elsewhere: pl.DataFrame) -> pa.Table:
    """Return the table `RESOLVED_NAMES`."""
    rows = pl.concat([of_shows, elsewhere.select(of_shows.columns)]).unique(maintain_order=True)
    return conform(RESOLVED_NAMES, rows.sort("show_id", "episode_id", "name").to_arrow())
