"""Who speaks each segment: by its label or the mark of a voice, or else by what is said around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from transforms.people.marked_voices import is_marked, with_marked_voices
from transforms.people.sentences import FIND, TURN
from transforms.turns.speakers import speakers_of

if TYPE_CHECKING:
    from transforms.turns.model import TurnModel

_WHO = ("speaker_id", "speaker_method", "speaker_confidence")


def attribute(segments: pl.DataFrame, voices: pl.DataFrame, present: pl.DataFrame, turns: TurnModel) -> pl.DataFrame:
    """Return `segments` with `speaker_id`, `speaker_method` and `speaker_confidence`, NULL where nobody can be told.

    `voices` and `present` are `lake_people.RESOLVED_VOICES` and `lake_people.RESOLVED_PRESENT`. Turns of finds without
    labels go to people who are present there.
    """
    by_label = voices.select(*FIND, voiced="speaker_label", speaker_id="speaker_id", speaker_confidence="confidence")
    voiced = segments.with_columns(voiced=with_marked_voices(segments)["speaker_label"])
    labelled = voiced.join(by_label, on=[*FIND, "voiced"], how="left", maintain_order="left")
    method = pl.when(pl.col("speaker_id").is_not_null()).then(
        pl.when(is_marked(pl.col("voiced"))).then(pl.lit("marker")).otherwise(pl.lit("label"))
    )
    inferred = speakers_of(segments, present, turns).rename({name: f"turn_{name}" for name in _WHO})
    both = (
        labelled.with_columns(speaker_method=method)
        .drop("voiced")
        .join(inferred, on=TURN, how="left", maintain_order="left")
    )
    return both.with_columns(pl.coalesce(name, f"turn_{name}").alias(name) for name in _WHO).drop(
        f"turn_{name}" for name in _WHO
    )
