"""The transcripts as a ConvoKit corpus: an episode is a conversation, a turn an utterance, each answering the last.

Files and fields are those of ConvoKit's data format as its own loader reads it: five files, `reply-to` with a hyphen,
a conversation's id the id of its first utterance, metadata under `meta`, and the kinds of all metadata in the index.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

_ROWS = 5000
_TURNS = """
    SELECT
        episode_id || '-' || turn_index AS id,
        episode_id || '-' || first_value(turn_index) OVER episode AS conversation_id,
        episode_id || '-' || lag(turn_index) OVER episode AS reply_to,
        coalesce(speaker_id, 'unknown-' || episode_id) AS speaker,
        start_ms / 1000 AS timestamp,
        text,
        {'turn_index': turn_index, 'speaker_label': speaker_label, 'start_ms': start_ms, 'end_ms': end_ms,
         'word_count': word_count, 'is_advert': is_advert} AS meta
    FROM turns
    WINDOW episode AS (PARTITION BY episode_id ORDER BY turn_index)
    ORDER BY episode_id, turn_index"""
_SPEAKERS = """
    SELECT speaker_id, {'name': name, 'kind': kind, 'aliases': coalesce(aliases, [])} AS meta FROM speakers
    UNION ALL
    SELECT DISTINCT 'unknown-' || episode_id, {'name': NULL, 'kind': 'unknown', 'aliases': []}
    FROM segments WHERE speaker_id IS NULL
    ORDER BY 1"""
_CONVERSATIONS = """
    SELECT
        episode_id || '-' || first_turn AS id,
        {'episode_id': episode_id, 'title': episodes.title, 'show_id': show_id, 'show': shows.title,
         'published_date': published_date::VARCHAR, 'duration_ms': duration_ms, 'language': episodes.language,
         'episode_url': episode_url} AS meta
    FROM (SELECT episode_id, min(turn_index) AS first_turn FROM segments GROUP BY episode_id)
    JOIN episodes USING (episode_id)
    LEFT JOIN shows USING (show_id)
    ORDER BY id"""
_COUNTS = """
    SELECT
        (SELECT count(*) FROM (SELECT DISTINCT episode_id, turn_index FROM segments)),
        (SELECT count(DISTINCT episode_id) FROM segments),
        (SELECT max(run_id) FROM runs)"""
_TEXT, _NUMBER, _FLAG, _LIST = ["<class 'str'>"], ["<class 'int'>"], ["<class 'bool'>"], ["<class 'list'>"]
_INDEX = {
    "utterances-index": {
        "turn_index": _NUMBER, "speaker_label": _TEXT, "start_ms": _NUMBER, "end_ms": _NUMBER, "word_count": _NUMBER,
        "is_advert": _FLAG,
    },
    "speakers-index": {"name": _TEXT, "kind": _TEXT, "aliases": _LIST},
    "conversations-index": {
        "episode_id": _TEXT, "title": _TEXT, "show_id": _TEXT, "show": _TEXT, "published_date": _TEXT,
        "duration_ms": _NUMBER, "language": _TEXT, "episode_url": _TEXT,
    },
    "overall-index": {"name": _TEXT, "run_id": _TEXT, "utterance_count": _NUMBER, "conversation_count": _NUMBER},
    "version": 1,
    "vectors": [],
}  # fmt: skip


def write_convokit(con: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the preferred transcripts as a ConvoKit corpus into a new folder, and return the folder.

    Times are seconds. ConvoKit knows no utterance without a speaker: words whose speaker is unknown are given to one
    `unknown-EPISODE` an episode, whose `kind` is 'unknown'.
    """
    folder.mkdir()
    with (folder / "utterances.jsonl").open("w", encoding="utf-8") as out:
        for name, root, reply_to, speaker, timestamp, text, meta in _rows(con, _TURNS):
            utterance = {
                "id": name, "conversation_id": root, "text": text, "speaker": speaker, "meta": meta,
                "reply-to": reply_to, "timestamp": timestamp, "vectors": [],
            }  # fmt: skip
            out.write(json.dumps(utterance) + "\n")
    _write_objects(con, _SPEAKERS, folder / "speakers.json")
    _write_objects(con, _CONVERSATIONS, folder / "conversations.json")
    ((utterances, conversations, run_id),) = con.execute(_COUNTS).fetchall()
    corpus = {
        "name": "castledger",
        "run_id": run_id,
        "utterance_count": utterances,
        "conversation_count": conversations,
    }
    (folder / "corpus.json").write_text(json.dumps(corpus) + "\n", encoding="utf-8")
    (folder / "index.json").write_text(json.dumps(_INDEX) + "\n", encoding="utf-8")
    return folder


def _write_objects(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write one JSON object of all rows (id, meta), a line each, without holding them."""
    with path.open("w", encoding="utf-8") as out:
        before = "{\n"
        for name, meta in _rows(con, query):
            out.write(f"{before}{json.dumps(name)}: {json.dumps({'meta': meta, 'vectors': []})}")
            before = ",\n"
        out.write("{}\n" if before == "{\n" else "\n}\n")


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    con.execute(query)
    while rows := con.fetchmany(_ROWS):
        yield from rows
