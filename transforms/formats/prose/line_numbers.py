"""Numbers that a print puts before its turns or lines: `[12] Ann: So`, `012 ANN: So`, the pages of a court reporter."""

from __future__ import annotations

import re
from itertools import pairwise

# Lists are numbered with a dot, and read as lists.
_NUMBERED = re.compile(r"^[ \t]*(?:\[\d{1,5}\]|\(\d{1,5}\)|\d{1,5})(?:[ \t]+(?=\S)|[ \t]*$)", re.M)
# The number of a cue, right above its times.
_ABOVE_TIME = re.compile(r"^[ \t]*(\d{1,6})[.)]?[ \t]*$(?=\n[ \t]*[\[(]?\d{1,3}:\d\d)", re.M)
_LABELLED = re.compile(r"(?:[^\W\d_]|[<*])[^\n:]{0,40}:\s")
_PAGE = re.compile(r"^[ \t]*page[ ]\d{1,5}(?:[ ]of[ ]\d{1,5})?[ \t]*$", re.M | re.I)
_DIGITS = re.compile(r"\d+")
_HEAD, _SAMPLE = 8_000, 60
_FEWEST = 4
_SHARE = 0.8


def without_line_numbers(text: str) -> str:
    r"""Return `text`, as long as it was, with spaces for the numbers of its turns or lines, if it has such numbers.

    They are counted up one by one, from one again on each page. Linear time.

    >>> without_line_numbers("1 Ann: So\n2 Bo: We\n3 Ann: count\n4 Bo: them").split()
    ['Ann:', 'So', 'Bo:', 'We', 'Ann:', 'count', 'Bo:', 'them']
    """
    if _counts_times(text):
        return _ABOVE_TIME.sub(_blank, text)
    if not _counts_lines(text):
        return text
    text = _NUMBERED.sub(_blank, text)
    return _PAGE.sub(_blank, text)


def _counts_times(text: str) -> bool:
    numbers = [int(match[1]) for match in _ABOVE_TIME.finditer(text, 0, min(len(text), _HEAD))]
    return len(numbers) >= _FEWEST and all(after == before + 1 for before, after in pairwise(numbers))


def _counts_lines(text: str) -> bool:
    """Return whether nearly all lines are numbered, or those are that begin with a label."""
    lines = [line for line in text[:_HEAD].split("\n") if line.strip()][:_SAMPLE]
    found = [match for line in lines if (match := _NUMBERED.match(line)) is not None]
    if len(found) < _FEWEST:
        return False
    if len(found) < _SHARE * len(lines):
        labelled = sum(_LABELLED.match(match.string, match.end()) is not None for match in found)
        if labelled < _SHARE * len(found):
            return False
    numbers = [int(_DIGITS.findall(match[0])[0]) for match in found]
    steps = [after == before + 1 or (after == 1 and before > _FEWEST) for before, after in pairwise(numbers)]
    return sum(steps) >= _SHARE * len(steps)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
