"""Podlove: `transcripts` with `start_ms`, `end_ms`, `speaker` and `voice`, alone or in a Web Player's configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.speakers import read_roster
from transforms.formats.records.times import MILLISECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "podlove_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an array of Podlove's rows, or of an object with one under `transcripts`."""
    rows = node if type(node.value) is list else node.rows("transcripts") or node.rows("transcript")
    if rows is None or not any({"start_ms", "end_ms", "text"} <= row.keys() for row in head(rows.value, 20)):
        return None
    if not any("speaker" in row or "voice" in row for row in head(rows.value, 20)):
        return None
    roster = read_roster(node.get("contributors"))
    columns = table(
        rows, ("text",), start=("start_ms",), end=("end_ms",), speaker=("voice", "speaker"), unit=MILLISECONDS
    )
    about = [node] if node is not rows else []
    return Reading(NAME, context.segments(columns, roster), roster=roster, facts_from=about).use("markup", rows)
