"""Times as people and programs write them, as integer milliseconds; a fraction is scaled by its digits."""

from __future__ import annotations

import re

# [h…:][m]m:ss[.,fraction]; hours may have any number of digits, minutes may run past 59 where there are no hours.
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,](\d+))?")
_UNITS = re.compile(
    r"(?:(\d+)\s*h(?:ours?|rs?)?)?\s*(?:(\d+)\s*m(?:in(?:ute)?s?)?)?\s*(?:(\d+)\s*s(?:ec(?:ond)?s?)?)?", re.I
)
_LONGEST = 24


def milliseconds(hours: str | None, minutes: str | None, seconds: str, fraction: str | None = None) -> int:
    """Return the time in ms; `fraction` is the digits after the point.

    >>> milliseconds("1", "02", "03", "5")
    3723500
    """
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + fraction_milliseconds(fraction)


def fraction_milliseconds(digits: str | None) -> int:
    """Return the ms that the digits after the point stand for, cut off after the third.

    >>> fraction_milliseconds("5"), fraction_milliseconds("123456"), fraction_milliseconds(None)
    (500, 123, 0)
    """
    return int((digits + "00")[:3]) if digits else 0


def parse_clock(text: str) -> int | None:
    """Return the ms of `h:mm:ss`, `mm:ss`, `hh:mm:ss.fff` or `hh:mm:ss,fff`; None for anything else.

    Minutes may run past 59 only where there are no hours, as in stamps that never carry.

    >>> parse_clock("1:02:03.5"), parse_clock("85:32"), parse_clock("12:75")
    (3723500, 5132000, None)
    """
    match = _CLOCK.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return None
    return milliseconds(hours, minutes, seconds, fraction)


def parse_duration(text: str) -> int | None:
    """Return the ms of a stated length: a clock time, `1h 2m 3s`, `62 min`, or plain seconds.

    >>> parse_duration("01:15:59"), parse_duration("1h02m"), parse_duration("3723")
    (4559000, 3720000, 3723000)
    """
    text = text.strip()
    if (clock := parse_clock(text)) is not None:
        return clock
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text) * 1000
    match = _UNITS.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    return milliseconds(match[1], match[2] or "0", match[3] or "0")
