"""ElevenLabs and Soniox: words or parts of words that bring their own spaces, with a speaker each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head
from transforms.formats.records.shape import Reading, merged, table
from transforms.formats.records.times import MILLISECONDS, SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "elevenlabs_json"
SONIOX = "soniox_json"
_TEXT = ("text",)


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of `words` with a `type` and `speaker_id`, or of `tokens` with `start_ms`."""
    words, tokens, channels = node.rows("words"), node.rows("tokens"), node.rows("transcripts")
    if channels is not None:
        return _read_channels(channels, context)
    if words is not None and {"text", "type", "speaker_id"} <= head(words.value)[0].keys() | _said(node):
        columns = table(words, _TEXT, start=("start",), end=("end",), speaker=("speaker_id",), unit=SECONDS)
        reading = Reading(NAME, context.words(columns), facts_from=[node]).use("markup", words)
        return reading.use("duplicate", node.get("text"))
    if tokens is not None and {"text", "start_ms"} <= head(tokens.value)[0].keys():
        columns = table(tokens, _TEXT, start=("start_ms",), end=("end_ms",), speaker=("speaker",), unit=MILLISECONDS)
        reading = Reading(SONIOX, context.words(columns), facts_from=[node]).use("markup", tokens)
        return reading.use("duplicate", node.get("text"))
    return None


def _read_channels(channels: Node, context: Context) -> Reading | None:
    """Return the transcript of a recording with a channel for each speaker, None where they are no such transcripts."""
    readings = [reading for child in channels.children() if type(child.value) is dict and "channel_index" in child.value
                and (reading := read(child, context)) is not None]  # fmt: skip
    if not readings:
        return None
    whole = Reading(NAME, merged([reading.speech for reading in readings], by_time=True))
    whole.roles = [role for reading in readings for role in reading.roles]
    return whole


def _said(node: Node) -> set[str]:
    """Return the key that words leave out where nobody was to be told apart, if the object is of this shape."""
    return {"speaker_id"} if "language_probability" in node.value else set()
