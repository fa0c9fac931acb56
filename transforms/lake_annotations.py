"""Tables that the annotation of a batch hands on: segments as they are published, and mentions before linking."""

from __future__ import annotations

import pyarrow as pa

from transforms import schema
from transforms.contract import Column, OneOf, Table, derive
from transforms.lake_schema import ORDINAL

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

_NAME = Column("name", pa.string(), "Name as written", nullable=False)
_KIND = Column("kind", pa.string(), "Kind of entity, where something tells", checks=(OneOf(schema.ENTITY_KINDS),))

ANNOTATED_ENTITIES = Table(
    "annotated_entities",
    "One row per entity key, show, words and way of matching of a batch: what the linking of entities counts.",
    (
        Column("entity_key", pa.string(), "Key of the entity, as the matcher knows it", nullable=False),
        _NAME,
        _KIND,
        Column("origin", pa.string(), "Where it is known from", nullable=False,
               checks=(OneOf(("lexicon", "notes", "discovered")),)),
        Column("show_id", pa.string(), "The show it is mentioned in"),
        Column("surface", pa.string(), "The words as spoken", nullable=False),
        schema.TABLE["mentions"].columns[-3],
        Column("mention_count", pa.int64(), "Mentions in these words", nullable=False),
        Column("episode_count", pa.int64(), "Episodes that have them", nullable=False),
        Column("confidence", pa.float64(), "Confidence of the surest one", nullable=False),
    ),
    ("entity_key", "show_id", "surface", "match_method"),
)  # fmt: skip

HARVESTED_NAMES = Table(
    "harvested_names",
    "One row per name that the record of an episode of a document holds: title, notes, links, tags, chapters, people.",
    (
        ORDINAL,
        _NAME,
        _KIND,
        Column("origin", pa.string(), "Where in the record it stands", nullable=False),
        *schema.SEGMENTS.columns[-3:-2],
    ),
    ("document_id", "ordinal", "name"),
)

RESOLVED_NAMES = Table(
    "resolved_names",
    "One row per name that belongs to episodes beyond the batch it was found in: of their show, or of other documents.",
    (
        Column("show_id", pa.string(), "The show whose episodes it belongs to"),
        Column("episode_id", pa.string(), "The one episode it belongs to, where it is one"),
        _NAME,
        _KIND,
        Column("origin", pa.string(), "Where in a record it stands, or that it is of the show", nullable=False),
    ),
    ("show_id", "episode_id", "name"),
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
