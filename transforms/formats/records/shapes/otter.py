"""Otter: `speech.transcripts` with offsets counted in samples of 16 kHz, and a table of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.speakers import read_roster
from transforms.formats.records.times import SAMPLES_16_KHZ

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "otter_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of a speech."""
    speech = node.box("speech") or node
    rows = speech.rows("transcripts")
    if rows is None or not {"transcript", "start_offset"} <= head(rows.value)[0].keys():
        return None
    roster = read_roster(speech.get("speakers"))
    columns = table(
        rows,
        ("transcript",),
        start=("start_offset",),
        end=("end_offset",),
        speaker=("speaker_name", "speaker_id", "speaker_model_label", "label"),
        unit=SAMPLES_16_KHZ,
    )
    reading = Reading(NAME, context.segments(columns, roster), roster=roster, facts_from=[speech])
    return reading.use("markup", rows)
