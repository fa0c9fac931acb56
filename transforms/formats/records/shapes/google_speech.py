"""Google Speech-to-Text: `results[].alternatives[]` with `words` (`startTime: "1.200s"`, `speakerTag`).

With diarization the last result repeats the words of all the others, now with their speakers.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place, Row, first_objects, objects, pick
from transforms.formats.records.shape import Reading, spread
from transforms.formats.records.times import SECONDS

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "google_speech_json"
_START = ("startTime", "startOffset", "start_time", "start_offset")
_END = ("endTime", "endOffset", "end_time", "end_offset")
_SPEAKER = ("speakerTag", "speakerLabel", "speaker_tag", "speaker_label")
_RESULT_END = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object (or a bare array) of results whose alternatives have a transcript or words."""
    results = node if type(node.value) is list else node.rows("results")
    if results is None or type(results.value) is not list:
        return None
    rows = objects(results.value)
    first = first_objects(rows[:50], "alternatives")
    if not any(type(row.get("transcript")) is str or _is_word(row.get("words")) for row in first):
        return None
    best = first_objects(rows, "alternatives")
    groups = [objects(row.get("words")) for row in best]
    reading = Reading(NAME, facts_from=[node] if node is not results else []).use("markup", results)
    if any(groups):
        reading.speech = context.words(_words(results, groups, rows))
    else:
        reading.speech = context.segments(_transcripts(results, best, rows))
    return reading


def _is_word(words: Any) -> bool:
    return type(words) is list and bool(words) and type(words[0]) is dict and "word" in words[0]


def _words(results: Node, groups: list[list[Row]], rows: list[Row]) -> Columns:
    first = len(groups) - 1 if _repeats_all(groups) else 0
    start = [node.start for node in results.children()][first] if first else results.start
    groups, rows = groups[first:], rows[first:]
    words = list(chain.from_iterable(groups))
    texts, keys = pick(words, "word")
    channels = spread([row.get("channelTag", row.get("channel_tag")) for row in rows], [len(group) for group in groups])
    return Columns(
        texts=texts,
        place=Place(keys, results.depth + 5, start, results.end),
        path=lambda index: f"{results.path}: word {index}",
        starts=pick(words, *_START)[0],
        ends=pick(words, *_END)[0],
        speakers=[tag or None for tag in pick(words, *_SPEAKER)[0]],
        unit=SECONDS,
        voices=channels if len({*channels} - {None, 0}) > 1 else None,
        blocks=None if first else spread(range(len(groups)), [len(group) for group in groups]),
    )


def _repeats_all(groups: list[list[Row]]) -> bool:
    """Return whether the last result has all words of the others again, with speakers that they do not have."""
    earlier = sum(map(len, groups[:-1]))
    return (
        bool(earlier)
        and len(groups[-1]) >= 0.9 * earlier
        and any(tag for tag in pick(groups[-1], *_SPEAKER)[0])
        and not any(any(pick(group, *_SPEAKER)[0]) for group in groups[:-1])
    )


def _transcripts(results: Node, best: list[Row], rows: list[Row]) -> Columns:
    """Return the transcripts of the results, each from where the one before it ended."""
    texts, keys = pick(best, "transcript")
    ends = pick(rows, *_RESULT_END)[0]
    return Columns(
        texts=texts,
        place=Place(keys, results.depth + 3, results.start, results.end),
        path=lambda index: f"{results.path}[{index}].alternatives[0]",
        starts=["0s" if any(ends) else None, *ends[:-1]] if ends else [],
        ends=ends,
        unit=SECONDS,
        stretches=results.stretches,
    )
