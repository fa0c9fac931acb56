"""whisper.cpp: `transcription` with `text`, clock times in `timestamps` and milliseconds in `offsets`."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from transforms.formats.records.columns import EMPTY, Row, head, objects, pick
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import MILLISECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "whisper_cpp_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object whose `transcription` rows have `offsets` or `timestamps`."""
    rows = node.rows("transcription")
    if rows is None or not any("offsets" in row or "timestamps" in row for row in head(rows.value)):
        return None
    columns = table(rows, ("text",), speaker=("speaker",), unit=MILLISECONDS)
    records = objects(rows.value)
    offsets = [held if type(held := row.get("offsets") or row.get("timestamps")) is dict else EMPTY for row in records]
    columns.starts, columns.ends = pick(offsets, "from")[0], pick(offsets, "to")[0]
    if not any(columns.speakers):
        columns.voices = _voices(records)
    result = node.box("result")
    reading = Reading(NAME, context.segments(columns), facts_from=[node]).use("markup", rows)
    reading.facts_from += [result] if result is not None else []
    return reading


def _voices(records: list[Row]) -> list[int | None] | None:
    """Return numbers for voices, where the model marks the rows behind which somebody else speaks."""
    turns = [row.get("speaker_turn_next") is True for row in records]
    return list(accumulate([0, *map(int, turns[:-1])])) if any(turns) else None
