"""Vosk and Kaldi: `result` with `word`, `start`, `end`, one object or one a phrase; the BBC's Kaldi has `punct` too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import head
from transforms.formats.records.ranges import speakers_at
from transforms.formats.records.shape import Reading, nested, table
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "vosk_json"
KALDI = "kaldi_json"
_WORD = ("word",)
# Guesses that a later row replaces stand between the results.
_SAMPLE = 40


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of a result, of an array of results, or of what the BBC's Kaldi writes."""
    if type(node.value) is list:
        if not any(map(_is_result, head(node.value, _SAMPLE))):
            return None
        columns = nested(node, "result", _WORD, start=("start",), end=("end",), unit=SECONDS)
        return Reading(NAME, context.words(columns)).use("markup", node)
    if _is_result(node.value):
        result = node.rows("result")
        if result is None:
            return None
        columns = table(result, _WORD, start=("start",), end=("end",), unit=SECONDS)
        reading = Reading(NAME, context.words(columns), facts_from=[node]).use("markup", result)
        return reading.use("duplicate", node.get("text"))
    return _read_kaldi(node, context)


def _is_result(value: Any) -> bool:
    held = value.get("result") if type(value) is dict else None
    if type(held) is not list:
        return False
    return bool(held) and type(held[0]) is dict and {"word", "start", "end"} <= held[0].keys()


def _read_kaldi(node: Node, context: Context) -> Reading | None:
    told = node.box("retval") or node.box("transcript") or node
    words = told.rows("words")
    if words is None or not {"punct", "word", "start"} <= head(words.value)[0].keys():
        return None
    columns = table(words, ("punct", "word"), start=("start",), end=("end",), unit=SECONDS)
    ranges = node.rows("segmentation", "segments") or node.rows("segments", "segments")
    if ranges is not None:
        columns.speakers = speakers_at(columns.starts, ranges, "start", "duration", "speaker", has_lengths=True)
    reading = Reading(KALDI, context.words(columns), facts_from=[node]).use("markup", words)
    return reading.use("duplicate", told.get("punct"))
