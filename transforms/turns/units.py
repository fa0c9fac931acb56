"""Speech without labels as sentences: what turns are found between, and where in the segments each of them begins."""

from __future__ import annotations

import numpy as np
import polars as pl

from transforms.people.sentences import FIND, places, sentences, turn_texts

_SPAN = 1 << 36
_ENDED = r"[.?!…。？！\]\-–—][\"'”’)\]]*$"
# Where so many of the segments end as sentences do, they are sentences, and not lines wrapped at a width.
_ENDED_SHARE = 0.7


def speech_units(segments: pl.DataFrame, *, is_told: bool = False) -> pl.DataFrame:
    """Return the sentences of `segments` (`lake_schema.PARSED_SEGMENTS`), in order; those without words are left out.

    Columns: `text`; `segment`, the row of `segments` it begins in; `at`, where in that one's text (code points);
    `document`, the number of its find; `is_marked`, whether a new voice or turn of the source begins with it.
    No sentence runs over the end of a turn, nor over that of a segment where segments are sentences; where turns are
    told already (`is_told`), they alone count.
    """
    is_ended = pl.col("text").str.contains(_ENDED).mean().over(FIND) >= _ENDED_SHARE
    is_alone = is_ended & (not is_told)
    alone = segments.with_columns(
        source_turn=pl.col("turn_index"),
        turn_index=pl.when(is_alone).then("segment_index").otherwise("turn_index"),
        document=(pl.struct(FIND) != pl.struct(FIND).shift()).fill_null(value=True).cum_sum().cast(pl.Int64),
        segment=pl.int_range(pl.len(), dtype=pl.Int64),
    )
    turns = turn_texts(alone)
    cut, placed = sentences(turns), places(alone, turns)
    begins = placed["row"].to_numpy().astype(np.int64) * _SPAN + placed["start"].to_numpy()
    wanted = cut["row"].to_numpy().astype(np.int64) * _SPAN + cut["start"].to_numpy()
    segment = np.searchsorted(begins, wanted, "right") - 1
    units = cut.select(pl.col("text").str.strip_chars()).with_columns(
        segment=pl.Series(segment), at=pl.Series(wanted - begins[segment])
    )
    turn = pl.struct(*FIND, "source_turn")
    marked = alone.select("segment", "document", is_new=(turn != turn.shift()).fill_null(value=True))
    joined = units.join(marked, on="segment", how="left", maintain_order="left")
    return joined.filter(pl.col("text").str.contains(r"\w")).select(
        "text", "segment", "at", "document", is_marked=pl.col("is_new") & (pl.col("at") == 0)
    )
