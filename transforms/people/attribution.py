"""Who speaks each segment: by its label, or where there is none by what is said around it."""

from __future__ import annotations

import polars as pl

from transforms.people.sentences import FIND


def attribute(segments: pl.DataFrame, voices: pl.DataFrame, present: pl.DataFrame) -> pl.DataFrame:
    """Return `segments` with `speaker_id`, `speaker_method` and `speaker_confidence`, NULL where nobody can be told.

    `voices` and `present` are `lake_people.RESOLVED_VOICES` and `lake_people.RESOLVED_PRESENT`.
    """
    by_label = voices.select(*FIND, "speaker_label", "speaker_id", speaker_confidence="confidence")
    labelled = segments.join(by_label, on=[*FIND, "speaker_label"], how="left", maintain_order="left")
    is_known = pl.col("speaker_id").is_not_null()
    return labelled.with_columns(
        speaker_method=pl.when(is_known).then(pl.lit("label")).otherwise(pl.lit(None, pl.String))
    )
