"""Spotify's read-along: `section`, rows of `startMs` with a `text` and its `sentence`, or the `title` of who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.shape import Reading
from transforms.labels import is_label_shaped

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "spotify_json"


def read(node: Node, _context: Context) -> Reading | None:
    """Return the transcript of an object with such sections; a title holds for the sentences below it."""
    sections = node.rows("section") or node.rows("sections")
    if sections is None or not any(type(row.get("startMs")) is int for row in sections.value if type(row) is dict):
        return None
    reading = Reading(NAME, facts_from=[node]).use("markup", sections)
    label: str | None = None
    for row in sections.children():
        if (title := row.text("title", "title")) is not None:
            label = title if is_label_shaped(title) else label
            reading.use("label", row.get("title"))
        words = row.get("text", "sentence", "text") or row.get("sentence", "text")
        if words is None or type(words.value) is not str or words.end - words.start < 2:
            continue
        inner = row.value.get("text", {}).get("sentence", {}) if type(row.value.get("text")) is dict else {}
        start = inner.get("startMs", row.value.get("startMs"))
        start_ms = start if type(start) is int else None
        reading.speech.add(words.value, words.start + 1, words.end - 1, label=label, start_ms=start_ms)
    return reading if len(reading.speech) else None
