"""JSON text to values: fast where it is well formed, patient where it is not, with a note of all that is odd."""

from __future__ import annotations

import json
import math
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import orjson

from transforms.formats.records.outline import Outline
from transforms.parsed import Reject, WarningNote

if TYPE_CHECKING:
    from transforms.document import Limits

# What stands between the records of JSON Lines, JSON sequences (RFC 7464) and concatenated JSON.
_BETWEEN = re.compile("[ \t\n\r\x1e\ufeff]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.S)
_BARE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_INTEGER = 18
_LONGEST_NUMBER = 400
# So many repeated keys are rejected one by one; the rest of them together.
_MOST_REJECTS = 1_000
_MANY_BAGS = 1_000


class Loaded(NamedTuple):
    """The documents of a JSON text (mostly one), the text that offsets count in, and what was odd or lost.

    `text` is as long as the text received; only halves of surrogate pairs were replaced.
    """

    values: list[Any]
    text: str
    outline: Outline
    warnings: list[WarningNote]
    rejects: list[Reject]
    lost: list[tuple[int, int]]


class _Unreadable(NamedTuple):
    values: list[Any]
    place: int
    message: str


def load(text: str, limits: Limits) -> Loaded | Reject:
    """Return the documents of a JSON text, or why there are none (`json_invalid`, `json_too_deep`, and so on).

    Where a key stands twice in an object the last value counts, as everywhere, and the others come back as rejects.
    """
    warnings: list[WarningNote] = []
    rejects: list[Reject] = []
    values = _read_quickly(text)
    if values is None and (halves := _lone_surrogates(text)):
        text = _without(halves, text)
        place = f"character {halves[0][0]}"
        warnings.append(WarningNote("lone_surrogate", len(halves), place, "half a surrogate pair, taken as U+FFFD"))
        values = _read_quickly(text)
    outline = Outline(text)
    if outline.depth > limits.depth:
        return Reject("json_too_deep", "character 0", text[:40], f"{outline.depth} levels, the limit is {limits.depth}")
    lost: list[tuple[int, int]] = []
    if values is None:
        outcome = _read_patiently(text)
        if isinstance(outcome, _Unreadable) and not _may_be_cut(text, outcome):
            return _reject(text, outcome)
        if isinstance(outcome, _Unreadable):
            place = _locator(text, outcome.place)
            warnings.append(WarningNote("truncated", 1, place, outcome.message))
            rejects.append(Reject("truncated", place, text[outcome.place :][:120], "the last record is cut off"))
            lost.append((outcome.place, len(text)))
            outline = Outline(text[: outcome.place])
        values = outcome.values if isinstance(outcome, _Unreadable) else outcome
    if len(values) > 1 and not all(type(value) in (dict, list) for value in values):
        return Reject("json_trailing_data", "line 1", text[:40], "several values, not all of them objects or arrays")
    lost += _repeated_keys(values, outline, warnings, rejects)
    return Loaded(values, text, outline, warnings, rejects, lost)


def _read_quickly(text: str) -> list[Any] | None:
    try:
        return [orjson.loads(text)]
    except orjson.JSONDecodeError:
        pass
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if len(lines) < 2 or not all(line.rstrip()[-1:] in "}]" for line in (lines[0], lines[1], lines[-1])):
        return None
    try:
        return list(orjson.loads(f"[{','.join(lines)}]"))
    except orjson.JSONDecodeError:
        return None


def _read_patiently(text: str) -> list[Any] | _Unreadable:
    """Read what only Python's own reader accepts: NaN, numbers of any length, control characters in strings."""
    decoder = json.JSONDecoder(parse_int=_integer, parse_float=_number, parse_constant=float, strict=False)
    values: list[Any] = []
    place = _behind_gap(text, 0)
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            return _Unreadable(values, error.pos if not values else place, error.msg)
        values.append(value)
        place = _behind_gap(text, place)
    return values


def _behind_gap(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else _number(digits)


def _number(digits: str) -> float:
    return float(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _may_be_cut(text: str, outcome: _Unreadable) -> bool:
    """Return whether these are records, one after the other, of which only the last is incomplete."""
    return len(outcome.values) > 1 and text[outcome.place] in "{[" and "\n" not in text[outcome.place :].rstrip()


def _reject(text: str, outcome: _Unreadable) -> Reject:
    reason = "json_trailing_data" if outcome.values else "json_invalid"
    before = 0 if outcome.values else min(40, outcome.place)
    excerpt = text[outcome.place - before : outcome.place + 80]
    return Reject(reason, _locator(text, outcome.place), excerpt, outcome.message)


def _locator(text: str, place: int) -> str:
    line_start = text.rfind("\n", 0, place) + 1
    return f"line {text.count(chr(10), 0, place) + 1}, column {place - line_start + 1}"


def _lone_surrogates(text: str) -> list[tuple[int, int]]:
    """Return the stretches that stand for half a surrogate pair without its other half beside it."""
    escaped = [(place, place + 6) for place in _lone_escapes(text)]
    return (
        escaped if text.isascii() else sorted([*escaped, *(match.span() for match in _BARE_SURROGATE.finditer(text))])
    )


def _lone_escapes(text: str) -> list[int]:
    """Return where an escape stands for half a surrogate pair without its other half beside it."""
    if "\\ud" not in text and "\\uD" not in text:
        return []
    found: list[int] = []
    open_high = -1
    for match in _ESCAPE.finditer(text):
        code = int(match[1], 16) if match[1] else 0
        if 0xDC00 <= code < 0xE000 and open_high == match.start() - 6:
            found.pop()
            open_high = -1
        elif 0xD800 <= code < 0xE000:
            found.append(match.start())
            open_high = match.start() if code < 0xDC00 else -1
    return found


def _without(halves: list[tuple[int, int]], text: str) -> str:
    """Return the text with U+FFFD in place of these stretches, of the same length."""
    pieces, reached = [], 0
    for start, end in halves:
        pieces += [text[reached:start], "\\ufffd" if end > start + 1 else "\ufffd"]
        reached = end
    return "".join([*pieces, text[reached:]])


def _repeated_keys(
    values: list[Any], outline: Outline, warnings: list[WarningNote], rejects: list[Reject]
) -> list[tuple[int, int]]:
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
