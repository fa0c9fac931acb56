"""The name of the show, as it is said: by it, episodes of one show meet whose documents do not name it."""

from __future__ import annotations

import polars as pl

from transforms.lake_schema import PARSED_EVIDENCE
from transforms.people.sentences import FIND

# `Welcome to a new episode of Low Tide.`, `Thanks for listening to the Low Tide Podcast`
_SAID = (
    r"(?i-u:(?:welcome (?:back )?to|listening to|(?:episode|edition) of|tuning in to) (?:(?:a|an|the|another|this"
    r"|our|new|special"
    r"|latest|first|\d+\w*)(?: |$))*(?:(?:brand )?new |special |first |\d+\w* )*(?:(?:episode"
    r"|edition) (?:\d+ )?of )?(?:the )?)"
    r"([^,.?!:;\n]{2,48})"
)
_TAIL = (
    r"(?i)\s*(?:\b(?:podcast|show|today|everyone|everybody|again|with|where|the|a|i['’]?m|my|and|as|this|on|we|in)\b"
    r".*)?$"
)


def show_names(turns: pl.DataFrame, cut: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return what shows are called in speech, as evidence of kind 'show' (`lake_schema.PARSED_EVIDENCE`)."""
    text = pl.col("text")
    told = (
        cut.filter(text.str.contains_any(["welcome", "listening to", "episode of", "edition of", "tuning in"],
                                         ascii_case_insensitive=True))
        .with_columns(name=text.str.extract(_SAID, 1).str.replace(_TAIL, "").str.strip_chars())
        .filter(pl.col("name").str.len_chars() >= 2)
    )  # fmt: skip
    first = places.unique("row", keep="first", maintain_order=True).select(
        "row", "segment_index", "doc_start", "doc_end"
    )
    counted = (
        told.join(turns.select("row", *FIND, "turn_index"), on="row", maintain_order="left")
        .join(first, on="row", maintain_order="left")
        .group_by(*FIND, "name", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int32).alias("said_count"),
            pl.col("text").first().str.strip_chars().str.slice(0, 240).alias("words"),
            pl.col("turn_index", "segment_index", "doc_start", "doc_end").first(),
        )
    )
    return counted.with_columns(
        kind=pl.lit("show"), affiliation=pl.lit(None, pl.String), speaker_label=pl.lit(None, pl.String),
        label_before=pl.lit(None, pl.String), label_after=pl.lit(None, pl.String), is_opening=pl.lit(False),
        is_closing=pl.lit(False),
    ).select(PARSED_EVIDENCE.names())  # fmt: skip
