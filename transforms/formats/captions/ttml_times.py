"""Time expressions of TTML: clock times, offset times, frames and ticks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.timecode import fraction_milliseconds

if TYPE_CHECKING:
    from transforms.formats.markup.tokens import Attributes

_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,6}):(\d{1,2})(?:\.(\d{1,12})|:(\d{1,4})(?:\.\d{1,4})?)?")
_OFFSET = re.compile(r"(\d{1,18})(?:\.(\d{1,12}))?(h|m|s|ms|f|t)?")
_UNIT_MS = {"h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1, None: 1_000}
_THOUSANDTHS = 1_000
_LATEST = 1 << 62


class Rates(NamedTuple):
    """How many thousandths of a frame, and how many ticks, there are in a second."""

    frames: int = 30_000
    ticks: int = 1


def read_rates(root: Attributes) -> Rates:
    """Return the rates that the attributes of the root element state, or the specification's defaults."""
    own = {name.rpartition(":")[2]: value for name, value in root.items()}
    frames = _whole(own.get("framerate")) or 30
    above, _, below = own.get("frameratemultiplier", "").strip().partition(" ")
    parts = (_whole(above), _whole(below))
    thousandths = frames * _THOUSANDTHS
    if parts[0] and parts[1]:
        thousandths = thousandths * parts[0] // parts[1]
    has_frames = _whole(own.get("framerate")) is not None
    per_frame = _whole(own.get("subframerate")) or 1
    ticks = _whole(own.get("tickrate")) or (frames * per_frame if has_frames else 1)
    return Rates(max(1, thousandths), ticks)


def read_ttml_time(text: str, rates: Rates) -> int | None:
    """Return the ms of a time expression, cut off below the millisecond; None where it is none.

    A bare number is seconds, and hours may be missing, as Apple Podcasts has it.

    >>> [read_ttml_time(text, Rates(25_000, 10)) for text in ("1:02:03.4", "00:00:01:05", "12.5s", "30t", "0.22", "x")]
    [3723400, 1200, 12500, 3000, 220, None]
    """
    text = text.strip()
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction, frames = match.groups()
        if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
            return None
        whole = (int(hours or 0) * 60 + int(minutes)) * 60_000 + int(seconds) * 1_000
        return whole + fraction_milliseconds(fraction) + int(frames or 0) * 1_000 * _THOUSANDTHS // rates.frames
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    count, fraction, unit = match.groups()
    scale = 10 ** len(fraction or "")
    number = int(count + (fraction or ""))
    if unit == "f":
        ms = number * 1_000 * _THOUSANDTHS // (scale * rates.frames)
    elif unit == "t":
        ms = number * 1_000 // (scale * rates.ticks)
    else:
        ms = number * _UNIT_MS[unit] // scale
    return ms if ms < _LATEST else None


def _whole(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) <= 12 and int(text) else None
