"""Tables that the annotation of a batch hands on: segments as they are published, and mentions before linking."""

from __future__ import annotations

import pyarrow as pa

from transforms import schema
from transforms.contract import Column, Table, derive

_IS_PRIMARY = Column("is_primary", pa.bool_(), "Whether it is of the episode's preferred transcript", nullable=False)

ANNOTATED_SEGMENTS = derive(
    schema.SEGMENTS,
    "annotated_segments",
    "One row per segment of a document: who speaks, when, in what kind of stretch.",
    add=(_IS_PRIMARY,),
    key=("document_id", "episode_id", "segment_index"),
)

ANNOTATED_MENTIONS = derive(
    schema.MENTIONS,
    "annotated_mentions",
    "One row per span of speech that names something, of the preferred transcript, before entities are clustered.",
    drop=("entity_id",),
    add=(Column("entity_key", pa.string(), "Key of the entity, as the matcher knows it", nullable=False),),
    key=("episode_id", "mention_index"),
)

LINKED_KEYS = Table(
    "linked_keys",
    "One row per entity key of the matcher, with the entity it was linked to.",
    (
        Column("entity_key", pa.string(), "Key of the entity, as the matcher knows it", nullable=False),
        schema.MENTIONS.columns[4],
    ),
    ("entity_key",),
)
