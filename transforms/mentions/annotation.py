"""The mentions of a batch as tables: what is said where, and the entities named, counted for the linking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.contract import conform
from transforms.lake_annotations import ANNOTATED_ENTITIES, ANNOTATED_MENTIONS
from transforms.mentions.confidence import confidence
from transforms.mentions.corrections import NOT_AN_ENTITY, drop_corrected
from transforms.mentions.find import Noted, find
from transforms.mentions.models import add_model_spans
from transforms.mentions.place import place_mentions
from transforms.mentions.plain_terms import call_plain_terms
from transforms.mentions.reading import read

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.mentions.knowledge import Knowledge

_RECORDED = (
    "present",
    "people",
    "affiliation",
    "title",
    "link",
    "notes",
    "show",
    "tag",
    "file",
    "chapter",
    "heading",
    "of_show",
)


class Record(NamedTuple):
    """What is known of the episodes of a batch beside their speech, each by episode_id.

    `names` (name, kind, origin): what the record names; `people` (name, aliases): who is present; `shows` (show_id);
    `corrections` (surface, entity, kind), see `corrections`.
    """

    names: pl.DataFrame
    people: pl.DataFrame
    shows: pl.DataFrame
    corrections: pl.DataFrame


def annotate_mentions(segments: pl.DataFrame, record: Record, knowledge: Knowledge) -> dict[str, pa.Table]:
    """Return the tables `annotated_mentions` and `annotated_entities` of the preferred transcripts of a batch.

    `segments` has the columns of `lake_annotations.ANNOTATED_SEGMENTS` and raw_text, in the order of speech.
    """
    spoken = segments.filter("is_primary")
    episodes = spoken.select(pl.col("episode_id").unique(maintain_order=True)).with_columns(
        episode=pl.int_range(pl.len(), dtype=pl.Int32)
    )
    numbered = spoken.join(episodes, on="episode_id", how="left", maintain_order="left")
    names, people, corrections = (
        rows.join(episodes, on="episode_id", how="inner", maintain_order="left")
        for rows in (record.names, record.people, record.corrections)
    )
    reading = read(numbered, knowledge.vocabulary)
    corrected = corrections.filter(pl.col("entity") != NOT_AN_ENTITY).select(
        "episode", "kind", name="entity", form="surface", origin=pl.lit("correction")
    )
    found = call_plain_terms(find(reading, knowledge, Noted(names, people, corrected)), reading)
    kept = drop_corrected(add_model_spans(found, reading, knowledge.models), corrections, reading)
    placed = place_mentions(kept.with_columns(confidence=confidence()), numbered, reading)
    rows = placed.rename({"key": "entity_key", "method": "match_method"}).sort("episode", "mention_index")
    mentions = conform(ANNOTATED_MENTIONS, rows.select(ANNOTATED_MENTIONS.names()).to_arrow())
    return {ANNOTATED_MENTIONS.name: mentions, ANNOTATED_ENTITIES.name: _entities(rows, record.shows)}


def _entities(rows: pl.DataFrame, shows: pl.DataFrame) -> pa.Table:
    origin = pl.col("origin")
    known = rows.join(shows, on="episode_id", how="left").with_columns(
        origin=pl.when(pl.col("entity_key").str.starts_with("lexicon"))
        .then(pl.lit("lexicon"))
        .when(origin.is_in(_RECORDED) | (pl.col("match_method") == "notes"))
        .then(pl.lit("notes"))
        .otherwise(pl.lit("discovered"))
    )
    counted = known.group_by("entity_key", "show_id", "surface", "match_method").agg(
        pl.col("name").first(),
        pl.col("kind").drop_nulls().mode().sort().first(),
        pl.col("origin").max_by(origin.replace_strict(_RANK, return_dtype=pl.Int8)),
        mention_count=pl.len().cast(pl.Int64),
        episode_count=pl.col("episode_id").n_unique().cast(pl.Int64),
        confidence=pl.col("confidence").max(),
    )
    return conform(
        ANNOTATED_ENTITIES, counted.sort(ANNOTATED_ENTITIES.key).select(ANNOTATED_ENTITIES.names()).to_arrow()
    )


_RANK = {"discovered": 0, "notes": 1, "lexicon": 2}
