"""The facts about people that a batch of segments yields, for the resolution of the whole corpus."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.contract import conform
from transforms.lake_schema import PARSED_EVIDENCE, PARSED_VOICES
from transforms.people.evidence import find_evidence
from transforms.people.marked_voices import with_marked_voices
from transforms.people.name_pattern import NO_NAMES
from transforms.people.record_facts import borne_names, noted_people, slug_names
from transforms.people.sentences import FIND, places, sentences, turn_texts
from transforms.people.show_names import show_names
from transforms.people.voice_facts import voice_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from transforms.people.record_facts import Noted

_NAMING = ("self", "named", "cohost", "guest", "joined", "beside", "greeting", "thanks", "asked", "noted",
           "parting")  # fmt: skip
_OPENING = 900
_LONGEST_TOKEN = 40


class Record(NamedTuple):
    """What a document says of an episode outside of the speech: notes, title, chapters, people, ends of addresses."""

    document_id: str
    ordinal: int
    doc_start: int
    doc_end: int
    notes: str
    headings: tuple[str, ...]
    names: tuple[str, ...]
    slugs: tuple[str, ...] = ()


def people_facts(segments: pl.DataFrame, records: Sequence[Record] = ()) -> dict[str, pa.Table]:
    """Return `parsed_voices` and `parsed_evidence` of `segments` (`lake_schema.PARSED_SEGMENTS`), by name."""
    voiced = with_marked_voices(segments)
    turns = turn_texts(voiced)
    cut, placed = sentences(turns), places(voiced, turns)
    voices = voice_facts(turns, cut, placed)
    noted = _noted(records)
    spoken = pl.concat([find_evidence(turns, cut, placed), show_names(turns, cut, placed), noted])
    called = _called(spoken, turns, records)
    evidence = pl.concat([spoken, _borne(records, called), _mentioned(turns, called), _openings(turns, placed)])
    return {
        PARSED_VOICES.name: conform(PARSED_VOICES, voices.to_arrow()),
        PARSED_EVIDENCE.name: conform(PARSED_EVIDENCE, evidence.to_arrow()),
    }


def _noted(records: Sequence[Record]) -> pl.DataFrame:
    rows = [
        (record, found._replace(kind="noted_host") if found.role == "host" else found)
        for record in records
        for found in noted_people(record.notes)
    ]
    return _recorded(rows)


def _borne(records: Sequence[Record], called: dict[tuple[str, int], set[str]]) -> pl.DataFrame:
    rows = [
        (record, found)
        for record in records
        for names in [called.get((record.document_id, record.ordinal), set[str]())]
        for found in (
            *borne_names((*record.headings, record.notes), names),
            *(found for slug in record.slugs for found in slug_names(slug, names)),
        )
    ]
    return _recorded(rows)


def _recorded(rows: Sequence[tuple[Record, Noted]]) -> pl.DataFrame:
    table = pl.DataFrame(PARSED_EVIDENCE.arrow().empty_table())
    made = [
        {
            "document_id": record.document_id, "ordinal": record.ordinal, "kind": found.kind, "name": found.name,
            "is_opening": False, "is_closing": False, "turn_index": 0, "segment_index": 0, "said_count": found.times,
            "words": found.words,
            "doc_start": record.doc_start, "doc_end": record.doc_end,
        }
        for record, found in rows
    ]  # fmt: skip
    return pl.DataFrame(made, schema=table.schema, orient="row") if made else table


def _called(spoken: pl.DataFrame, turns: pl.DataFrame, records: Sequence[Record]) -> dict[tuple[str, int], set[str]]:
    """Return the words that people are called by in each episode: parts of names in evidence, labels and record."""
    called: dict[tuple[str, int], set[str]] = defaultdict(set)
    for document_id, ordinal, name in _names(spoken, turns, records):
        called[document_id, ordinal].update(
            word
            for word in name.replace("(", " ").split()
            if 1 < len(word) < _LONGEST_TOKEN and word.casefold() not in NO_NAMES
        )
    return called


def _names(spoken: pl.DataFrame, turns: pl.DataFrame, records: Sequence[Record]) -> Iterator[tuple[str, int, str]]:
    yield from spoken.filter(pl.col("kind").is_in(_NAMING)).select(*FIND, "name").unique().iter_rows()
    yield from turns.select(*FIND, "speaker_label").drop_nulls().unique().iter_rows()
    yield from ((record.document_id, record.ordinal, name) for record in records for name in record.names)


def _mentioned(turns: pl.DataFrame, called: dict[tuple[str, int], set[str]]) -> pl.DataFrame:
    """Return how often each label speaks of each word that somebody is called by."""
    keys = [(*key, word) for key, words in called.items() for word in words]
    wanted = pl.DataFrame(keys, schema={"document_id": pl.String, "ordinal": pl.Int32, "name": pl.String}, orient="row")
    said = (
        turns.filter(pl.col("speaker_label").is_not_null())
        .select(*FIND, "speaker_label", name=pl.col("text").str.extract_all(r"\b[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[^\W’'-]"))
        .explode("name", empty_as_null=False)
        .with_columns(pl.col("name").str.replace(r"['’]s$", ""))
        .join(wanted, on=[*FIND, "name"], how="semi")
        .group_by(*FIND, "speaker_label", "name", maintain_order=True)
        .agg(said_count=pl.len().cast(pl.Int32))
    )
    return said.select(
        *FIND, pl.lit("mention").alias("kind"), "name", pl.lit(None, pl.String).alias("affiliation"), "speaker_label",
        pl.lit(None, pl.String).alias("label_before"), pl.lit(None, pl.String).alias("label_after"),
        pl.lit(False).alias("is_opening"), pl.lit(False).alias("is_closing"), pl.lit(0, pl.Int32).alias("turn_index"),
        pl.lit(0, pl.Int32).alias("segment_index"), "said_count", pl.col("name").alias("words"),
        pl.lit(None, pl.Int64).alias("doc_start"), pl.lit(None, pl.Int64).alias("doc_end"),
    )  # fmt: skip


def _openings(turns: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Return the first words of episodes without labels, in which known hosts may be named in any spelling."""
    bare = (
        turns.filter(pl.col("speaker_label").is_null().all().over(FIND))
        .group_by(FIND, maintain_order=True)
        .agg(pl.col("row").first(), words=pl.col("text").head(30).str.join(" ").str.slice(0, _OPENING))
    )
    first = placed.unique("row", keep="first", maintain_order=True).select(
        "row", "segment_index", "doc_start", "doc_end"
    )
    return bare.join(first, on="row", how="inner", maintain_order="left").select(
        *FIND, pl.lit("opening").alias("kind"), pl.lit("").alias("name"), pl.lit(None, pl.String).alias("affiliation"),
        pl.lit(None, pl.String).alias("speaker_label"), pl.lit(None, pl.String).alias("label_before"),
        pl.lit(None, pl.String).alias("label_after"), pl.lit(True).alias("is_opening"),
        pl.lit(False).alias("is_closing"), pl.lit(0, pl.Int32).alias("turn_index"), "segment_index",
        pl.lit(1, pl.Int32).alias("said_count"), "words", "doc_start", "doc_end",
    )  # fmt: skip
