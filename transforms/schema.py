"""The tables of the ledger: names, columns, types, units, keys, checks and what they mean.

Parquet schemas, DuckDB DDL and comments, expectation suites and the data dictionary are derived from here;
nothing else names a published column's type. Times on an episode's line are integer milliseconds (`_ms`),
instants are UTC (`_at`), offsets are Unicode code points, half-open, into the decoded document.
"""

from __future__ import annotations

import pyarrow as pa

from transforms.contract import Between, Check, Column, Matches, NotEmpty, OneOf, Reference, Rule, Table
from transforms.reasons import IGNORED_REASONS, REJECT_REASONS, WARNING_REASONS

# fmt: off
TEXT, INT, LONG, REAL, FLAG = pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_()
DAY, INSTANT, TEXTS = pa.date32(), pa.timestamp("us", tz="UTC"), pa.list_(pa.string())
NUMBER = pa.decimal128(12, 3)
STATUSES, ROLES = ("parsed", "rejected", "ignored"), ("host", "guest", "other")
SPEAKER_METHODS = ("label", "marker", "introduction", "addressed", "inferred")
TIME_METHODS = ("explicit", "interpolated", "estimated")
SEGMENT_KINDS = ("speech", "advert", "clip", "music")
APPEARANCE_METHODS = ("label", "marker", "metadata", "introduction", "addressed", "inferred")
ENTITY_KINDS = ("person", "organization", "product", "work", "place", "event", "technique", "topic")
MATCH_METHODS = ("exact", "alias", "spelling", "sound", "notes", "discovered")

_ID = Matches("^[0-9a-f]{16}$", "16 hexadecimal digits")
_SHARE, _FROM_ZERO = Between(0, 1), Between(0)
_SPAN = Rule("span_is_forward", "doc_end < doc_start", "`doc_end` does not come before `doc_start`")


def _c(name: str, kind: pa.DataType, words: str, *checks: Check, null: bool = True, unit: str | None = None) -> Column:
    return Column(name, kind, words, null, unit, checks)


def _id(name: str, words: str, *, null: bool = False) -> Column:
    return _c(name, TEXT, words, _ID, null=null)


def _ms(name: str, words: str, *checks: Check) -> Column:
    return _c(name, LONG, words, *checks, unit="ms")


_DOCUMENT = _id("document_id", "The document that the row came from")
_PLACE = (
    _DOCUMENT,
    _c("doc_start", LONG, "First character of the raw stretch that the row came from", _FROM_ZERO, unit="code points"),
    _c("doc_end", LONG, "Character after the last one of that stretch", _FROM_ZERO, unit="code points"),
)
_EPISODE = _id("episode_id", "The episode (one recording)")
_RUN = _c("run_id", TEXT, "The run that made the row", null=False)

DOCUMENTS = Table("documents", "One row per distinct file received.", (
    _id("document_id", "First 16 hexadecimal digits of the SHA-256 of the bytes"),
    _c("source", TEXT, "The source it was pulled from first, as given to the run", null=False),
    _c("uri", TEXT, "The first place where it was seen; a member of an archive is `archive!/member`", null=False),
    _c("fetched_at", INSTANT, "When the bytes were first stored", null=False),
    _c("media_type", TEXT, "Media type of the recognised format"),
    _c("format", TEXT, "Format recognised from the content"),
    _c("encoding", TEXT, "Character encoding the text was decoded with"),
    _c("size_bytes", LONG, "Size of the raw bytes", _FROM_ZERO, null=False, unit="bytes"),
    _c("char_count", LONG, "Characters of the decoded text", _FROM_ZERO, unit="code points"),
    _c("status", TEXT, "What became of it", OneOf(STATUSES), null=False),
    _c("reason", TEXT, "Why it was ignored or rejected", OneOf((*IGNORED_REASONS, *REJECT_REASONS))),
    _c("accounted_share", REAL, "Share of the characters (white space left out) that ended in rows, as metadata, "
           "as marks or markup, or were left out for a stated reason", _SHARE),
    _c("parent_document_id", TEXT, "The archive that this member came from", _ID),
), ("document_id",),
    rules=(
    Rule("reason_when_not_parsed", "status <> 'parsed' AND reason IS NULL", "What is not parsed has a reason"),
    Rule("nothing_lost", "status = 'parsed' AND accounted_share < 0.995",
             "At least 0.995 of a parsed document is accounted for", "warning"),
    ))

DOCUMENT_ORIGINS = Table("document_origins", "One row per place where the same bytes were found.", (
    _DOCUMENT,
    _c("source", TEXT, "The source it was pulled from", null=False),
    _c("uri", TEXT, "The place", null=False),
    _c("seen_at", INSTANT, "When these bytes were first seen there", null=False),
), ("document_id", "uri"), (Reference(("document_id",), "documents"),))

SHOWS = Table("shows", "One row per show (podcast).", (
    _id("show_id", "Identity of the show, from its title"),
    _c("title", TEXT, "Title of the show", NotEmpty()),
    _c("publisher", TEXT, "Who publishes it, as the source says"),
    _c("description", TEXT, "What the show says about itself"),
    _c("language", TEXT, "Main language (BCP 47)"),
    _c("feed_url", TEXT, "Address of the feed"),
    _c("site_url", TEXT, "Address of the web site"),
    _c("categories", TEXTS, "Categories as the source lists them"),
), ("show_id",))

EPISODES = Table("episodes", "One row per recording.", (
    _id("episode_id", "Identity of the recording, from what the sources say of it"),
    _id("show_id", "The show it belongs to", null=True),
    _c("title", TEXT, "Title as published"),
    _c("episode_number", NUMBER, "Number as published; 315.5 exists"),
    _c("season", INT, "Season number"),
    _c("published_date", DAY, "Day of publication", unit="date"),
    _ms("duration_ms", "Length of the recording, as stated", _FROM_ZERO),
    _c("language", TEXT, "Language (BCP 47)"),
    _c("description", TEXT, "Show notes"),
    _c("guid", TEXT, "The publisher's own identifier"),
    _c("episode_url", TEXT, "Address of the episode's page"),
    _c("audio_url", TEXT, "Address of the audio"),
    _c("has_transcript", FLAG, "Whether there are segments", null=False),
    _id("transcript_document_id", "The document that the preferred transcript came from", null=True),
    _c("word_count", LONG, "Words of the preferred transcript", _FROM_ZERO, null=False, unit="words"),
    _id("recut_of", "The episode of whose recording this is another edit", null=True),
), ("episode_id",),
    (Reference(("show_id",), "shows"), Reference(("transcript_document_id",), "documents", ("document_id",)),
     Reference(("recut_of",), "episodes", ("episode_id",))),
    (Rule("transcript_has_words", "has_transcript AND word_count = 0", "A transcript has words", "warning"),))

EPISODE_DOCUMENTS = Table("episode_documents", "One row per place in a document where an episode was found.", (
    _EPISODE,
    _DOCUMENT,
    _c("ordinal", INT, "Place among the episodes of the document, from 1", Between(1), null=False),
    *_PLACE[1:],
    _c("is_primary", FLAG, "Whether the preferred transcript (or else the metadata) comes from here", null=False),
    _c("same_because", TEXT, "Why it is held to be the same recording as the primary one"),
), ("document_id", "ordinal"),
    (Reference(("episode_id",), "episodes"), Reference(("document_id",), "documents")), (_SPAN,))

_SEGMENT_COLUMNS = (
    _EPISODE,
    _c("segment_index", INT, "Place in the transcript, from 0", _FROM_ZERO, null=False),
    _c("turn_index", INT, "Turn it belongs to, from 0", _FROM_ZERO, null=False),
    _id("speaker_id", "Who speaks", null=True),
    _c("speaker_label", TEXT, "Label as written, without delimiters", NotEmpty()),
    _c("speaker_method", TEXT, "How the speaker is known", OneOf(SPEAKER_METHODS)),
    _c("speaker_confidence", REAL, "How likely the speaker is right", _SHARE),
    _ms("start_ms", "Start on the episode's line, as marked"),
    _ms("end_ms", "End on the episode's line"),
    _c("time_method", TEXT, "How the times are known", OneOf(TIME_METHODS)),
    _ms("time_error_ms", "Expected absolute error of the times", _FROM_ZERO),
    _c("kind", TEXT, "What kind of stretch it is", OneOf(SEGMENT_KINDS), null=False),
    _c("text", TEXT, "Words as received (NFC, white space folded)", NotEmpty(), null=False),
    _c("word_count", INT, "Words: runs between white space; in scripts without spaces, characters",
       _FROM_ZERO, null=False, unit="words"),
    *_PLACE,)
_SEGMENT_RULES = (
    _SPAN,
    Rule("timed_by_a_method", "(start_ms IS NOT NULL OR end_ms IS NOT NULL) <> (time_method IS NOT NULL)",
         "Times and the method they are known by come together"),
    Rule("speaker_by_a_method", "speaker_id IS NOT NULL AND speaker_method IS NULL",
         "A speaker is known by a method"),
    Rule("times_are_forward", "end_ms < start_ms", "An end does not come before its start", "warning"),)
_SEGMENT_REFERENCES = (
    Reference(("episode_id",), "episodes"), Reference(("speaker_id",), "speakers"),
    Reference(("document_id",), "documents"))

SEGMENTS = Table("segments", "One row per stretch of speech with one label and one time, of the preferred transcript.",
    _SEGMENT_COLUMNS, ("episode_id", "segment_index"), _SEGMENT_REFERENCES, _SEGMENT_RULES,)
ALTERNATE_SEGMENTS = Table("alternate_segments", "One row per stretch of speech of an episode's further transcripts.",
    _SEGMENT_COLUMNS, ("document_id", "episode_id", "segment_index"), _SEGMENT_REFERENCES, _SEGMENT_RULES)

TIMESTAMPS = Table("timestamps", "One row per time mark found in a source or chapter declared.", (
    _EPISODE,
    _c("timestamp_index", INT, "Place among the marks of the episode, from 0", _FROM_ZERO, null=False),
    _c("kind", TEXT, "A mark in the text, or a chapter", OneOf(("mark", "chapter")), null=False),
    _ms("time_ms", "Time on the episode's line, as marked"),
    _c("edge", TEXT, "What the mark says about its neighbourhood", OneOf(("start", "end", "point"))),
    _c("label", TEXT, "Chapter title"),
    _c("segment_index", INT, "The segment of the same document that the mark stands in or beside", _FROM_ZERO),
    _c("is_suspect", FLAG, "Runs backwards, lies beyond the duration, or has a known offset", null=False),
    *_PLACE,
), ("episode_id", "timestamp_index"),
    (Reference(("episode_id",), "episodes"), Reference(("document_id",), "documents")), (_SPAN,))

LINKS = Table("links", "One row per link in an episode's show notes.", (
    _EPISODE,
    _c("link_index", INT, "Place among the links of the episode, from 0", _FROM_ZERO, null=False),
    _c("url", TEXT, "Address", NotEmpty(), null=False),
    _c("label", TEXT, "Words that the link stands on"),
    *_PLACE,
), ("episode_id", "link_index"),
    (Reference(("episode_id",), "episodes"), Reference(("document_id",), "documents")), (_SPAN,))

SPEAKERS = Table("speakers", "One row per distinct person or unnamed voice, across shows.", (
    _id("speaker_id", "Identity of the person or voice"),
    _c("name", TEXT, "Full name as far as known; NULL for an unnamed voice", NotEmpty()),
    _c("kind", TEXT, "What kind of voice it is", OneOf(("person", "group", "machine", "unnamed")), null=False),
    _c("aliases", TEXTS, "Other names, labels and heard forms"),
), ("speaker_id",),
    rules=(Rule("unnamed_has_no_name", "kind = 'unnamed' AND name IS NOT NULL", "An unnamed voice has no name"),))

APPEARANCES = Table("appearances", "One row per person or voice present in an episode.", (
    _EPISODE,
    _id("speaker_id", "Who is present"),
    _c("role", TEXT, "In which role", OneOf(ROLES), null=False),
    _c("labels", TEXTS, "Labels that stand for this voice in the transcript"),
    _c("turn_count", INT, "Turns", _FROM_ZERO, null=False, unit="turns"),
    _c("word_count", LONG, "Words", _FROM_ZERO, null=False, unit="words"),
    _ms("talk_ms", "Time spoken, where times are known", _FROM_ZERO),
    _c("method", TEXT, "How presence is known", OneOf(APPEARANCE_METHODS), null=False),
    _c("confidence", REAL, "How likely it is right", _SHARE),
    _c("evidence", TEXT, "The words that show it"),
    *_PLACE,
), ("episode_id", "speaker_id"),
    (Reference(("episode_id",), "episodes"), Reference(("speaker_id",), "speakers"),
     Reference(("document_id",), "documents")), (_SPAN,))

ENTITIES = Table("entities", "One row per thing talked about.", (
    _id("entity_id", "Identity of the entity"),
    _c("name", TEXT, "Canonical name", NotEmpty(), null=False),
    _c("kind", TEXT, "What it is", OneOf(ENTITY_KINDS), null=False),
    _c("aliases", TEXTS, "Other names that people write, and heard forms"),
    _c("description", TEXT, "What it is, in words"),
    _c("homepage", TEXT, "Its web site"),
    _c("wikidata_id", TEXT, "Wikidata item", Matches("^Q[0-9]+$", "`Q` and digits")),
    _c("origin", TEXT, "Where it is known from", OneOf(("lexicon", "notes", "discovered")), null=False),
), ("entity_id",))

MENTIONS = Table("mentions", "One row per span of speech that names an entity.", (
    _EPISODE,
    _c("mention_index", INT, "Place in the transcript, from 0", _FROM_ZERO, null=False),
    _c("segment_index", INT, "The segment it begins in", _FROM_ZERO, null=False),
    _c("end_segment_index", INT, "The segment it ends in", _FROM_ZERO, null=False),
    _id("entity_id", "What is named"),
    _c("surface", TEXT, "The words as spoken", NotEmpty(), null=False),
    _c("char_start", INT, "First character in the segment's text", _FROM_ZERO, null=False, unit="code points"),
    _c("char_end", INT, "Character after the last one", Between(1), null=False, unit="code points"),
    *_PLACE,
    _id("speaker_id", "Who says it", null=True),
    _ms("time_ms", "When it is said"),
    _c("time_method", TEXT, "How the time is known", OneOf(TIME_METHODS)),
    _ms("time_error_ms", "Expected absolute error of the time", _FROM_ZERO),
    _c("match_method", TEXT, "How the words were tied to the entity", OneOf(MATCH_METHODS), null=False),
    _c("confidence", REAL, "How likely it is right", _SHARE, null=False),
    _c("is_advert", FLAG, "Whether it is said in an advert", null=False),
), ("episode_id", "mention_index"),
    (Reference(("episode_id",), "episodes"), Reference(("entity_id",), "entities"),
     Reference(("episode_id", "segment_index"), "segments"), Reference(("speaker_id",), "speakers"),
     Reference(("document_id",), "documents")),
    (_SPAN, Rule("chars_are_forward", "segment_index = end_segment_index AND char_end <= char_start",
                 "A mention has at least one character")))

WARNINGS = Table("warnings", "One row per document and reason: what was read but looks wrong.", (
    _DOCUMENT,
    _c("reason", TEXT, "What looks wrong", OneOf(tuple(WARNING_REASONS)), null=False),
    _c("count", INT, "How many cues, records or characters it touches", Between(1), null=False),
    _c("locator", TEXT, "Where it was seen first"),
    _c("detail", TEXT, "What was seen"),
    _RUN,
), ("document_id", "reason"), (Reference(("document_id",), "documents"),))

REJECTS = Table("rejects", "One row per thing received that did not become rows.", (
    _id("document_id", "The document it stands in; NULL where none could be read", null=True),
    _c("uri", TEXT, "Where the document was found"),
    _c("stage", TEXT, "The stage that rejected it", OneOf(("pull", "normalize", "annotate", "check")), null=False),
    _c("reason", TEXT, "Why", OneOf(tuple(REJECT_REASONS)), null=False),
    _c("locator", TEXT, "Where: line, cue, row, path or byte"),
    _c("column_name", TEXT, "The column whose check failed"),
    _c("excerpt", TEXT, "The first characters of what was rejected"),
    _c("detail", TEXT, "What was seen"),
    _RUN,
    ),
    (), sort=("document_id", "uri", "locator"))

RUNS = Table("runs", "One row per run that finished its work, published or not.", (
    _RUN,
    _c("started_at", INSTANT, "When it began", null=False),
    _c("finished_at", INSTANT, "When it ended", null=False),
    _c("status", TEXT, "How it ended", OneOf(("published", "unchanged", "stopped")), null=False),
    _c("sources", TEXTS, "What it was told to read"),
    _c("document_count", LONG, "Documents in the data folder", _FROM_ZERO, null=False),
    _c("new_document_count", LONG, "Documents read for the first time", _FROM_ZERO, null=False),
    _c("removed_document_count", LONG, "Documents that are no longer at their source", _FROM_ZERO, null=False),
    _c("reject_count", LONG, "Rejects", _FROM_ZERO, null=False),
    _c("stage_seconds", pa.map_(TEXT, REAL), "Seconds each stage took", unit="s"),
    _c("versions", pa.map_(TEXT, TEXT), "Versions of the program and of what it runs on"),
), ("run_id",))

CHECKS = Table("checks", "One row per expectation and run, with its outcome.", (
    _RUN,
    _c("table_name", TEXT, "The table", null=False),
    _c("check_name", TEXT, "The expectation", null=False),
    _c("column_name", TEXT, "The column, where it is about one"),
    _c("severity", TEXT, "What a failure means", OneOf(("critical", "warning", "info")), null=False),
    _c("outcome", TEXT, "How it went", OneOf(("passed", "failed", "error")), null=False),
    _c("unexpected_count", LONG, "Rows that broke it", _FROM_ZERO),
    _c("detail", TEXT, "What was seen"),
), ("run_id", "table_name", "check_name"), (Reference(("run_id",), "runs"),))

IDENTITY_CHANGES = Table("identity_changes", "One row per identity that a run merged into others or split.", (
    _RUN,
    _c("table_name", TEXT, "The table whose identities changed",
       OneOf(("episodes", "speakers", "entities")), null=False),
    _c("change", TEXT, "What happened", OneOf(("merged", "split")), null=False),
    _id("from_id", "The identity before"),
    _id("to_id", "The identity after"),
    _c("detail", TEXT, "Names or titles before and after"),
), ("run_id", "table_name", "from_id", "to_id"), (Reference(("run_id",), "runs"),))

TABLES: tuple[Table, ...] = (
    DOCUMENTS, DOCUMENT_ORIGINS, SHOWS, EPISODES, EPISODE_DOCUMENTS, SEGMENTS, ALTERNATE_SEGMENTS, TIMESTAMPS, LINKS,
    SPEAKERS, APPEARANCES, ENTITIES, MENTIONS, WARNINGS, REJECTS, RUNS, CHECKS, IDENTITY_CHANGES,
)
TABLE: dict[str, Table] = {table.name: table for table in TABLES}
