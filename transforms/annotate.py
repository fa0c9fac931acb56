"""From the segments of a batch and what the corpus knows of its episodes: times, speakers and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.contract import conform
from transforms.interpolate import fill_times
from transforms.lake_annotations import ANNOTATED_SEGMENTS
from transforms.mentions.annotation import annotate_mentions
from transforms.people.attribution import attribute

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.mentions.annotation import Record
    from transforms.mentions.knowledge import Knowledge
    from transforms.turns.model import TurnModel

_FIND = ["document_id", "ordinal"]


class Known(NamedTuple):
    """What the resolution knows of the finds of a batch.

    `finds` has (document_id, ordinal, episode_id, is_primary) and the published columns of the episode; `voices` and
    `present` are `lake_people.RESOLVED_VOICES` and `lake_people.RESOLVED_PRESENT`; `record` is what is known of the
    episodes that can be talked about.
    """

    finds: pl.DataFrame
    voices: pl.DataFrame
    present: pl.DataFrame
    record: Record


def annotate(
    segments: pl.DataFrame, timestamps: pl.DataFrame, known: Known, knowledge: Knowledge, turns: TurnModel
) -> dict[str, pa.Table]:
    """Return the annotation tables of a batch (`lake_annotations`), rows in the order of the segments."""
    marks = timestamps.filter(pl.col("kind") == "mark", ~pl.col("is_suspect"))
    timed = fill_times(segments, marks, known.finds.select(*_FIND, "duration_ms"))
    placed = timed.join(
        known.finds.select(*_FIND, "episode_id", "is_primary"), on=_FIND, how="inner", maintain_order="left"
    )
    spoken = attribute(placed, known.voices, known.present, turns)
    return {
        ANNOTATED_SEGMENTS.name: conform(ANNOTATED_SEGMENTS, spoken.select(ANNOTATED_SEGMENTS.names()).to_arrow()),
        **annotate_mentions(spoken, known.record, knowledge),
    }
