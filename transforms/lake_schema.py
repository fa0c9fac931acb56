"""Tables between the stages, one set of Parquet files a batch; published columns are taken over from the schema.

Rows are addressed by (`document_id`, `ordinal`): which episode that is, only the whole corpus can tell.
"""

from __future__ import annotations

import pyarrow as pa

from transforms import schema
from transforms.contract import Column, Table, derive

ORDINAL = Column("ordinal", pa.int32(), "Place among the episodes of the document, from 1", nullable=False)
_EPISODE = schema.EPISODE_DOCUMENTS.columns[1:5]

PARSED_DOCUMENTS = derive(
    schema.DOCUMENTS,
    "parsed_documents",
    "One row per document of the batch, with what its parser made of it.",
    drop=("source", "uri", "fetched_at", "size_bytes", "parent_document_id"),
    key=("document_id",),
)

PARSED_EPISODES = derive(
    schema.EPISODES,
    "parsed_episodes",
    "One row per episode of a document, as that document has it.",
    drop=("episode_id", "show_id", "recut_of", "transcript_document_id"),
    add=(
        *_EPISODE,
        Column("show_title", pa.string(), "Title of the show"),
        Column("publisher", pa.string(), "Who publishes the show"),
        Column("show_description", pa.string(), "What the show says about itself"),
        Column("feed_url", pa.string(), "Address of the show's feed"),
        Column("site_url", pa.string(), "Address of the show's web site"),
        Column("categories", pa.list_(pa.string()), "Categories of the show"),
        Column("tags", pa.list_(pa.string()), "Keywords of the episode"),
        Column("is_title_from_name", pa.bool_(), "Whether the title is only the file's name", nullable=False),
        Column("is_whole_document", pa.bool_(), "Whether the document holds only this episode", nullable=False),
        Column("labelled_turn_count", pa.int32(), "Turns with a label", nullable=False),
        Column("timed_segment_count", pa.int32(), "Segments with a time of their own", nullable=False),
        Column("segment_count", pa.int32(), "Segments", nullable=False),
        Column("sketch", pa.list_(pa.uint32()), "Smallest hashes of the transcript's rare word sequences"),
    ),
    key=("document_id", "ordinal"),
)

PARSED_SEGMENTS = derive(
    schema.SEGMENTS,
    "parsed_segments",
    "One row per segment of a document.",
    drop=("episode_id", "speaker_id", "speaker_method", "speaker_confidence", "time_error_ms"),
    add=(
        ORDINAL,
        Column("voice", pa.int32(), "Number of the voice, where voices are told apart without a label"),
        Column("raw_text", pa.string(), "The raw stretch, where it does not map one to one onto the text"),
    ),
    key=("document_id", "ordinal", "segment_index"),
)

PARSED_TIMESTAMPS = derive(
    schema.TIMESTAMPS,
    "parsed_timestamps",
    "One row per time mark or chapter of a document.",
    drop=("episode_id",),
    add=(ORDINAL,),
    key=("document_id", "ordinal", "timestamp_index"),
)

PARSED_LINKS = derive(
    schema.LINKS,
    "parsed_links",
    "One row per link in the show notes of a document.",
    drop=("episode_id",),
    add=(ORDINAL,),
    key=("document_id", "ordinal", "link_index"),
)

PARSED_PEOPLE = Table(
    "parsed_people",
    "One row per person whom the record itself names.",
    (
        ORDINAL,
        Column("name", pa.string(), "Name as written", nullable=False),
        Column("role", pa.string(), "Role, where the record says it"),
        Column("label", pa.string(), "Transcript label that the record ties to the name"),
        Column("affiliation", pa.string(), "Company or work named with the person"),
        Column("is_present", pa.bool_(), "Whether the record says that the person takes part", nullable=False),
        Column("evidence", pa.string(), "The words that say so"),
        *schema.SEGMENTS.columns[-3:],
    ),
    key=("document_id", "ordinal", "name"),
)

PARSED_WARNINGS = derive(
    schema.WARNINGS,
    "parsed_warnings",
    "One row per document and reason: what was read but looks wrong.",
    drop=("run_id",),
    key=("document_id", "reason"),
)

PARSED_REJECTS = derive(
    schema.REJECTS,
    "parsed_rejects",
    "One row per part of a document that did not become rows.",
    drop=("run_id", "uri", "stage", "column_name"),
    key=(),
)

LAKE_TABLES: tuple[Table, ...] = (
    PARSED_DOCUMENTS,
    PARSED_EPISODES,
    PARSED_SEGMENTS,
    PARSED_TIMESTAMPS,
    PARSED_LINKS,
    PARSED_PEOPLE,
    PARSED_WARNINGS,
    PARSED_REJECTS,
)
