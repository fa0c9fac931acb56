"""Objects whose keys are times and whose values are what is said then: `{"00:00:05": "Ann: So."}`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.formats.records.marked_speech import speech_of_marked
from transforms.formats.records.shape import Reading
from transforms.formats.records.times import SECONDS, read_time

if TYPE_CHECKING:
    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node

NAME = "time_map_json"
_FEWEST = 3
_LONGEST_KEY = 24
_SPOKEN = 0.6


def read(node: Node, context: Context) -> Reading | None:
    """Return the transcript of an object of at least three texts, each under a time that comes after the one before."""
    if type(node.value) is not dict or len(node.value) < _FEWEST:
        return None
    if not all(type(value) is str and len(key) <= _LONGEST_KEY for key, value in node.value.items()):
        return None
    times = [_ms(key) for key in node.value]
    known = [time for time in times if time is not None]
    if len(known) < len(times) or any(before > after for before, after in pairwise(known)):
        return None
    if sum(" " in value.strip() for value in node.value.values()) < _SPOKEN * len(node.value):
        return None
    places = [child for key in node.value if (child := node.get(key)) is not None]
    begins, closes = [place.start + 1 for place in places], [place.end - 1 for place in places]
    speech = speech_of_marked(context, (begins, closes), (known, [None] * len(known)))
    return Reading(NAME, speech).use("markup", node)


def _ms(key: str) -> int | None:
    """Return the time that a key stands for, seconds where it is a number with a fraction."""
    text = key.strip("[]() ")
    number, clock = read_time(text)
    if clock >= 0:
        return round(clock)
    return round(number * SECONDS) if number >= 0 and "." in text else None
