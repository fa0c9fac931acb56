"""The transcripts as a ConvoKit corpus: an episode is a conversation, a turn an utterance, each answering the last.

Files and fields are those of ConvoKit's data format as its own loader reads it: five files, `reply-to` with a hyphen,
a conversation's id the id of its first utterance, metadata under `meta`, and the kinds of all metadata in the index.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

_ROWS = 5000
_SEGMENTS = """
    SELECT episode_id, turn_index, speaker_id, speaker_label, start_ms, end_ms, word_count, kind = 'advert', text
    FROM segments ORDER BY episode_id, segment_index"""
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
        for utterance in _utterances(con):
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


def _utterances(con: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Yield the turns of each episode in order; DuckDB sorts, and one turn is held at a time."""
    episode, root, before = None, "", None
    for (episode_id, turn_index), rows in groupby(_rows(con, _SEGMENTS), key=itemgetter(0, 1)):
        name = f"{episode_id}-{turn_index}"
        if episode_id != episode:
            episode, root, before = episode_id, name, None
        yield _utterance(name, root, before, list(rows))
        before = name


def _utterance(name: str, root: str, before: str | None, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    episode_id, turn_index, speaker_id, label, *_ = rows[0]
    starts, ends = ([row[place] for row in rows if row[place] is not None] for place in (4, 5))
    start_ms = min(starts, default=None)
    meta = {
        "turn_index": turn_index, "speaker_label": label, "start_ms": start_ms, "end_ms": max(ends, default=None),
        "word_count": sum(row[6] for row in rows), "is_advert": all(row[7] for row in rows),
    }  # fmt: skip
    return {
        "id": name, "conversation_id": root, "text": " ".join(row[8] for row in rows),
        "speaker": speaker_id or f"unknown-{episode_id}", "meta": meta, "reply-to": before,
        "timestamp": None if start_ms is None else start_ms / 1000, "vectors": [],
    }  # fmt: skip


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
