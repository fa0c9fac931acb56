"""Keys that stand twice in one JSON object: found by counting; what the earlier ones said is not lost in silence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from transforms.parsed import Reject, WarningNote

if TYPE_CHECKING:
    from transforms.formats.records.outline import Outline

# So many repeated keys are rejected one by one; the rest of them together.
_MOST_REJECTS = 1_000
_MANY_BAGS = 1_000


def take_repeated_keys(
    values: list[Any], outline: Outline, warnings: list[WarningNote], rejects: list[Reject]
) -> list[tuple[int, int]]:
    """Add rejects and a warning for what keys that stand twice in one object have lost, and return its stretches.

    The outline no longer finds it.
    """
    if not _lost_keys(values, outline):
        return []
    keys = np.flatnonzero(outline.is_key)
    latest: dict[tuple[int, str], int] = {}
    repeated = []
    for key, parent in zip(keys.tolist(), outline.parents(keys), strict=True):
        place = (parent, outline.name(key))
        if place in latest:
            repeated.append(latest[place])
        latest[place] = key
    repeated.sort()
    outline.ignore(np.array(repeated, dtype=np.int64))
    lost = [outline.value_stretch(key) for key in repeated[:_MOST_REJECTS]]
    for key, (start, end) in zip(repeated, lost, strict=False):
        detail = f"the key {outline.name(key)[:40]!r} stands again in the same object"
        rejects.append(Reject("json_duplicate_key", f"character {start}", outline.text[start:end][:120], detail))
    if len(repeated) > len(lost):
        detail = f"{len(repeated) - len(lost)} more keys like these"
        rejects.append(Reject("json_duplicate_key", f"character {lost[-1][1]}", "", detail))
    if lost:
        detail = f"the key {outline.name(repeated[0])[:40]!r} stands again in the same object"
        warnings.append(WarningNote("json_duplicate_key", len(repeated), f"character {lost[0][0]}", detail))
    return lost


def _lost_keys(values: list[Any], outline: Outline) -> bool:
    """Return whether the decoded objects have fewer keys than the text: some stood twice in one object."""
    keys, boxes = _count_alike(values)
    if boxes == outline.box_count():
        return keys != outline.key_count()
    if "\\u00" not in outline.text and (written := _written(values)) is not None:
        # Every key, every string that begins with a colon, and every quote before a colon inside of a string.
        return written.count(b'":') != outline.key_count() + outline.colon_count()
    return _count(values) != outline.key_count()


def _written(values: list[Any]) -> bytes | None:
    try:
        return orjson.dumps(values)
    except TypeError:
        return None


def _count_alike(values: list[Any]) -> tuple[int, int]:
    """Return how many keys and boxes there are if the rows of every list have their boxes under the same keys.

    Where rows differ some boxes are not met: the outline counts more of them.
    """
    keys, boxes, bags = 0, -1, 0
    waiting: list[list[Any]] = [[values]]
    while waiting and bags < _MANY_BAGS:
        bag = waiting.pop()
        bags += 1
        boxes += len(bag)
        if type(bag[0]) is dict:
            keys += sum(map(len, bag))
            names = dict.fromkeys(key for row in (bag[0], bag[-1]) for key, held in row.items() if _is_box(held))
            columns = [[row.get(name) for row in bag] for name in names]
        else:
            columns = [list(chain.from_iterable(bag))]
        for column in columns:
            kinds = set(map(type, column))
            waiting += [
                column if kinds == {kind} else [held for held in column if type(held) is kind]
                for kind in kinds & {dict, list}
            ]
    return keys, boxes


def _is_box(value: Any) -> bool:
    return type(value) is dict or type(value) is list


def _count(values: list[Any]) -> int:
    """Return how many keys all objects have, one level of nesting at a time."""
    keys = 0
    level: list[Any] = [values]
    while level:
        objects = [box for box in level if type(box) is dict]
        arrays = [box for box in level if type(box) is list]
        keys += sum(map(len, objects))
        level = [item for box in objects for item in box.values() if type(item) is dict or type(item) is list]
        level += [item for box in arrays for item in box if type(item) is dict or type(item) is list]
    return keys
