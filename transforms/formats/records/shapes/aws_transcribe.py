"""AWS Transcribe: `results.items` of words and punctuation marks, speakers on the items or in `speaker_labels`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, Row, first_objects, head, objects, pick
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import MILLISECONDS, SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "aws_transcribe_json"
_REPEATED = ("transcripts", "audio_segments", "segments", "channel_labels", "language_identification")
_STATED = (str, float, int)


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `results.items`, or of a call analysis with a `Transcript`."""
    items = node.rows("results", "items")
    if items is None or not any("alternatives" in row for row in head(items.value)):
        return _read_call(node, context)
    reading = Reading(NAME, context.words(_items(node, items)), facts_from=[node]).use("markup", items)
    return reading.use("duplicate", *(node.get("results", key) for key in _REPEATED))


def _items(node: Node, items: Node) -> Columns:
    rows = objects(items.value)
    texts, keys = pick(first_objects(rows, "alternatives"), "content")
    starts = pick(rows, "start_time")[0]
    speakers = pick(rows, "speaker_label", "channel_label")[0]
    if not any(speakers):
        known = _speakers_by_start(node) or _channels_by_start(node)
        speakers = [known.get(start) if type(start) in _STATED else None for start in starts] if known else []
    return Columns(
        texts=texts,
        place=Place(keys, items.depth + 3, items.start, items.end),
        path=lambda index: f"{items.path}[{index}]",
        starts=starts,
        ends=pick(rows, "end_time")[0],
        speakers=speakers,
        unit=SECONDS,
        is_tight=[row.get("type") == "punctuation" for row in rows],
        stretches=items.stretches,
    )


def _speakers_by_start(node: Node) -> dict[Any, str]:
    segments = node.rows("results", "speaker_labels", "segments")
    if segments is None:
        return {}
    items: list[Row] = [item for row in objects(segments.value) for item in objects(row.get("items"))]
    starts, labels = pick(items, "start_time")[0], pick(items, "speaker_label")[0]
    return {start: label for start, label in zip(starts, labels, strict=True) if type(start) in _STATED}


def _channels_by_start(node: Node) -> dict[Any, str]:
    channels = node.rows("results", "channel_labels", "channels")
    rows = objects(channels.value) if channels is not None else []
    labels = [(row.get("channel_label"), objects(row.get("items"))) for row in rows]
    return {item.get("start_time"): label for label, items in labels if type(label) is str for item in items
            if type(item.get("start_time")) in _STATED}  # fmt: skip


def _read_call(node: Node, context: Context) -> Reading | None:
    turns = node.rows("Transcript")
    if turns is None or not any("Content" in row for row in head(turns.value)):
        return None
    columns = table(
        turns,
        ("Content",),
        start=("BeginOffsetMillis",),
        end=("EndOffsetMillis",),
        speaker=("ParticipantRole", "ParticipantId"),
        unit=MILLISECONDS,
    )
    return Reading(NAME, context.segments(columns), facts_from=[node]).use("markup", turns)
