"""Gladia: `result.transcription.utterances` with words, in seconds; in the first version `prediction`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head, objects
from transforms.formats.records.shape import Reading, has_long_texts, nested, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "gladia_json"
_SPEAKER = ("speaker",)


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of a result, of its `transcription`, or of a first-version `prediction`."""
    prediction = node.rows("prediction")
    if prediction is not None and "time_begin" in head(prediction.value)[0]:
        columns = table(
            prediction, ("transcription",), start=("time_begin",), end=("time_end",), speaker=_SPEAKER, unit=SECONDS
        )
        return Reading(NAME, context.segments(columns), facts_from=[node]).use("markup", prediction)
    told = node.box("result", "transcription") or node.box("transcription") or node
    utterances = told.rows("utterances")
    if utterances is None or type(told.value) is not dict or "full_transcript" not in told.value:
        return None
    if has_long_texts(utterances, "text") and any(row.get("words") for row in objects(utterances.value)):
        columns = nested(utterances, "words", ("word",), start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)
        speech = context.words(columns)
    else:
        columns = table(utterances, ("text",), start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)
        speech = context.segments(columns)
    metadata = node.box("result", "metadata") or node.box("metadata")
    reading = Reading(NAME, speech, facts_from=[found for found in (node, metadata) if found is not None])
    return reading.use("markup", utterances).use("duplicate", told.get("full_transcript"), told.get("subtitles"))
