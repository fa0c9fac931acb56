"""Podcasting 2.0 transcripts: `segments` of a sentence or of a single word, with `body`, times in seconds, speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import objects
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "podcasting20_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object whose `segments` have a `body`."""
    segments = node.rows("segments")
    if segments is None or not any("body" in row for row in objects(segments.value)):
        return None
    columns = table(segments, ("body",), start=("startTime",), end=("endTime",), speaker=("speaker",), unit=SECONDS)
    return Reading(NAME, context.segments(columns), facts_from=[node]).use("markup", segments)
