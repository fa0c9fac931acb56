"""Time stamps as they stand in running text: their shape as a pattern, their value in milliseconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from transforms.timecode import fraction_milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

# A clock time without its dress: `m:ss`, `hh:mm:ss`, `h:mm:ss.ddd`, `hh:mm:ss:ff`; minutes may run past 59 alone.
STAMP = r"[0-9]{1,4}:[0-5][0-9](?::[0-5][0-9])?(?:[.,;][0-9]{1,9}|:[0-9][0-9])?(?![0-9]|:[0-9])"
_TO = r"(?:-->|->|→|–|—|-|to|~|(?<=[ ]):(?=[ ]))"  # between the two ends of a range
# In brackets only: `1h02m03s`, `12.5s`, `3s -> 6s`, `12.5 -> 15.0`.
_UNITS = r"(?:[0-9]{1,2}h[ ]?)?[0-9]{1,3}m[ ]?[0-9]{1,2}(?:\.[0-9]{1,3})?s"
_SECONDS = rf"[0-9]{{1,6}}(?:\.[0-9]{{1,6}}s(?=[ ]?(?:\]|{_TO}))|s(?=[ ]?{_TO})|\.[0-9]{{1,6}}(?=[ ]?(?:--?>|→)))"
_FIRST = rf"(?:{STAMP}|(?<=[\[(])(?:{_UNITS}|{_SECONDS}))"
_LAST = rf"(?:{STAMP}|{_UNITS}|[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?s|[0-9]{{1,6}}\.[0-9]{{1,6}}(?=[ ]?[\])]))"
# Alternatives of one character each: the search then skips to them at once.
_OPEN, _SHUT = r"(?:\[|\(|\{|\\[\[({])", r"\\?[\])}]"
_OPENED = rf"{_OPEN}(?=[ ~]?[0-9])[ ~]?"
# Dressed as it likes, or bare; groups: the first time, the second time of a range.
DRESSED = rf"(?:(?:{_OPEN}|<)[ ~]?)?({_FIRST})(?:[ ]?{_TO}[ ]?({_LAST}))?(?:[ ]?{_SHUT}|>(?!>))?"
BRACKETED = rf"{_OPENED}(?P<first>{_FIRST})(?:[ ]?{_TO}[ ]?({_LAST}))?[ ]?{_SHUT}"
INLINE_MARK = re.compile(BRACKETED)
_IN_UNITS = re.compile(r"(?:(\d+)h ?)?(?:(\d+)m ?)?(\d+)(?:\.(\d+))?s?")
_FRAMES_A_SECOND = 30
# What each character of a time counts in ms, by the length of the time.
_WEIGHTS = {
    5: (600_000, 60_000, 0, 10_000, 1_000),
    8: (36_000_000, 3_600_000, 0, 600_000, 60_000, 0, 10_000, 1_000),
}


def stamps_ms(stamps: Sequence[str]) -> list[int]:
    """Return the times in ms of texts that have the shape `STAMP`; of `mm:ss` or `hh:mm:ss` alone at once.

    >>> stamps_ms(["00:00:05", "01:00:00"]), stamps_ms(["0:05", "85:32"])
    ([5000, 3600000], [5000, 5132000])
    """
    width = len(stamps[0]) if stamps else 0
    joined = "".join(stamps)
    if width not in _WEIGHTS or len(joined) != width * len(stamps) or any(len(stamp) != width for stamp in stamps):
        return list(map(stamp_ms, stamps))
    digits = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, width).astype(np.int64) - ord("0")
    is_colon = bool((digits[:, 2::3] == ord(":") - ord("0")).all())
    weights = np.array(_WEIGHTS[width], dtype=np.int64)
    return (digits @ weights).tolist() if is_colon else list(map(stamp_ms, stamps))


def stamp_ms(stamp: str) -> int:
    """Return the time in ms of a text that has the shape of a time; a fourth part counts frames, 30 a second.

    >>> stamp_ms("1:02:03.5"), stamp_ms("85:32"), stamp_ms("00:00:01:15"), stamp_ms("1m05s"), stamp_ms("12.25s")
    (3723500, 5132000, 1500, 65000, 12250)
    """
    if len(stamp) == 8 and stamp[2] == stamp[5] == ":":  # hh:mm:ss: most are
        return int(stamp[:2]) * 3_600_000 + int(stamp[3:5]) * 60_000 + int(stamp[6:]) * 1000
    if ":" not in stamp:
        return _units_ms(stamp)
    whole, _, fraction = stamp.replace(",", ".").replace(";", ".").partition(".")
    parts = whole.split(":")
    frames = int(parts.pop()) if len(parts) > 3 else 0
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + fraction_milliseconds(fraction) + frames * 1000 // _FRAMES_A_SECOND


def _units_ms(stamp: str) -> int:
    match = _IN_UNITS.fullmatch(stamp)
    if match is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction_milliseconds(match[4] or "")
