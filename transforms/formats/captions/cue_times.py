"""Times as caption files write them: the standard form in bulk, every other form one at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.timecode import fraction_milliseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LENGTH = 12
_DIGITS = (0, 1, 3, 4, 6, 7, 9, 10, 11)
_WEIGHTS = np.array([36_000_000, 3_600_000, 600_000, 60_000, 10_000, 1_000, 100, 10, 1], dtype=np.int64)
_EXOTIC = str.maketrans("：；．，−", ":;.,-")
_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,6}):(\d{1,3})(?:[.,](\d{1,12}))?")
_FRAMES = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})[:;](\d{1,3})")
_SECONDS = re.compile(r"(\d{1,9})(?:[.,](\d{1,12}))?s?")
# What is made of these alone is a time, though perhaps one that cannot be read.
_LIKE_A_TIME = re.compile(r"[-−+]?(?:nan|null|none|undefined|infinity|[-_?xX\d:;.,：；．，]|\s(?=[\d:.,]))+s?", re.I)
_SUBSTANCE = re.compile(r"\d|[a-z?:]|--", re.I)
_LONGEST = 40
RATES = (24, 25, 30, 50, 60)


class CueTime(NamedTuple):
    """One time: `ms` is None where it looks like a time and cannot be read; `frames` still need a frame rate."""

    ms: int | None
    is_standard: bool = True
    frames: int | None = None
    fraction_mark: str = ""

    def at_rate(self, rate: int) -> int | None:
        """Return the ms at `rate` frames a second."""
        return self.ms if self.ms is None or self.frames is None else self.ms + self.frames * 1000 // rate


def read_time(text: str, fraction_digits: int = 3) -> CueTime | None:
    """Return the time that `text` (without outer white space) stands for, or None when it is no time at all.

    Standard is a clock time in ASCII digits with `fraction_digits` digits after a point or comma.

    >>> read_time("1:02:03,5")
    CueTime(ms=3723500, is_standard=False, frames=None, fraction_mark=',')
    >>> read_time("00:75:99,000").ms, read_time("-00:00:01,000").ms, read_time("in the log")
    (None, None, None)
    >>> read_time("00:00:01:12")
    CueTime(ms=1000, is_standard=False, frames=12, fraction_mark='')
    """
    if len(text) > _LONGEST or not _LIKE_A_TIME.fullmatch(text) or not _SUBSTANCE.search(text):
        return None
    plain = text.translate(_EXOTIC)
    if match := _CLOCK.fullmatch(plain):
        return _read_clock(match, text, fraction_digits)
    if match := _FRAMES.fullmatch(plain):
        hours, minutes, seconds, frames = map(int, match.groups())
        if minutes < 60 and seconds < 60 and frames < RATES[-1]:
            return CueTime((hours * 60 + minutes) * 60_000 + seconds * 1000, is_standard=False, frames=frames)
    if match := _SECONDS.fullmatch(plain):
        return CueTime(int(match[1]) * 1000 + fraction_milliseconds(match[2]), is_standard=False)
    return CueTime(None)


def _read_clock(match: re.Match[str], text: str, fraction_digits: int) -> CueTime:
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) > 59 or (hours is not None and int(minutes) > 59):
        return CueTime(None)
    ms = (int(hours or 0) * 60 + int(minutes)) * 60_000 + int(seconds) * 1000 + fraction_milliseconds(fraction)
    is_standard = text.isascii() and len(fraction or "") == fraction_digits and int(minutes) < 60
    return CueTime(ms, is_standard, None, match.string[match.end(3) : match.end(3) + 1])


def frame_rate(frames: Sequence[int]) -> int:
    """Return the slowest usual frame rate at which all these frame numbers can occur.

    >>> frame_rate([12, 24]), frame_rate([23]), frame_rate([29])
    (25, 24, 30)
    """
    return next((rate for rate in RATES if rate > max(frames)), RATES[-1])


def read_standard_times(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, for each text, its ms, whether it has the form `hh:mm:ss.fff`, and whether its mark is a comma.

    The ms of a text in another form mean nothing; `mm:ss.fff` is read as `00:mm:ss.fff`.
    """
    padded = texts
    if set(map(len, texts)) != {_LENGTH}:
        padded = [text if len(text) == _LENGTH else "00:" + text if len(text) == _LENGTH - 3 else "?" * _LENGTH
                  for text in texts]  # fmt: skip
    codes = np.frombuffer("".join(padded).encode("ascii", "replace"), dtype=np.uint8).reshape(-1, _LENGTH)
    digits = codes[:, _DIGITS].astype(np.int64) - ord("0")
    is_comma = codes[:, 8] == ord(",")
    is_standard = ((digits >= 0) & (digits <= 9)).all(axis=1)
    is_standard &= (codes[:, 2] == ord(":")) & (codes[:, 5] == ord(":")) & (is_comma | (codes[:, 8] == ord(".")))
    is_standard &= (digits[:, 2] < 6) & (digits[:, 4] < 6)
    return digits @ _WEIGHTS, is_standard, is_comma


class Times(NamedTuple):
    """A column of times: ms (None where unreadable), and the places of unreadable ones and of unusual forms."""

    ms: list[int | None]
    odd: list[int]
    unreadable: list[int]


def read_times(texts: Sequence[str], fraction_digits: int = 3) -> Times:
    """Return the times that the texts stand for; the usual form has hours and `fraction_digits` digits.

    >>> read_times(["0:00:01.19", "0:00:02.5", "soon"], 2)
    Times(ms=[1190, 2500, None], odd=[1], unreadable=[2])
    """
    if not texts:
        return Times([], [], [])
    padding = "0" * (3 - fraction_digits)
    bulk, is_standard, _ = read_standard_times([text.strip().zfill(_LENGTH - len(padding)) + padding for text in texts])
    ms: list[int | None] = bulk.tolist()
    odd, unreadable = [], []
    for place in np.flatnonzero(~is_standard).tolist():
        time = read_time(texts[place].strip(), fraction_digits)
        ms[place] = time.ms if time else None
        if ms[place] is None:
            unreadable.append(place)
        elif time and not time.is_standard:
            odd.append(place)
    return Times(ms, odd, unreadable)
