"""Time stamps as they stand in running text: their shape as a pattern, their value in milliseconds."""

from __future__ import annotations

import re

from transforms.timecode import fraction_milliseconds

# A clock time without its dress: `m:ss`, `hh:mm:ss`, `h:mm:ss.ddd`, `hh:mm:ss:ff`; minutes may run past 59 alone.
STAMP = r"[0-9]{1,4}:[0-5][0-9](?::[0-5][0-9])?(?:[.,;][0-9]{1,9}|:[0-9][0-9])?(?![0-9]|:[0-9])"
_TO = r"(?:-->|->|–|—|-|to|~)"  # between the two ends of a range
_OPEN, _SHUT = r"\\?[\[({]", r"\\?[\])}]"
# Dressed as it likes, or bare; groups: the first time, the second time of a range.
DRESSED = rf"(?:{_OPEN}[ ~]?)?({STAMP})(?:[ ]?{_TO}[ ]?({STAMP}))?(?:[ ]?{_SHUT})?"
BRACKETED = rf"{_OPEN}[ ~]?({STAMP})(?:[ ]?{_TO}[ ]?({STAMP}))?[ ]?{_SHUT}"
INLINE_MARK = re.compile(BRACKETED)
_FRAMES_A_SECOND = 30


def stamp_ms(stamp: str) -> int:
    """Return the time in ms of a text that has the shape `STAMP`; a fourth part counts frames, 30 a second.

    >>> stamp_ms("1:02:03.5"), stamp_ms("85:32"), stamp_ms("00:00:01:15")
    (3723500, 5132000, 1500)
    """
    if len(stamp) == 8 and stamp[2] == stamp[5] == ":":  # hh:mm:ss: most are
        return int(stamp[:2]) * 3_600_000 + int(stamp[3:5]) * 60_000 + int(stamp[6:]) * 1000
    whole, _, fraction = stamp.replace(",", ".").replace(";", ".").partition(".")
    parts = whole.split(":")
    frames = int(parts.pop()) if len(parts) > 3 else 0
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + fraction_milliseconds(fraction) + frames * 1000 // _FRAMES_A_SECOND

