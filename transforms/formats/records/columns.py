"""Columns of records: picked from rows, checked, and found again in the text of the document."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import compress, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from transforms.formats.records.outline import Outline

    Places = NDArray[np.int64]

Row = dict[str, Any]
EMPTY: Row = {}
# So many rows without a key are looked at for the keys that may stand in its place.
_SAMPLE = 500
_LEAD = re.compile(r"(?:\s|\\[nrtf])*")
_TAILS = ("\\n", "\\r", "\\t", "\\f")


class Place(NamedTuple):
    """Where the texts of a column stand: under these keys, in objects with `depth` boxes around their members.

    Without keys, they stand in arrays with `depth` boxes around their elements.
    """

    keys: tuple[str, ...]
    depth: int
    start: int
    end: int


@dataclass(slots=True)
class Columns:
    """Raw columns of equal length, as the rows have them; empty where the shape has no such column.

    `ends` are lengths where `has_lengths`. `unit` is what a number is in ms, None where the format does not say.
    Runs of words never go from one of the `blocks` into the next. `path` gives the JSON path of a row,
    `stretches` where the rows stand, as long as they are all there.
    """

    texts: list[Any]
    place: Place
    path: Callable[[int], str]
    starts: list[Any] = field(default_factory=list)
    ends: list[Any] = field(default_factory=list)
    speakers: list[Any] = field(default_factory=list)
    unit: float | None = None
    has_lengths: bool = False
    voices: list[int | None] | None = None
    blocks: list[int] | None = None
    is_tight: list[bool] | None = None
    stretches: Callable[[], Iterable[tuple[int, int]]] | None = None

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.texts)

    def only(self, kept: Sequence[bool]) -> None:
        """Drop the rows that are not kept, in place."""
        numbers = list(compress(range(len(self)), kept))
        path = self.path
        self.path = lambda index: path(numbers[index])
        for name in ("texts", "starts", "ends", "speakers", "voices", "blocks", "is_tight"):
            if getattr(self, name):
                setattr(self, name, list(compress(getattr(self, name), kept)))


def pick(rows: Sequence[Row], *keys: str) -> tuple[list[Any], tuple[str, ...]]:
    """Return the value of the first key that each row has and that is not null, and the keys that were needed.

    The value is None where a row has none of them; without keys there is no column.
    """
    if not keys:
        return [], ()
    values = [row.get(keys[0]) for row in rows]
    if len(keys) == 1 or None not in values:
        return values, keys[:1]
    missing = [index for index, value in enumerate(values) if value is None]
    if len(missing) == len(rows):
        return pick(rows, *keys[1:])
    sample = [rows[index] for index in missing[:: max(1, len(missing) // _SAMPLE)]]
    if not any(key in row for row in sample for key in keys[1:]):
        return values, keys[:1]
    rest, needed = pick([rows[index] for index in missing], *keys[1:])
    for index, value in zip(missing, rest, strict=True):
        values[index] = value
    return values, (keys[0], *needed)


def objects(value: Any) -> list[Row]:
    """Return the rows of an array, an empty object in place of what is no object."""
    if type(value) is not list:
        return []
    return value if set(map(type, value)) == {dict} else [row if type(row) is dict else EMPTY for row in value]


def head(value: Any, count: int = 50) -> list[Row]:
    """Return the first objects of an array, whatever stands between them."""
    return list(islice((row for row in value if type(row) is dict), count)) if type(value) is list else []


def first_objects(rows: Sequence[Row], key: str) -> list[Row]:
    """Return the first object of the array under `key` in each row, an empty object where there is none."""
    lists = [row.get(key) for row in rows]
    return [held[0] if type(held) is list and held and type(held[0]) is dict else EMPTY for held in lists]


def locate(outline: Outline, texts: Sequence[str], place: Place) -> tuple[Places, Places]:
    """Return where each text stands literally, without white space around it; else the whole stretch of `place`."""
    found = [outline.strings(key, place.depth, place.start, place.end) for key in place.keys or (None,)]
    begins, closes = np.concatenate([pair[0] for pair in found]), np.concatenate([pair[1] for pair in found])
    if len(place.keys) > 1:
        order = np.argsort(begins, kind="stable")
        begins, closes = begins[order], closes[order]
    if not _are_literal(outline.text, texts, begins, closes):
        begins, closes = _matched(outline.text, texts, begins, closes, place)
    return _tight(outline.text, texts, begins, closes)


def _are_literal(text: str, texts: Sequence[str], begins: Places, closes: Places) -> bool:
    if len(texts) != len(begins):
        return False
    differing = np.flatnonzero(closes - begins != np.fromiter(map(len, texts), np.int64, len(texts)))
    return all(_decoded(text[begins[index] : closes[index]]) == texts[index] for index in differing.tolist())


def _matched(text: str, texts: Sequence[str], begins: Places, closes: Places, place: Place) -> tuple[Places, Places]:
    """Find the texts in order among more literals than texts: each one at its next occurrence."""
    occurrences: defaultdict[str, list[int]] = defaultdict(list)
    for index, (begin, close) in enumerate(zip(begins.tolist(), closes.tolist(), strict=True)):
        occurrences[_decoded(text[begin:close])].append(index)
    stretches, reached = [], 0
    for wanted in texts:
        known = occurrences.get(wanted, [])
        at = bisect_left(known, reached)
        if at < len(known):
            reached = known[at] + 1
            stretches.append((int(begins[known[at]]), int(closes[known[at]])))
        else:
            stretches.append((place.start, place.end))
    both = np.array(stretches, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _decoded(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False)) if "\\" in raw else raw


def _tight(text: str, texts: Sequence[str], begins: Places, closes: Places) -> tuple[Places, Places]:
    loose = {wanted for wanted in set(texts) if wanted != wanted.strip()}
    if not loose:
        return begins, closes
    leads = {wanted: len(wanted) - len(wanted.lstrip()) for wanted in loose}
    tails = {wanted: len(wanted.strip()) + leads[wanted] - len(wanted) for wanted in loose}
    starts = begins + np.fromiter((leads.get(wanted, 0) for wanted in texts), np.int64, len(texts))
    ends = closes + np.fromiter((tails.get(wanted, 0) for wanted in texts), np.int64, len(texts))
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    for index in np.flatnonzero(((starts > begins) | (ends < closes)) & (closes - begins != lengths)).tolist():
        raw = text[begins[index] : closes[index]]
        lead = _LEAD.match(raw)
        starts[index] = begins[index] + (lead.end() if lead else 0)
        ends[index] = max(starts[index], begins[index] + len(_without_tail(raw)))
    return starts, ends


def _without_tail(raw: str) -> str:
    raw = raw.rstrip()
    while raw.endswith(_TAILS) and not raw.endswith(tuple("\\" + tail for tail in _TAILS)):
        raw = raw[:-2].rstrip()
    return raw
