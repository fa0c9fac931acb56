"""A small valid ledger of invented shows, as rows and as a DuckDB file.

Two shows: Harbour Lights (Ada Finch, host) has `tides` and `fog`; The Long Ladder (Cy Dune, host) has `rungs`, and
`notes` that has no transcript. Bo Marsh is a guest of `tides` and `rungs`; Ora Vale is talked about and never there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from transforms.conditions import identifier
from transforms.schema import TABLES
from warehouse import connect
from warehouse.ddl import create_tables

Rows = dict[str, list[dict[str, Any]]]
RUN = "20240301T000000.000Z-7"
NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)


def key(name: str) -> str:
    """Return the id that stands for a name in this ledger: 16 hexadecimal digits."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


# episode, turn, speaker, label, start, end, kind, text
_SPEECH = [
    ("tides", 0, "ada", "ADA", 0, 5000, "speech", "Welcome to Harbour Lights."),
    ("tides", 0, "ada", "ADA", 5000, 9000, "speech", "Today Bo Marsh talks about Tidewater."),
    ("tides", 1, "bo", "BO", 9000, 15000, "speech", "Tidewater runs on kelp."),
    ("tides", 1, "bo", "BO", 15000, 21000, "speech", "Lumen Labs made it with Ora Vale."),
    ("tides", 2, "ada", "ADA", 21000, 25000, "advert", "Tidewater is sponsored by Lumen Labs."),
    ("tides", 3, "bo", "BO", 25000, 30000, "speech", "Thank you."),
    ("fog", 0, "ada", "Ada", None, None, "speech", "Ora Vale wrote to us."),
    ("fog", 1, "voice", None, None, None, "speech", "Tide water is a word."),
    ("rungs", 0, "cy", "Cy", 1000, 4000, "speech", "Bo Marsh is back."),
    ("rungs", 1, "bo", "Bo", 4000, 9000, "speech", "Tidewater again."),
]
# episode, segment, entity, surface, method, confidence
_NAMED = [
    ("tides", 1, "bo-entity", "Bo Marsh", "exact", 1.0),
    ("tides", 1, "tidewater", "Tidewater", "exact", 1.0),
    ("tides", 2, "tidewater", "Tidewater", "exact", 1.0),
    ("tides", 2, "kelp", "kelp", "alias", 0.8),
    ("tides", 3, "lumen", "Lumen Labs", "exact", 1.0),
    ("tides", 3, "ora", "Ora Vale", "discovered", 0.6),
    ("tides", 4, "tidewater", "Tidewater", "exact", 1.0),
    ("tides", 4, "lumen", "Lumen Labs", "exact", 1.0),
    ("fog", 0, "ora", "Ora Vale", "discovered", 0.7),
    ("fog", 1, "tidewater", "Tide water", "spelling", 0.5),
    ("rungs", 0, "bo-entity", "Bo Marsh", "exact", 1.0),
    ("rungs", 1, "tidewater", "Tidewater", "exact", 1.0),
]
_SHOW_OF = {"tides": "harbour", "fog": "harbour", "rungs": "ladder", "notes": "ladder"}
_DATE_OF = {"tides": dt.date(2024, 1, 10), "fog": dt.date(2024, 2, 7), "rungs": dt.date(2024, 2, 20), "notes": None}


def ledger() -> Rows:
    """Return the rows of every table, valid in every way; the caller may change them."""
    segments = _segments()
    return {
        "documents": _documents(),
        "document_origins": [
            {"document_id": row["document_id"], "source": row["source"], "uri": row["uri"], "seen_at": NOON}
            for row in _documents()
        ],
        "shows": [
            {"show_id": key("harbour"), "title": "Harbour Lights", "language": "en", "categories": ["Sea", "Science"]},
            {"show_id": key("ladder"), "title": "The Long Ladder", "publisher": "Rung & Co"},
        ],
        "episodes": _episodes(segments),
        "episode_documents": [
            {"episode_id": key(name), "document_id": key("doc-" + name), "ordinal": 1, "doc_start": 0, "doc_end": 500,
             "is_primary": True}
            for name in _SHOW_OF
        ],
        "segments": segments,
        "alternate_segments": [{**segments[6], "document_id": key("doc-notes"), "speaker_label": "ADA F."}],
        "timestamps": _timestamps(),
        "links": [{"episode_id": key("notes"), "link_index": 0, "url": "https://ladder.example/steps",
                   "label": "The steps", "document_id": key("doc-notes"), "doc_start": 10, "doc_end": 40}],
        "speakers": _speakers(),
        "appearances": _appearances(segments),
        "entities": _entities(),
        "mentions": _mentions(segments),
        **_runs(),
    }  # fmt: skip


def build(path: Path, rows: Rows | None = None, *, constrained: bool = True) -> Path:
    """Write a staged database with these rows (the whole ledger unless given) and return its path.

    Not `constrained`, rows may break every check of the schema; only the types must fit.
    """
    rows = ledger() if rows is None else rows
    with connect.create(path) as con:
        create_tables(con, constrained=constrained)
        for table in TABLES:
            schema = pa.schema([pa.field(column.name, column.type) for column in table.columns])
            con.register("given", pa.Table.from_pylist(rows.get(table.name, []), schema=schema))
            con.execute(f"INSERT INTO {identifier(table.name)} SELECT * FROM given")
            con.unregister("given")
    return path


def _speakers() -> list[dict[str, Any]]:
    return [
        {"speaker_id": key("ada"), "name": "Ada Finch", "kind": "person", "aliases": ["ADA", "Ada"]},
        {"speaker_id": key("bo"), "name": "Bo Marsh", "kind": "person", "aliases": ["BO", "Bo"]},
        {"speaker_id": key("cy"), "name": "Cy Dune", "kind": "person", "aliases": ["Cy"]},
        {"speaker_id": key("voice"), "name": None, "kind": "unnamed", "aliases": []},
    ]


def _entities() -> list[dict[str, Any]]:
    return [
        {"entity_id": key("tidewater"), "name": "Tidewater", "kind": "product", "origin": "lexicon",
         "aliases": ["Tide Water"], "wikidata_id": "Q42"},
        {"entity_id": key("lumen"), "name": "Lumen Labs", "kind": "organization", "origin": "lexicon"},
        {"entity_id": key("kelp"), "name": "Kelp", "kind": "technique", "origin": "notes"},
        {"entity_id": key("bo-entity"), "name": "Bo Marsh", "kind": "person", "origin": "notes"},
        {"entity_id": key("ora"), "name": "Ora Vale", "kind": "person", "origin": "discovered"},
    ]  # fmt: skip


def _runs() -> Rows:
    return {
        "warnings": [{"document_id": key("doc-tides"), "reason": "time_order", "count": 2, "locator": "line 4",
                      "detail": "00:09 after 00:15", "run_id": RUN}],
        "rejects": [
            {"document_id": key("doc-broken"), "uri": "talks/broken.srt", "stage": "normalize", "reason": "empty_file",
             "locator": "byte 0", "excerpt": "", "detail": "no text", "run_id": RUN},
            {"document_id": key("doc-tides"), "uri": "talks/tides.txt", "stage": "normalize", "reason": "empty_text",
             "locator": "cue 9", "excerpt": "<b></b>", "run_id": RUN},
        ],
        "runs": [{"run_id": RUN, "started_at": NOON, "finished_at": NOON + dt.timedelta(seconds=3),
                  "status": "published", "sources": ["talks"], "document_count": 6, "new_document_count": 6,
                  "removed_document_count": 0, "reject_count": 2, "stage_seconds": [("pull", 0.5), ("check", 1.25)],
                  "versions": [("castledger", "0.1.0")]}],
        "checks": [],
        "identity_changes": [],
    }  # fmt: skip


def _documents() -> list[dict[str, Any]]:
    parsed = [
        {"document_id": key("doc-" + name), "source": "talks", "uri": f"talks/{name}.txt", "fetched_at": NOON,
         "media_type": "text/plain", "format": "labelled_text", "encoding": "utf-8", "size_bytes": 500,
         "char_count": 500, "status": "parsed", "accounted_share": 1.0}
        for name in _SHOW_OF
    ]  # fmt: skip
    others = [("broken.srt", "rejected", "empty_file"), ("LICENSE", "ignored", "licence")]
    return parsed + [
        {"document_id": key("doc-" + name.split(".")[0]), "source": "talks", "uri": f"talks/{name}",
         "fetched_at": NOON, "size_bytes": 0, "status": status, "reason": reason}
        for name, status, reason in others
    ]  # fmt: skip


def _episodes(segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = {"tides": "Of Tides", "fog": "Fog, Slowly", "rungs": "First Rungs", "notes": "Notes Only"}
    words = {name: sum(row["word_count"] for row in segments if row["episode_id"] == key(name)) for name in titles}
    return [
        {"episode_id": key(name), "show_id": key(_SHOW_OF[name]), "title": title, "episode_number": Decimal(number),
         "published_date": _DATE_OF[name], "duration_ms": 30000 if name == "tides" else None,
         "has_transcript": words[name] > 0, "word_count": words[name],
         "transcript_document_id": key("doc-" + name) if words[name] else None,
         "episode_url": "https://youtu.be/tides" if name == "tides" else None,
         "audio_url": f"https://audio.example/{name}.mp3"}
        for number, (name, title) in zip(("1", "2.5", "1", "2"), titles.items(), strict=True)
    ]  # fmt: skip


def _segments() -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for episode, turn, speaker, label, start, end, kind, text in _SPEECH:
        index = sum(row["episode_id"] == key(episode) for row in made)
        made.append({
            "episode_id": key(episode), "segment_index": index, "turn_index": turn, "speaker_id": key(speaker),
            "speaker_label": label, "speaker_method": "label" if label else "inferred", "speaker_confidence": 0.9,
            "start_ms": start, "end_ms": end, "time_method": None if start is None else "explicit",
            "time_error_ms": None if start is None else 500, "kind": kind, "text": text,
            "word_count": len(text.split()), "document_id": key("doc-" + episode), "doc_start": 40 * index,
            "doc_end": 40 * index + len(text),
        })  # fmt: skip
    return made


def _timestamps() -> list[dict[str, Any]]:
    marks = [("tides", "chapter", 0, "start", "Opening"), ("tides", "chapter", 9000, "start", "Kelp"),
             ("tides", "mark", 9000, "end", None), ("rungs", "chapter", 1000, "start", "Climb")]  # fmt: skip
    return [
        {"episode_id": key(name), "timestamp_index": index, "kind": kind, "time_ms": time, "edge": edge, "label": label,
         "is_suspect": False, "document_id": key("doc-" + name), "doc_start": 0, "doc_end": 5}
        for index, (name, kind, time, edge, label) in enumerate(marks)
    ]  # fmt: skip


def _appearances(segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    present = [("tides", "ada", "host"), ("tides", "bo", "guest"), ("fog", "ada", "host"), ("fog", "voice", "other"),
               ("rungs", "cy", "host"), ("rungs", "bo", "guest")]  # fmt: skip
    made = []
    for episode, speaker, role in present:
        own = [row for row in segments if (row["episode_id"], row["speaker_id"]) == (key(episode), key(speaker))]
        timed = [row["end_ms"] - row["start_ms"] for row in own if row["start_ms"] is not None]
        made.append({
            "episode_id": key(episode), "speaker_id": key(speaker), "role": role,
            "labels": sorted({row["speaker_label"] for row in own if row["speaker_label"]}),
            "turn_count": len({row["turn_index"] for row in own}), "word_count": sum(row["word_count"] for row in own),
            "talk_ms": sum(timed) if timed else None, "method": "label", "confidence": 0.9,
            "document_id": key("doc-" + episode), "doc_start": 0, "doc_end": 5,
        })  # fmt: skip
    return made


def _mentions(segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {(row["episode_id"], row["segment_index"]): row for row in segments}
    made: list[dict[str, Any]] = []
    for episode, place, entity, surface, method, confidence in _NAMED:
        line = found[key(episode), place]
        start = line["text"].index(surface)
        made.append({
            "episode_id": key(episode), "mention_index": sum(row["episode_id"] == key(episode) for row in made),
            "segment_index": place, "end_segment_index": place, "entity_id": key(entity), "surface": surface,
            "char_start": start, "char_end": start + len(surface), "document_id": line["document_id"],
            "doc_start": line["doc_start"] + start, "doc_end": line["doc_start"] + start + len(surface),
            "speaker_id": line["speaker_id"], "time_ms": line["start_ms"], "time_method": line["time_method"],
            "time_error_ms": line["time_error_ms"], "match_method": method, "confidence": confidence,
            "is_advert": line["kind"] == "advert",
        })  # fmt: skip
    return made
