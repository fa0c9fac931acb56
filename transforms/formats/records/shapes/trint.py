"""Trint (`words` with `value`, `time` and `duration` in ms) and the BBC's paper edit (`words` beside `paragraphs`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.columns import head, objects, pick
from transforms.formats.records.ranges import speakers_at
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import MILLISECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "trint_json"
PAPER_EDIT = "paper_edit_json"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object with Trint's words, or with words and paragraphs side by side."""
    words, paragraphs = node.rows("words"), node.rows("paragraphs")
    if words is None:
        return None
    first = head(words.value)[0]
    if "value" in first and "time" in first:
        columns = table(words, ("value",), start=("time",), length=("duration",), speaker=("speaker",))
        columns.unit = MILLISECONDS
        groups = pick(objects(words.value), "paragraphId", "paragraph_id")[0]
        numbers = {group: number for number, group in enumerate(dict.fromkeys(map(str, groups)))}
        columns.blocks = [numbers[str(group)] for group in groups]
        return Reading(NAME, context.words(columns), facts_from=[node]).use("markup", words)
    if paragraphs is None or not {"text", "start", "end"} <= first.keys() or "speaker" in first:
        return None
    if not {"start", "end", "speaker"} <= head(paragraphs.value)[0].keys():
        return None
    columns = table(words, ("text",), start=("start",), end=("end",))
    columns.speakers = speakers_at(columns.starts, paragraphs, "start", "end", "speaker")
    reading = Reading(PAPER_EDIT, context.words(columns), facts_from=[node]).use("markup", words)
    return reading.use("metadata", paragraphs)
