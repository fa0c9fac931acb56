"""WebVTT and SubRip cues, read one line after the other: slow, and plain enough to be believed.

Only standard times (`hh:mm:ss.fff`, `mm:ss.fff`, with a point or comma) and plain arrows are known here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TIME = r"(?:(\d\d):)?([0-5]\d):([0-5]\d)[.,](\d\d\d)"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}((?:[ \t]+[A-Za-z]\w*[:=][^\s<]+)*)[ \t]*")


class PlainCue(NamedTuple):
    """One cue: its times in ms, its name, and the lines of its words."""

    start_ms: int
    end_ms: int
    name: str | None
    lines: list[str]

    @property
    def text(self) -> str:
        """Return the words, with single spaces between them."""
        return " ".join(" ".join(self.lines).split())


def read_cues(text: str, *, is_webvtt: bool) -> list[PlainCue]:
    """Return all cues of a file that is not cut off, in order."""
    lines = re.split(r"\r\r\n|\r\n|\n|\r", text.replace("\ufeff", " "))
    timings = [(number, match) for number, line in enumerate(lines) if (match := _TIMING.fullmatch(line))]
    cues: list[PlainCue] = []
    number: int | None = None
    for place, (line_number, match) in enumerate(timings):
        above = timings[place - 1][0] + 1 if place else 0
        name_line = _name_line(lines, above, line_number, number, is_first=not place, is_webvtt=is_webvtt)
        name = None if name_line is None else lines[name_line].strip()
        if name is not None and name.isdecimal():
            number = int(name)
        if cues:
            cues[-1].lines.extend(_words(lines[above : line_number if name_line is None else name_line], is_webvtt))
        cues.append(PlainCue(_ms(match.groups()[:4]), _ms(match.groups()[4:8]), name, []))
    if cues:
        cues[-1].lines.extend(_words(lines[timings[-1][0] + 1 :], is_webvtt))
    return cues


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _is_blank(line: str) -> bool:
    return not line


def _name_line(
    lines: list[str], above: int, timing: int, number: int | None, *, is_first: bool, is_webvtt: bool
) -> int | None:
    """Return which line names the cue whose timing line is `timing`; `above` is the first line that may."""
    last = timing - 1
    if last < above:
        return None
    if not lines[last].strip():
        while last >= above and not lines[last].strip():
            last -= 1
        if last < above or not _is_number(lines[last]):
            return None
        is_next = number is not None and int(lines[last]) == number + 1 and last > above and _is_blank(lines[last - 1])
        return last if is_first or is_next else None
    has_blank_above = last > above and _is_blank(lines[last - 1])
    if _is_number(lines[last]):
        is_next = number is not None and int(lines[last]) == number + 1
        return last if is_first or is_next or has_blank_above else None
    return last if is_webvtt and has_blank_above else None


def _is_number(line: str) -> bool:
    return line.strip().isdecimal() and len(line.strip()) < 10


def _words(lines: list[str], is_webvtt: bool) -> list[str]:
    """Return the lines before the first comment, style, region or second header behind an empty line."""
    for place in range(1, len(lines)):
        if _is_blank(lines[place - 1]) and _begins_block(lines[place], is_webvtt):
            return lines[:place]
    return lines


def _begins_block(line: str, is_webvtt: bool) -> bool:
    first = line.split(" ", maxsplit=1)[0].split("\t", maxsplit=1)[0]
    if first == "WEBVTT":
        return True
    return is_webvtt and (first == "NOTE" or line.strip() in ("STYLE", "REGION"))
