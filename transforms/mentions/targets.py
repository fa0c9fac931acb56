"""What a name that was heard wrong may have been: what the record, the room and the speech of its episode name."""

from __future__ import annotations

import polars as pl

from transforms.mentions.lexicon import count_words
from transforms.mentions.misheard import TIERS

_SHORTEST = 3
_COLUMNS = ("episode", "form", "key", "name", "kind", "origin")


def find_targets(names: pl.DataFrame, persons: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the targets of each episode, as `misheard.bend` takes them; of one form the likeliest.

    is_unsaid: nothing in the speech of the episode is its name as it stands.

    `names` are those of the record and `persons` the short forms of who is present or named (`names.NAME_SCHEMA`),
    `said` the rows that are mentions for sure.
    """
    spoken = said.unique(["episode", "key"], maintain_order=True).with_columns(form="name", origin=pl.lit("said"))
    present = persons.filter(pl.col("origin") == "present")
    every = pl.concat([frame.select(_COLUMNS) for frame in (names, present, spoken)])
    tier = pl.col("origin").replace_strict(TIERS, default=None, return_dtype=pl.Float64)
    usable = every.with_columns(tier=tier).filter(
        pl.col("tier").is_not_null()
        & (pl.col("form").str.len_chars() >= _SHORTEST)
        & (pl.col("kind").is_null() | (pl.col("kind") != "topic"))
    )
    best = usable.sort("tier", descending=True, maintain_order=True).unique(
        ["episode", "form"], keep="first", maintain_order=True
    )
    exact = spoken.select("episode", "key", is_said=pl.lit(True))
    told = best.join(exact, on=["episode", "key"], how="left", maintain_order="left").with_columns(
        is_unsaid=pl.col("is_said").is_null()
    )
    return told.drop("tier", "is_said").with_columns(words=pl.Series(count_words(best["form"])))
