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
        Column("change_confidence", pa.float64(), "How likely somebody else begins to speak, where no label says"),
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

PARSED_VOICES = Table(
    "parsed_voices",
    "One row per label (or voice told apart by a mark, or all unlabelled speech) of an episode of a document.",
    (
        schema.SEGMENTS.columns[-3],
        ORDINAL,
        Column("speaker_label", pa.string(), "Label as written; NULL for speech without one"),
        Column("first_turn", pa.int32(), "First turn of the voice, from 0", nullable=False),
        Column("second_turn", pa.int32(), "Second turn of the voice, if there is one"),
        Column("last_turn", pa.int32(), "Last turn of the voice, from 0", nullable=False),
        Column("turn_count", pa.int32(), "Turns", nullable=False),
        Column("word_count", pa.int64(), "Words", nullable=False),
        Column("sentence_count", pa.int32(), "Sentences", nullable=False),
        Column("question_count", pa.int32(), "Sentences that ask", nullable=False),
        Column("host_phrase_count", pa.int32(), "Phrases of somebody who leads through a show", nullable=False),
        Column("guest_phrase_count", pa.int32(), "Phrases of somebody who was invited to one", nullable=False),
        Column("doc_start", pa.int64(), "Begin of the first segment of the voice", nullable=False),
        Column("doc_end", pa.int64(), "End of the first segment of the voice", nullable=False),
    ),
    key=("document_id", "ordinal", "speaker_label"),
)

PARSED_EVIDENCE = Table(
    "parsed_evidence",
    "One row per kind of thing said of a name by a voice between the same neighbours: who is there, who is spoken to.",
    (
        schema.SEGMENTS.columns[-3],
        ORDINAL,
        Column("kind", pa.string(), "What is said (`people.introductions.Kind`, calls, records)", nullable=False),
        Column("name", pa.string(), "Name as written or heard", nullable=False),
        Column("affiliation", pa.string(), "Company or work named with it"),
        Column("speaker_label", pa.string(), "Label of the voice that says it"),
        Column("label_before", pa.string(), "Label of the turn before"),
        Column("label_after", pa.string(), "Label of the turn after"),
        Column("is_opening", pa.bool_(), "Whether it stands in the first two sentences of its turn", nullable=False),
        Column("is_closing", pa.bool_(), "Whether it stands in the last two sentences of its turn", nullable=False),
        Column("turn_index", pa.int32(), "Turn in which it is said first", nullable=False),
        Column("segment_index", pa.int32(), "Segment in which it is said first", nullable=False),
        Column("said_count", pa.int32(), "How often it is said", nullable=False),
        Column("words", pa.string(), "The words that say so", nullable=False),
        *schema.SEGMENTS.columns[-2:],
    ),
    key=(),
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
    PARSED_VOICES,
    PARSED_EVIDENCE,
    PARSED_WARNINGS,
    PARSED_REJECTS,
)
