"""Text that was taken from a document in pieces, and where each of its characters stood there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN = re.compile(r"[ \t\n\r\f]{2,}")
_TO_SPACE = {ord(char): " " for char in "\t\n\r\f"}


class Spanned:
    """Text made of pieces; a piece has as many characters as its raw stretch, or stands for all of that stretch.

    Offsets into the text are turned into code points of the document by `span`.
    """

    def __init__(self, pieces: Iterable[tuple[str, int, int]] = ()) -> None:
        self._parts: list[str] = []
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.length = 0
        for text, start, end in pieces:
            self.add(text, start, end)

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return self.length > 0

    @cached_property
    def text(self) -> str:
        """Return the whole text; nothing may be added afterwards."""
        return "".join(self._parts)

    def add(self, text: str, start: int, end: int) -> None:
        """Append a piece that stands at [start, end) of the document."""
        if not text:
            return
        self._parts.append(text)
        self._at.append(self.length)
        self._starts.append(start)
        self._ends.append(end)
        self.length += len(text)

    def add_folded(self, text: str, start: int, end: int) -> None:
        """Append a piece with its runs of white space folded to one space, as a browser shows it."""
        flat = text.translate(_TO_SPACE)
        if len(text) != end - start or "  " not in flat:
            self.add(" ".join(_RUN.split(flat)), start, end)
            return
        place = 0
        for run in _RUN.finditer(flat):
            self.add(flat[place : run.start() + 1], start + place, start + run.start() + 1)
            place = run.end()
        self.add(flat[place:], start + place, end)

    def extend(self, other: Spanned) -> None:
        """Append all pieces of another text."""
        for place, part in enumerate(other._parts):
            self.add(part, other._starts[place], other._ends[place])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the document that the characters [first, last) of the text come from."""
        if not self._at:
            return 0, 0
        low = max(0, bisect_right(self._at, first) - 1)
        high = max(low, bisect_left(self._at, last) - 1)
        start, end = self._starts[low], self._ends[high]
        if len(self._parts[low]) == self._ends[low] - start:
            start += max(0, min(first - self._at[low], len(self._parts[low])))
        if len(self._parts[high]) == end - self._starts[high]:
            end = self._starts[high] + max(0, min(last - self._at[high], len(self._parts[high])))
        return start, max(start, end)

    def tight(self, first: int = 0, last: int | None = None) -> tuple[str, int, int]:
        """Return the text of [first, last) without white space around it, and where it stands in the document."""
        last = self.length if last is None else last
        text = self.text[first:last]
        inner = text.strip()
        if not inner:
            return "", *self.span(first, first)
        begin = first + len(text) - len(text.lstrip())
        return inner, *self.span(begin, begin + len(inner))
