"""Rev and Rev AI: `monologues` of `elements`, words and the punctuation and spaces between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head
from transforms.formats.records.shape import Reading, nested
from transforms.formats.records.speakers import read_roster
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "rev_json"
_SPEAKER = ("speaker_name", "speaker_info", "speaker")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `monologues`."""
    monologues = node.rows("monologues")
    if monologues is None or not any("elements" in row for row in head(monologues.value)):
        return None
    roster = read_roster(node.get("speakers"))
    columns = nested(
        monologues,
        "elements",
        ("value",),
        start=("ts", "timestamp"),
        end=("end_ts", "end_timestamp"),
        speaker=_SPEAKER,
        unit=SECONDS,
    )
    reading = Reading(NAME, context.words(columns, roster), roster=roster, facts_from=[node])
    return reading.use("markup", monologues)
