"""What YouTube's page is sent: `transcriptSegmentRenderer`s, or `transcriptCueRenderer`s, many boxes deep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.records.marked_speech import speech_of_marked
from transforms.formats.records.shape import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "youtube_panel_json"
_SEGMENT, _CUE = "transcriptSegmentRenderer", "transcriptCueRenderer"
# Below these there are no segments, only words and what is clicked.
_LEAVES = frozenset({"snippet", "cue", "trackingParams", "accessibility", "startTimeText"})


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of a whole answer, in the order in which its segments stand."""
    if node.depth > 1 or not any(f'"{name}"' in node.outline.text for name in (_SEGMENT, _CUE)):
        return None
    reading = Reading(NAME).use("markup", node)
    begins, closes, starts, ends = [], [], [], []
    for segment in _segments(node):
        words = list(_strings(segment))
        if not words:
            continue
        start = _number(segment.value.get("startMs", segment.value.get("startOffsetMs")))
        length = _number(segment.value.get("durationMs"))
        end = _number(segment.value.get("endMs"))
        begins.append(words[0].start + 1)
        closes.append(words[-1].end - 1)
        starts.append(start)
        ends.append(start + length if end is None and start is not None and length is not None else end)
        if len(words) > 1:
            return _in_pieces(node, reading)
    if not begins:
        return None
    reading.speech = speech_of_marked(context, (begins, closes), (starts, ends))
    return reading


def _in_pieces(node: Node, reading: Reading) -> Reading:
    """Read an answer in which the words of segments stand in several strings."""
    for segment in _segments(node):
        words = list(_strings(segment))
        if words:
            start, end = (_number(segment.value.get(key)) for key in ("startMs", "endMs"))
            text = "".join(str(word.value) for word in words)
            reading.speech.add(text, words[0].start + 1, words[-1].end - 1, start_ms=start, end_ms=end)
    return reading


def _segments(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if type(node.value) is list:
            waiting += reversed([child for child in node.children() if type(child.value) in (dict, list)])
        elif type(node.value) is dict:
            for key in (_SEGMENT, _CUE):
                if (found := node.box(key)) is not None and type(found.value) is dict:
                    yield found
            boxes = [key for key, value in node.value.items() if type(value) in (dict, list) and key not in _LEAVES]
            waiting += [child for key in reversed(boxes) if (child := node.get(key)) is not None]


def _strings(segment: Node) -> Iterator[Node]:
    for name in ("snippet", "cue"):
        runs = segment.rows(name, "runs")
        if runs is not None:
            yield from (text for run in runs.children() if (text := run.get("text")) is not None and _is_text(text))
        elif (text := segment.get(name, "simpleText")) is not None and _is_text(text):
            yield text


def _is_text(node: Node) -> bool:
    return type(node.value) is str and node.end - node.start >= 2


def _number(value: object) -> int | None:
    if type(value) is int:
        return value
    return int(value) if type(value) is str and value.isdecimal() and len(value) < 12 else None
