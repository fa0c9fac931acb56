"""Rows that are arrays, `[start, end, text]`, `["Ann", "Hello."]`, or have a name for a key, `{"Ann": "Hello."}`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from transforms.formats.records.columns import Columns, Place
from transforms.formats.records.shape import Reading
from transforms.formats.records.times import SECONDS, read_time
from transforms.labels import closed_labels

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "array_rows_json"
_FEWEST = 3
_SAMPLE = 60
_LED = re.compile(r"\s*([^\W\d_][^:：\n<>\[\]]{0,48})[:：]\s*\S")
_MOSTLY = 0.6
_MOST_SPEAKERS = 12
# Without times, texts are speech only if they are about as long as sentences.
_SENTENCE = 25
_LISTS = (
    "segments",
    "transcript",
    "captions",
    "utterances",
    "words",
    "rows",
    "data",
    "lines",
    "turns",
    "dialogue",
    "dialog",
    "conversation",
)


def read(node: Node, context: Context) -> Reading | None:
    """Return the speech of an array of arrays of one length that hold a text and times, or a text and a speaker.

    Texts alone are speech where a name and a colon stand before most of them.
    """
    array = node if type(node.value) is list else next(filter(None, (node.box(key) for key in _LISTS)), None)
    if array is not None and _are_labelled(array.value):
        return _read_lines(node, array, context)
    if array is not None and _are_named(array.value):
        return _read_named(node, array, context)
    if array is None or not _are_arrays(array.value):
        return None
    rows: list[list[Any]] = array.value
    columns = list(zip(*rows, strict=True))
    text = max(range(len(columns)), key=lambda index: _letters(columns[index]))
    if not _letters(columns[text]):
        return None
    times = _spans([index for index, column in enumerate(columns) if index != text and _are_times(column)], columns)
    speaker = next((index for index, column in enumerate(columns) if index != text and _are_labels(column)), None)
    if not times and (speaker is None or _letters(columns[text]) < _SENTENCE * min(_SAMPLE, len(rows))):
        return None
    found = Columns(
        texts=list(columns[text]),
        place=Place((), array.depth + 1, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        starts=list(columns[times[0]]) if times else [],
        ends=list(columns[times[1]]) if len(times) > 1 else [],
        speakers=list(columns[speaker]) if speaker is not None else [],
        stretches=array.stretches,
    )
    about = [node] if node is not array else []
    return Reading(NAME, context.segments(found), facts_from=about).use("markup", array)


def _read_lines(node: Node, array: Node, context: Context) -> Reading:
    lines = Columns(
        texts=list(array.value),
        place=Place((), array.depth, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        stretches=array.stretches,
    )
    about = [node] if node is not array else []
    return Reading(NAME, context.segments(lines), facts_from=about).use("markup", array)


def _read_named(node: Node, array: Node, context: Context) -> Reading:
    names, texts = zip(*(next(iter(row.items())) for row in array.value), strict=True)
    turns = Columns(
        texts=list(texts),
        place=Place(tuple(dict.fromkeys(names)), array.depth + 1, array.start, array.end),
        path=lambda index: f"{array.path}[{index}]",
        speakers=list(names),
        stretches=array.stretches,
    )
    about = [node] if node is not array else []
    return Reading(NAME, context.segments(turns), facts_from=about).use("markup", array)


def _are_named(value: Any) -> bool:
    """Return whether an array holds objects of one text each, under few names that come again and again."""
    if type(value) is not list or len(value) < _FEWEST or set(map(type, value)) != {dict}:
        return False
    pairs = [pair for row in value if len(row) == 1 for pair in row.items() if type(pair[1]) is str]
    names = Counter(name for name, _ in pairs)
    is_few = len(names) <= min(_MOST_SPEAKERS, len(value) / 2)
    return len(pairs) == len(value) and is_few and len(closed_labels(names)) == len(names)


def _are_labelled(value: Any) -> bool:
    """Return whether an array holds texts of which most begin with a name and a colon, and few different ones."""
    if type(value) is not list or len(value) < _FEWEST or set(map(type, value)) != {str}:
        return False
    names = [match[1] for text in value if (match := _LED.match(text)) is not None]
    return len(names) >= _MOSTLY * len(value) and 0 < len(closed_labels(Counter(names))) <= _MOST_SPEAKERS


def _are_arrays(value: Any) -> bool:
    if type(value) is not list or len(value) < _FEWEST or set(map(type, value)) != {list}:
        return False
    return len(set(map(len, value))) == 1 and len(value[0]) > 1


def _letters(column: tuple[Any, ...]) -> int:
    """Return how many letters there are in a column of texts with more than one word; 0 in any other."""
    sample = column[:: max(1, len(column) // _SAMPLE)]
    if not all(type(value) is str for value in sample) or any(map(_is_time, sample)):
        return 0
    return sum(map(len, sample)) if sum(" " in value.strip() for value in sample) >= 0.2 * len(sample) else 0


def _is_time(value: Any) -> bool:
    number, clock = read_time(value)
    return number >= 0 or clock >= 0


def _are_times(column: tuple[Any, ...]) -> bool:
    """Return whether a column holds times that never run backwards, and not just a count of the rows."""
    read = [read_time(value) for value in column[:_SAMPLE]]
    times = [clock if clock >= 0 else number * 1000 for number, clock in read]
    is_rising = all(before <= after for before, after in pairwise(times))
    is_count = all(after - before in (0.0, 1000.0) for before, after in pairwise(times))
    return is_rising and not is_count


def _spans(times: list[int], columns: list[tuple[Any, ...]]) -> list[int]:
    """Return the first two columns of times of which one never comes after the other, else the first one alone."""
    ordered = (
        [start, end] for start, end in combinations(times, 2) if _is_before(columns[start][:_SAMPLE], columns[end])
    )
    return next(ordered, times[:1])


def _is_before(starts: tuple[Any, ...], ends: tuple[Any, ...]) -> bool:
    pairs = [(_number(start), _number(end)) for start, end in zip(starts, ends, strict=False)]
    return all(start <= end for start, end in pairs) and any(start < end for start, end in pairs)


def _number(value: Any) -> float:
    number, clock = read_time(value)
    return clock / SECONDS if clock >= 0 else number


def _are_labels(column: tuple[Any, ...]) -> bool:
    names = set(column) if all(type(value) is str for value in column) else set()
    return 0 < len(names) <= min(_MOST_SPEAKERS, len(column) / 2) and all(0 < len(name) <= 60 for name in names)
