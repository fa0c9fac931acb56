"""From parsed documents to the lake's Arrow tables, for a whole batch at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from transforms import lake_schema as lake
from transforms.accounting import accounted_share
from transforms.contract import conform
from transforms.fold import fold_text
from transforms.people.facts import Record, people_facts
from transforms.people.sentences import FIND
from transforms.segments import Stretch, tabulate_segments
from transforms.sketch import LONG_WORD, sketch
from transforms.timestamps import timestamp_rows
from transforms.turns.kinds import with_kinds
from transforms.turns.parting import part_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from transforms.contract import Table
    from transforms.parsed import Facts, Parsed, ParsedEpisode
    from transforms.turns.model import TurnModel

Rows = list[dict[str, Any]]


@dataclass(slots=True)
class ParsedDocument:
    """A document after its parser: its identity, its decoded text and what was made of it."""

    document_id: str
    stem: str
    encoding: str | None
    text: str
    parsed: Parsed


@dataclass(slots=True)
class _Batch:
    stretches: list[Stretch] = field(default_factory=list)
    rows: dict[str, Rows] = field(default_factory=dict)

    def add(self, table: Table, row: dict[str, Any]) -> None:
        self.rows.setdefault(table.name, []).append(row)


def tabulate(documents: Sequence[ParsedDocument], turns: TurnModel | None = None) -> dict[str, pa.Table]:
    """Return the lake tables of a batch by name (`lake_schema.LAKE_TABLES`), rows in document order.

    With `turns`, speech without labels is cut into the turns that they find.
    """
    batch = _Batch()
    for document in documents:
        _add_document(batch, document)
    parted = part_turns(tabulate_segments(batch.stretches), turns)
    segments = with_kinds(parted.segments)
    _move_marks(batch.rows.get(lake.PARSED_TIMESTAMPS.name, []), parted.moved)
    _add_transcript_facts(batch.rows.get(lake.PARSED_EPISODES.name, []), segments)
    made = {name: conform(table, _columns(table, batch.rows.get(name, []))) for name, table in _ROW_TABLES.items()}
    made |= people_facts(segments, _records(batch.rows))
    return made | {lake.PARSED_SEGMENTS.name: conform(lake.PARSED_SEGMENTS, segments.to_arrow())}


_FROM_SEGMENTS = (lake.PARSED_SEGMENTS, lake.PARSED_VOICES, lake.PARSED_EVIDENCE)
_ROW_TABLES = {table.name: table for table in lake.LAKE_TABLES if table not in _FROM_SEGMENTS}


def _move_marks(timestamps: Rows, moved: pl.DataFrame) -> None:
    """Tie time marks to the piece that they stand in, of a segment that was cut."""
    places = {
        tuple(key): [(old, start, new) for *_, old, new, start in rows.iter_rows()]
        for key, rows in moved.group_by(*FIND, maintain_order=True)
    }
    for row in timestamps:
        pieces = places.get((row["document_id"], row["ordinal"]))
        if pieces is not None and row["segment_index"] is not None:
            before = bisect_right(pieces, (row["segment_index"], row["doc_start"], len(pieces) + row["segment_index"]))
            old, _, new = pieces[max(0, before - 1)]
            row["segment_index"] = new if old == row["segment_index"] else new + 1


def _records(rows: dict[str, Rows]) -> list[Record]:
    """Return what the documents say of each episode in words, for the names it bears."""
    headings: dict[tuple[str, int], list[str]] = defaultdict(list)
    names: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in rows.get(lake.PARSED_TIMESTAMPS.name, []):
        if row.get("label"):
            headings[row["document_id"], row["ordinal"]].append(row["label"])
    for row in rows.get(lake.PARSED_PEOPLE.name, []):
        names[row["document_id"], row["ordinal"]].append(row["name"])
    return [
        Record(*key, row["doc_start"], row["doc_end"], row["description"] or "", (row["title"] or "", *headings[key]),
               tuple(names[key]), _slugs(row))
        for row in rows.get(lake.PARSED_EPISODES.name, [])
        for key in [(row["document_id"], row["ordinal"])]
    ]  # fmt: skip


def _slugs(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the last parts of an episode's addresses, and the name of its file where it has no title."""
    ends = ((row[name] or "").partition("?")[0].rstrip("/").rpartition("/")[2] for name in ("episode_url", "audio_url"))
    parts = [end.partition(".")[0] for end in ends]
    if row["is_title_from_name"]:
        parts.append(row["title"])
    return tuple(dict.fromkeys(part for part in parts if part))


def _columns(table: Table, rows: Rows) -> dict[str, list[Any]]:
    return {name: [row.get(name) for row in rows] for name in table.names()}


def _add_document(batch: _Batch, document: ParsedDocument) -> None:
    parsed, key = document.parsed, {"document_id": document.document_id}
    for ordinal, episode in enumerate(parsed.episodes, 1):
        _add_episode(batch, document, episode, ordinal)
    batch.add(
        lake.PARSED_DOCUMENTS,
        key
        | {
            "media_type": parsed.media_type,
            "format": parsed.format,
            "encoding": document.encoding,
            "char_count": len(document.text),
            "status": parsed.status,
            "reason": parsed.reason,
            "accounted_share": accounted_share(parsed, document.text),
        },
    )
    for note in parsed.warnings:
        batch.add(
            lake.PARSED_WARNINGS,
            key
            | {"reason": note.reason, "count": note.count, "locator": note.locator, "detail": fold_text(note.detail)},
        )
    for reject in parsed.rejects:
        batch.add(
            lake.PARSED_REJECTS,
            key
            | {
                "reason": reject.reason,
                "locator": reject.locator,
                "excerpt": fold_text(reject.excerpt),
                "detail": fold_text(reject.detail),
            },
        )


def _add_episode(batch: _Batch, document: ParsedDocument, episode: ParsedEpisode, ordinal: int) -> None:
    key = {"document_id": document.document_id, "ordinal": ordinal}
    place = {"doc_start": episode.doc_start, "doc_end": episode.doc_end}
    facts = _facts(episode.facts, document, alone=len(document.parsed.episodes) == 1)
    batch.add(lake.PARSED_EPISODES, key | place | facts)
    batch.stretches.append(Stretch(document.document_id, ordinal, document.text, episode.speech.complete()))
    for row in timestamp_rows(episode):
        batch.add(lake.PARSED_TIMESTAMPS, key | row)
    for place_number, link in enumerate(episode.links):
        row = link._asdict() | {"label": link.label and fold_text(link.label)}
        batch.add(lake.PARSED_LINKS, key | row | {"link_index": place_number})
    for person in episode.people:
        row = person._asdict() | {"name": fold_text(person.name), "evidence": fold_text(person.evidence)}
        batch.add(lake.PARSED_PEOPLE, key | row)


def _facts(facts: Facts, document: ParsedDocument, *, alone: bool) -> dict[str, Any]:
    row = {name: getattr(facts, name) for name in facts.__slots__}
    row |= {name: fold_text(value) for name, value in row.items() if isinstance(value, str)}
    is_from_name = alone and not row["title"]
    if is_from_name:
        row["title"] = fold_text(document.stem)
        document.parsed.warn("title_from_filename", "name", document.stem)
    return row | {"is_title_from_name": is_from_name, "is_whole_document": alone}


def _add_transcript_facts(episodes: Rows, segments: pl.DataFrame) -> None:
    """Fill in what only the transcript can tell of an episode: counts and the sketch."""
    spoken = segments.with_columns(key=pl.col("document_id") + ":" + pl.col("ordinal").cast(pl.String))
    counts = spoken.group_by("key", maintain_order=True).agg(
        word_count=pl.col("word_count").sum(),
        segment_count=pl.len(),
        labelled_turn_count=pl.col("turn_index").filter(pl.col("speaker_label").is_not_null()).n_unique(),
        timed_segment_count=pl.col("start_ms").is_not_null().sum(),
        long_words=pl.col("text").str.extract_all(LONG_WORD).explode(empty_as_null=False),
    )
    by_key = {row["key"]: row for row in counts.iter_rows(named=True)}
    for episode in episodes:
        found = by_key.get(f"{episode['document_id']}:{episode['ordinal']}")
        episode["has_transcript"] = found is not None
        for name in ("word_count", "segment_count", "labelled_turn_count", "timed_segment_count"):
            episode[name] = found[name] if found else 0
        episode["sketch"] = sketch(found["long_words"]) if found else []
