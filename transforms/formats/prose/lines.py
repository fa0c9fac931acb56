"""Lines and stretches of a text, by their offsets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_INK = re.compile(r"\S")
_TAIL = 65_536
_RULE = re.compile(r"(?:[-*_=~][ \t]*){3,}")


def line_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""Return (start, end) of each line between two offsets that is not blank, white space at both ends left out.

    >>> line_spans("a\n\n  bc \nd", 0, 9)
    [(0, 1), (5, 7)]
    """
    spans, at = [], start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = at + len(line) - len(line.lstrip())
            spans.append((first, first + len(bare)))
        at += len(line) + 1
    return spans


def iter_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what `line_spans` returns, line by line: for those who need but the first few."""
    while (ink := _INK.search(text, start, end)) is not None:
        stop = text.find("\n", ink.start(), end)
        stop = end if stop < 0 else stop
        yield ink.start(), ink.start() + len(text[ink.start() : stop].rstrip())
        start = stop


def last_lines(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """Return the last lines of what `line_spans` returns: `count` at most, of the last 64 KiB."""
    spans: list[tuple[int, int]] = []
    start = max(start, end - _TAIL)
    while end > start and len(spans) < count:
        begin = text.rfind("\n", start, end) + 1 or start
        first, last = tight(text, begin, end)
        if first < last:
            spans.append((first, last))
        end = begin - 1
    return spans[::-1]


def tight(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch between two offsets without the white space at its ends; empty where there is nothing else.

    >>> tight("  ab ", 0, 5)
    (2, 4)
    """
    raw = text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    return first, max(first, start + len(raw.rstrip()))


def is_rule(line: str) -> bool:
    """Return whether a line is only a row of dashes, stars, underscores or the like.

    >>> is_rule("* * *"), is_rule("--"), is_rule("- item")
    (True, False, False)
    """
    return _RULE.fullmatch(line.strip()) is not None
