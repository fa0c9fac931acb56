"""Azure Video Indexer: `videos[].insights.transcript` with `instances` in clock times, and a table of speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import first_objects, head, objects, pick
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.speakers import read_roster

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "video_indexer_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with `transcript` rows that have `instances`, or of the first of `videos`."""
    videos = node.rows("videos")
    video = next(iter(videos.children()), None) if videos is not None else None
    insights = video.box("insights") if video is not None else node.box("insights") or node
    rows = insights.rows("transcript") if insights is not None else None
    if insights is None or rows is None or not {"text", "instances"} <= head(rows.value)[0].keys():
        return None
    roster = read_roster(insights.get("speakers"))
    columns = table(rows, ("text",), speaker=("speakerId", "speaker"))
    instances = first_objects(objects(rows.value), "instances")
    columns.starts, columns.ends = (
        pick(instances, "start", "adjustedStart")[0],
        pick(instances, "end", "adjustedEnd")[0],
    )
    reading = Reading(NAME, context.segments(columns, roster), roster=roster, facts_from=[node, insights])
    return reading.use("markup", rows)
