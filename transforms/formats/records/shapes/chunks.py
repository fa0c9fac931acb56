"""Hugging Face pipelines and insanely-fast-whisper: `chunks` with `text` and `timestamp: [start, end]` in seconds.

With diarization, `speakers` repeats the chunks with a speaker each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import head, objects, pick
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "chunks_json"
_PAIRS = ("timestamp", "timestamps", "time")
_TEXTS = ("text", "utterance", "transcript")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `chunks`, or of a bare array of rows with a pair of times."""
    diarized, chunks = node.rows("speakers"), node.rows("chunks")
    array = diarized if diarized is not None and _has_pairs(diarized) else chunks or node
    if not _has_pairs(array):
        return None
    columns = table(array, _TEXTS, speaker=("speaker", "sid", "speaker_id"), unit=SECONDS)
    pairs = pick(objects(array.value), *_PAIRS)[0]
    columns.starts, columns.ends = _halves(pairs)
    reading = Reading(NAME, context.segments(columns), facts_from=[node] if node is not array else [])
    reading.use("markup", array)
    return reading.use("duplicate", chunks) if array is not chunks else reading


def _has_pairs(array: Node) -> bool:
    rows = head(array.value)
    return any(_is_pair(row.get(key)) and any(text in row for text in _TEXTS) for row in rows for key in _PAIRS)


def _is_pair(value: Any) -> bool:
    return type(value) is list and len(value) == 2 and type(value[0]) in (int, float, str)


def _halves(pairs: list[Any]) -> tuple[list[Any], list[Any]]:
    both = [pair if type(pair) is list and len(pair) == 2 else (pair, None) for pair in pairs]
    return [start for start, _ in both], [end for _, end in both]
