"""Which episodes belong together where people are concerned: by show, by what it is called in speech, by file names."""

from __future__ import annotations

import polars as pl

from transforms.people.sentences import FIND

SAID = pl.Schema({"document_id": pl.String, "ordinal": pl.Int32, "name": pl.String, "said_count": pl.Int32})
"""What shows are called in speech: rows of `lake_schema.PARSED_EVIDENCE` of the kind 'show'."""
_SHORTEST_KEY = 4
_SERIES = r"^(\D{3,}?)[\W_]*\d"


def show_keys(finds: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return `finds` with `show` (what known people are shared by) and `scope` (what single names mean one person in).

    `finds` has (document_id, ordinal, show_id, folder, stem); `said` the columns of `SAID`. A show that is only named
    in speech counts where two episodes name it, or one does twice; it is the show whose episodes mostly say so too.
    Names of files group episodes for `show` alone: other machines have other folders.
    """
    named = finds.join(_said(said), on=FIND, how="left", maintain_order="left")
    known = (
        named.filter(pl.col("said").is_not_null())
        .group_by("said")
        .agg(said_show=pl.col("show_id").drop_nulls().mode().sort().first())
    )
    series = pl.concat_str(pl.lit("files:"), "folder", pl.lit("/"), pl.col("stem").str.extract(_SERIES, 1))
    scope = pl.coalesce("show_id", "said_show", pl.concat_str(pl.lit("said:"), "said"))
    keyed = named.join(known, on="said", how="left", maintain_order="left").with_columns(scope=scope, series=series)
    # Where most files of a series name their show, the others are of it too.
    usual = pl.col("scope").drop_nulls().mode().sort().first().over("series")
    return keyed.with_columns(
        show=pl.coalesce("scope", pl.when(pl.col("series").is_not_null()).then(usual), "series")
    ).drop("said", "said_show", "series")


def _said(said: pl.DataFrame) -> pl.DataFrame:
    """Return for each find the key of the show's name that most episodes share, of those that it says."""
    shows = said.with_columns(said=pl.col("name").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", ""))
    counted = (
        shows.filter(pl.col("said").str.len_chars() >= _SHORTEST_KEY)
        .group_by(*FIND, "said")
        .agg(pl.col("said_count").sum())
        .with_columns(episodes=pl.len().over("said"))
        .filter((pl.col("episodes") > 1) | (pl.col("said_count") > 1))
    )
    best = counted.sort("episodes", "said_count", "said", descending=[True, True, False])
    return best.unique(FIND, keep="first", maintain_order=True).select(*FIND, "said")
