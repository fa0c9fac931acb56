"""Times as attributes of markup write them: clock times, seconds with a fraction, numbers with a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.timecode import fraction_milliseconds, milliseconds, parse_clock

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"(?:npt[:=]|t=|#t=)?(\d{1,12})(?:[.,](\d{1,9}))?\s*(ms|s|sec|seconds|min|m|h)?", re.I)
_LONG = re.compile(r"(?:(\d{1,4})\s*h)?\s*(?:(\d{1,4})\s*m(?:in)?)?\s*(?:(\d{1,5})(?:\.(\d{1,9}))?\s*s(?:ec)?)?", re.I)
_PERIOD = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.(\d{1,9}))?S)?", re.I)
_FRAMES = re.compile(r"(\d{1,3}:\d\d:\d\d)[:;]\d{2}")
_RATIONAL = re.compile(r"(\d{1,12})/([1-9]\d{0,8})s")
_UNITS = {"ms": 1, "s": 1000, "sec": 1000, "seconds": 1000, "min": 60_000, "m": 60_000, "h": 3_600_000}
_LONGEST = 40
# Speech runs at some 15 characters a second; a recording is not a thousand times slower than that.
_SLOWEST_MS = 5_000


def parse_time(text: str) -> int | None:
    """Return the ms of a time; a number without a unit counts seconds.

    >>> [parse_time(text) for text in ("12.5", "1200ms", "00:01:02.5", "npt=3.2s", "0h01m44s", "PT1M2S", "5/2s")]
    [12500, 1200, 62500, 3200, 104000, 62000, 2500]
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if ":" in text:
        frames = _FRAMES.fullmatch(text)
        return parse_clock(frames[1] if frames else text.removeprefix("npt=").removeprefix("npt:"))
    if match := _RATIONAL.fullmatch(text):
        return round(int(match[1]) * 1000 / int(match[2]))
    if match := _NUMBER.fullmatch(text):
        unit = _UNITS[(match[3] or "s").lower()]
        return int(match[1]) * unit + fraction_milliseconds(match[2]) * unit // 1000
    match = _PERIOD.fullmatch(text) or _LONG.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    return milliseconds(match[1], match[2] or "0", match[3] or "0", match[4])


def parse_times(texts: Sequence[str | None], characters: int) -> list[int | None]:
    """Return the ms of the times of one document, in order; whole numbers count ms where seconds would be too long.

    `characters` is how much is said between the first and the last of them.
    """
    known = [text.strip() for text in texts if text]
    are_whole = bool(known) and all(text.isdecimal() and len(text) <= 12 for text in known)
    if are_whole and max(map(int, known)) > max(characters, 1) * _SLOWEST_MS // 1000:
        return [int(text) if text else None for text in texts]
    return [parse_time(text) if text else None for text in texts]
