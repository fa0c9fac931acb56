"""Deepgram: `results.channels[].alternatives[]` with `words` in seconds, `paragraphs`, and `results.utterances`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import objects
from transforms.formats.records.shape import Reading, merged, nested, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node
    from transforms.parsed import Speech

NAME = "deepgram_json"
_WORD, _SPEAKER = ("punctuated_word", "word"), ("speaker",)


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `results.channels`; two channels are two voices."""
    channels = node.rows("results", "channels")
    if channels is None or not any("alternatives" in row for row in objects(channels.value)):
        return None
    reading = Reading(NAME, facts_from=[node]).use("duplicate", node.get("results", "utterances"))
    parts: list[Speech] = []
    for channel in channels.children():
        alternatives = channel.rows("alternatives")
        best = next((row for row in alternatives.children() if type(row.value) is dict), None) if alternatives else None
        part = _speech(best, context, reading) if best is not None else None
        if part is not None and len(part):
            parts.append(part)
    if len(parts) > 1:
        for voice, part in enumerate(parts):
            part.voice = [voice if label is None else None for label in part.label]
    reading.speech = merged(parts, by_time=True)
    metadata = node.box("metadata")
    reading.facts_from += [metadata] if metadata is not None else []
    return reading


def _speech(best: Node, context: Context, reading: Reading) -> Speech | None:
    words, paragraphs = best.rows("words"), best.rows("paragraphs", "paragraphs")
    reading.use("duplicate", best.get("transcript") if words or paragraphs else None)
    if words is not None:
        reading.use("markup", words).use("duplicate", best.get("paragraphs"))
        columns = table(words, _WORD, start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS)
        return context.words(columns)
    if paragraphs is not None:
        reading.use("markup", paragraphs)
        columns = nested(
            paragraphs, "sentences", ("text",), start=("start",), end=("end",), speaker=_SPEAKER, unit=SECONDS
        )
        return context.segments(columns)
    return None
