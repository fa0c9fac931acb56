"""Speechmatics: `results` of words and punctuation with `attaches_to`; in the first version `words` and `speakers`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, first_objects, head, objects, pick
from transforms.formats.records.ranges import speakers_at
from transforms.formats.records.shape import Reading, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "speechmatics_json"
_NOBODY = "UU"


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object whose `results` have a `type` and `alternatives` with `content`."""
    results = node.rows("results")
    if results is None:
        return _read_first_version(node, context)
    rows = objects(results.value)
    first = first_objects(rows[:50], "alternatives")
    if not any("content" in found and "type" in row for found, row in zip(first, rows, strict=False)):
        return None
    best = first_objects(rows, "alternatives")
    texts, keys = pick(best, "content")
    columns = Columns(
        texts=texts,
        place=Place(keys, results.depth + 3, results.start, results.end),
        path=lambda index: f"{results.path}[{index}]",
        starts=pick(rows, "start_time")[0],
        ends=pick(rows, "end_time")[0],
        speakers=_speakers(pick(best, "speaker")[0], pick(rows, "channel")[0]),
        unit=SECONDS,
        is_tight=[row.get("attaches_to") in ("previous", "both") for row in rows],
        stretches=results.stretches,
    )
    return Reading(NAME, context.words(columns), facts_from=_about(node)).use("markup", results)


def _speakers(speakers: list[Any], channels: list[Any]) -> list[Any]:
    """Return the speakers, or the channels where nobody was told apart; `UU` is Speechmatics' word for nobody."""
    known = [None if speaker == _NOBODY else speaker for speaker in speakers]
    return known if any(speaker is not None for speaker in known) else channels


def _about(node: Node) -> list[Node]:
    job, metadata = node.box("job"), node.box("metadata", "transcription_config")
    return [node, *(found for found in (job, metadata) if found is not None)]


def _read_first_version(node: Node, context: Context) -> Reading | None:
    words = node.rows("words")
    if words is None or not {"name", "time"} <= head(words.value)[0].keys():
        return None
    columns = table(words, ("name",), start=("time",), length=("duration",), unit=SECONDS)
    ranges = node.rows("speakers")
    if ranges is not None:
        columns.speakers = speakers_at(columns.starts, ranges, "time", "duration", "name", has_lengths=True)
    columns.is_tight = [text in (".", ",", "?", "!") for text in columns.texts]
    return Reading(NAME, context.words(columns), facts_from=_about(node)).use("markup", words)
