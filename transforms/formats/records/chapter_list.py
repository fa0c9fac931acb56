"""Chapters that a record lists: Podcasting 2.0 chapters, and the same under many names in other records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from transforms.formats.records.columns import objects, pick
from transforms.formats.records.fields import plain_key
from transforms.formats.records.guess import START
from transforms.formats.records.runs import listed
from transforms.formats.records.times import MILLISECONDS, SECONDS, read_times
from transforms.formats.records.values import read_title
from transforms.parsed import Chapter

if TYPE_CHECKING:
    from transforms.formats.records.node import Node
    from transforms.parsed import Parsed

_LISTS = (
    "chapters",
    "chaptermarks",
    "chaptermarkers",
    "chaptermark",
    "psc",
    "markers",
    "timestamps",
    "toc",
    "segments",
)
_TITLES = ("title", "headline", "name", "label", "gist", "chapter", "topic")
# What makes a row speech and no chapter.
_SPEECH = ("body", "text", "transcript", "speaker", "words")


def chapters_in(node: Node, parsed: Parsed) -> tuple[list[Chapter], Node | None]:
    """Return the chapters that an object lists (or that an array is made of), and the array they stand in.

    A chapter without a title is kept; a time that cannot be read is None and noted as `time_invalid`.
    """
    array = _array(node)
    if array is None:
        return [], None
    rows = objects(array.value)
    start = _start_key(rows)
    if start is None:
        return [], None
    times = read_times(pick(rows, start)[0])
    unit = _unit(start, times.numbers)
    invalid = np.flatnonzero(times.is_invalid)
    if invalid.size:
        parsed.warn("time_invalid", f"{array.path}[{invalid[0]}]", start, int(invalid.size))
    chapters = []
    for chapter, time in zip(array.children(), listed(times.in_ms(unit)), strict=False):
        if type(chapter.value) is dict:
            chapters.append(Chapter(time, _title(chapter.value), chapter.start, chapter.end))
        else:
            parsed.warn("segment_invalid", chapter.path, "a chapter that is no object")
            shown = chapter.outline.text[chapter.start : chapter.end]
            parsed.reject("segment_invalid", chapter.path, shown, "a chapter that is no object")
    return chapters, array


def _array(node: Node) -> Node | None:
    if type(node.value) is list:
        return node if _are_chapters(node.value) else None
    if type(node.value) is not dict:
        return None
    lists = {plain_key(key): key for key, value in node.value.items() if type(value) is list and value}
    found = next((lists[name] for name in _LISTS if name in lists and _are_chapters(node.value[lists[name]])), None)
    return node.get(found) if found is not None else None


def _are_chapters(value: Any) -> bool:
    rows = [row for row in objects(value) if row]
    shapes = {keys: {plain_key(key) for key in keys} for keys in set(map(tuple, rows[:50]))}
    plain = [shapes[tuple(row)] for row in rows[:50]]
    titled = sum(1 for keys in plain if not keys.isdisjoint(_TITLES))
    return (
        bool(rows)
        and titled >= 0.5 * len(plain)
        and all(keys.isdisjoint(_SPEECH) for keys in plain)
        and _start_key(rows) is not None
    )


def _start_key(rows: list[dict[str, Any]]) -> str | None:
    """Return the key that holds a time in most rows."""
    for name in START:
        for key in dict.fromkeys(key for row in rows[:50] for key in row):
            if plain_key(key) == name:
                times = read_times(pick(rows[:50], key)[0])
                known = ~(np.isnan(times.numbers) & np.isnan(times.clocks))
                if known.mean() >= 0.5 and not (times.numbers > 1e9).any():
                    return key
    return None


def _unit(key: str, numbers: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    if plain_key(key).endswith(("ms", "millis", "milliseconds")):
        return MILLISECONDS
    known = numbers[~np.isnan(numbers)]
    # Nothing has chapters ten hours in; counted in milliseconds they are all whole and large.
    is_ms = known.size > 0 and known.max() > 36_000 and not (known % 1).any()
    return MILLISECONDS if is_ms else SECONDS


def _title(row: dict[str, Any]) -> str | None:
    plain = {plain_key(key): key for key in row}
    return next(filter(None, (read_title(row[plain[name]]) for name in _TITLES if name in plain)), None)
