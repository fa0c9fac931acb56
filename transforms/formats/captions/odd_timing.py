"""One timing line in another than the standard form: missing hours, frames, brackets, text on the line, nonsense."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.formats.captions.cue_times import CueTime, read_time
from transforms.formats.captions.line_ends import is_blank_line_end

_LONGEST_LEFT = 60
_INDEX = re.compile(r"\d{1,9}[ \t]+(?=\d)")
_SPACED_MARK = re.compile(r"[ \t]*([:.,;])[ \t]*(?=\d)")
# The first word right of the arrow; a space behind a colon or comma is one that a translator's program put there.
_END = re.compile(r"[ \t]*((?:[^\s\]]|(?<=[:.,])[ \t](?=\d)){1,40})")
_SETTINGS = re.compile(r"(?:[ \t]*[A-Za-z]\w{0,30}[:=][^\s<]+)*[ \t]*")
_INDEX_LINE = re.compile(r"(?:^|\n)[ \t]*\d{1,9}[ \t]*\n\Z")


class OddTiming(NamedTuple):
    """The two times of a line, and how far after the arrow text begins that stands on it (None: no text)."""

    start: CueTime
    end: CueTime
    rest_start: int | None


def read_odd_timing(left: str, right: str, before: str, *, is_listed: bool) -> OddTiming | None:
    """Return the timing that a line with an arrow bears, or None when the arrow is part of a sentence.

    `left` and `right` are the line's text on either side of the arrow, `before` the end of what stands before the
    line. `is_listed` says that the line follows right upon a timing line with its text on the line.
    """
    if len(left) > _LONGEST_LEFT:
        return None
    is_bracketed = left.lstrip().startswith("[")
    start = _read(left.strip().removeprefix("["))
    if start is None:
        return None
    match = _END.match(right)
    end = _read(match[1]) if match else CueTime(None)
    if match is None or end is None:
        return OddTiming(start, CueTime(None), None) if not right.strip() and start.ms is not None else None
    rest_at = match.end() + (1 if is_bracketed and right[match.end() :].startswith("]") else 0)
    has_text = _SETTINGS.fullmatch(right, rest_at) is None
    is_sure = _has_clock(left) and _has_clock(match[1]) and start.ms is not None and end.ms is not None
    if is_sure and not has_text:
        return OddTiming(start, end, None)
    if is_bracketed or is_listed or _begins_block(before):
        return OddTiming(start, end, rest_at if has_text else None) if is_sure or not has_text else None
    return None


def _read(text: str) -> CueTime | None:
    text = _SPACED_MARK.sub(r"\1", text.strip())
    index = _INDEX.match(text)
    return read_time(text[index.end() :] if index and ":" in text else text)


def _has_clock(text: str) -> bool:
    return ":" in text or "：" in text


def _begins_block(before: str) -> bool:
    return not before.strip() or is_blank_line_end(before) or _INDEX_LINE.search(before) is not None
