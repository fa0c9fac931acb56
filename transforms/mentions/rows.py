"""Rows of the search: places where something may be named, and the choice among those that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.settle import settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.mentions.gaps import Flags

# What a place has: its words (half-open), its episode, what is named and how it was found, and the odds in nats.
ROW = {
    "first": pl.Int64, "last": pl.Int64, "episode": pl.Int32, "key": pl.String, "name": pl.String, "kind": pl.String,
    "origin": pl.String, "form": pl.String, "is_name": pl.Boolean, "is_name_word": pl.Boolean, "method": pl.String,
    "odds": pl.Float64,
}  # fmt: skip
# Odds from which a place counts as a mention.
ACCEPTED = 0.5


def as_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `ROW`; those that the frame does not have are null."""
    have = set(frame.columns)
    columns = [(pl.col(name) if name in have else pl.lit(None)).cast(kind).alias(name) for name, kind in ROW.items()]
    return frame.select(columns)


def choose(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that are likely enough, one for the same words, none overlapping another, in order.

    Longer ones come before shorter ones, then those with higher odds.
    """
    first, last, odds = (rows[name].to_numpy() for name in ("first", "last", "odds"))
    likely = np.flatnonzero(odds >= ACCEPTED)
    ranked = likely[np.lexsort((-odds[likely], last[likely], first[likely]))]
    again = (np.diff(first[ranked], prepend=-1) == 0) & (np.diff(last[ranked], prepend=-1) == 0)
    best = ranked[~again]
    chosen: pl.DataFrame = rows[best[settle(first[best], last[best], odds[best])]]
    return chosen


def last_word(frames: Sequence[pl.DataFrame]) -> int:
    """Return the word behind the last row of the frames, 0 without rows."""
    return max((int(frame["last"].to_numpy().max(initial=0)) for frame in frames), default=0)


def words_of(size: int, frames: Sequence[pl.DataFrame]) -> Flags:
    """Return which of `size` words belong to a row of the frames."""
    edges = np.zeros(size + 1, np.int32)
    for frame in frames:
        np.add.at(edges, frame["first"].to_numpy(), 1)
        np.add.at(edges, frame["last"].to_numpy(), -1)
    inside: Flags = np.cumsum(edges)[:size] > 0
    return inside
