"""Which episodes belong together where people are concerned: by show, by what it is called in speech, by file names."""

from __future__ import annotations

import polars as pl

from transforms.people.sentences import FIND

_SHORTEST_KEY = 4
_SERIES = r"^(\D{3,}?)[\W_]*\d"


def show_keys(finds: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """Return `finds` with `show` (what known people are shared by) and `scope` (what single names mean one person in).

    `finds` has (document_id, ordinal, show_id, folder, stem); `evidence` is `lake_schema.PARSED_EVIDENCE`. A show that
    is only named in speech counts where two episodes name it, or one does twice. Names of files group episodes for
    `show` alone: other machines have other folders.
    """
    said = _said(evidence)
    series = pl.concat_str(pl.lit("files:"), "folder", pl.lit("/"), pl.col("stem").str.extract(_SERIES, 1))
    scope = pl.coalesce("show_id", pl.concat_str(pl.lit("said:"), "said"))
    keyed = finds.join(said, on=FIND, how="left", maintain_order="left").with_columns(scope=scope, series=series)
    # Where most files of a series name their show, the others are of it too.
    usual = pl.col("scope").drop_nulls().mode().sort().first().over("series")
    return keyed.with_columns(
        show=pl.coalesce("scope", pl.when(pl.col("series").is_not_null()).then(usual), "series")
    ).drop("said", "series")


def _said(evidence: pl.DataFrame) -> pl.DataFrame:
    """Return for each find the key of the show's name that most episodes share, of those that it says."""
    shows = evidence.filter(pl.col("kind") == "show").with_columns(
        said=pl.col("name").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
    )
    counted = (
        shows.filter(pl.col("said").str.len_chars() >= _SHORTEST_KEY)
        .group_by(*FIND, "said")
        .agg(pl.col("said_count").sum())
        .with_columns(episodes=pl.len().over("said"))
        .filter((pl.col("episodes") > 1) | (pl.col("said_count") > 1))
    )
    best = counted.sort("episodes", "said_count", "said", descending=[True, True, False])
    return best.unique(FIND, keep="first", maintain_order=True).select(*FIND, "said")
