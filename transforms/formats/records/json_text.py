"""JSON text to values: fast where it is well formed, patient where it is not, with a note of all that is odd."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from transforms.formats.records.outline import Outline
from transforms.formats.records.repeated_keys import take_repeated_keys
from transforms.parsed import Reject, WarningNote

if TYPE_CHECKING:
    from transforms.document import Limits

# What stands between the records of JSON Lines, JSON sequences (RFC 7464) and concatenated JSON.
_BETWEEN = re.compile("[ \t\n\r\x1e\ufeff]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.S)
_BARE_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_INTEGER = 18
_LONGEST_NUMBER = 400


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
    lost += take_repeated_keys(values, outline, warnings, rejects)
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
