"""Rows of several episodes in one document: one after the other in an array, or in an array for each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from transforms.formats.records.columns import Row, pick
from transforms.formats.records.fields import plain_key, split_names
from transforms.formats.records.node import Node
from transforms.formats.records.row_search import Candidate, candidates_in, heaviest, objects_around, reach
from transforms.formats.records.shape import Reading, merged
from transforms.formats.records.shapes.loose import read_rows
from transforms.formats.records.times import read_times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.records.context import Context
    from transforms.formats.records.guess import Fit

# What rows say of the recording that they belong to.
_OWNERS = split_names(
    "episodeid episodeguid guid episode episodetitle eptitle mp3url audiourl audio audiofile audiofilepath"
    " audiofilename recordingid recording conversationid videoid video filename file sessionid docid"
)
# Arrays that say the same in several ways, or belong together.
_ASPECTS = split_names(
    "segments words utterances sentences paragraphs tokens lines chunks transcript transcripts speakers wordsegments"
    " items results monologues turns captions subtitles chapters summary highlights"
)


class Part(NamedTuple):
    """One episode of several: what says something of it, what was read of it, and the name that it goes by."""

    about: Node
    reading: Reading
    title: str | None = None


def parts_of(node: Node, context: Context) -> list[Part]:
    """Return the episodes that share the rows of a document; none where the rows are of one episode.

    Arrays side by side under the names of speakers are recordings of one voice each: they are one episode.
    """
    candidates = candidates_in(node)
    if not candidates:
        return []
    best = heaviest(candidates)
    beside = [found for found in candidates if found.keys[:-1] == best.keys[:-1] and found.fit == best.fit]
    if best.keys and len(beside) > 1 and not any(plain_key(found.keys[-1]) in _ASPECTS for found in beside):
        return _side_by_side(node, beside, context)
    array = reach(node, best.keys)
    if array is None or best.fit.inner is not None:
        return []
    bounds = _bounds(best.rows, best.fit)
    return list(_one_after_the_other(array, best.fit, bounds, context)) if bounds else []


def _bounds(rows: list[Row], fit: Fit) -> list[tuple[int, int]]:
    """Return where the rows of each recording begin and end, if the rows name several, each in one go."""
    named = {plain_key(key): key for key in rows[0]}
    for key in (named[name] for name in _OWNERS if name in named):
        owners = [row.get(key) for row in rows]
        if not set(map(type, owners)) <= {str, int} or len(set(owners)) < 2:
            continue
        starts = [0, *(index for index, (one, other) in enumerate(pairwise(owners), 1) if one != other)]
        if len(starts) == len(set(owners)) and 2 * len(starts) <= len(rows) and _restart(rows, fit, starts):
            return list(pairwise([*starts, len(rows)]))
    return []


def _restart(rows: list[Row], fit: Fit, starts: list[int]) -> bool:
    """Return whether the times begin again where another recording begins, as far as they are known."""
    times = read_times(pick(rows, *fit.start)[0]) if fit.start else None
    if times is None:
        return True
    known = np.where(np.isnan(times.numbers), times.clocks, times.numbers)
    places = np.array(starts[1:])
    return bool((~(known[places] > known[places - 1])).mean() >= 0.9)


def _one_after_the_other(array: Node, fit: Fit, bounds: list[tuple[int, int]], context: Context) -> Iterator[Part]:
    stretches = list(array.stretches())
    for first, last in bounds:
        part = array.part(first, last, stretches)
        about = Node(_common(part.value), part.start, part.end, array.depth + 1, part.path, array.outline)
        yield Part(about, read_rows(part, fit, context, [about]))


def _common(rows: list[Any]) -> dict[str, Any]:
    """Return the members that all rows have alike, in the order of the first row."""
    known = [row for row in rows if type(row) is dict]
    return {key: value for key, value in known[0].items() if all(row.get(key) == value for row in known)}


def _side_by_side(node: Node, beside: list[Candidate], context: Context) -> list[Part]:
    around = objects_around(node, beside[0].keys)
    readings = []
    for found in beside:
        array = reach(node, found.keys)
        if array is not None:
            readings.append((found.keys[-1], array, read_rows(array, found.fit, context, [])))
    if beside[0].fit.speaker or any(any(map(str.isdigit, key)) for key, _, _ in readings):
        return [Part(array, reading, key) for key, array, reading in readings]
    for key, _, reading in readings:
        reading.speech.label = [key] * len(reading.speech)
    talk = Reading(readings[0][2].name, merged([reading.speech for _, _, reading in readings], by_time=True))
    talk.roles, talk.facts_from = [role for _, _, reading in readings for role in reading.roles], around
    return [Part(around[0] if around else node, talk)]
