"""Text that was taken from a document in pieces, and where each of its characters stood there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_RUN = re.compile(r" {2,}")


class Spanned:
    """Text made of pieces; a piece has as many characters as its raw stretch, or stands for all of that stretch.

    Offsets into the text are turned into code points of the document by `span`.
    """

    __slots__ = ("_at", "_ends", "_parts", "_starts", "_text", "length")

    def __init__(self, pieces: Iterable[tuple[str, int, int]] = ()) -> None:
        self._parts: list[str] = []
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._text: str | None = None
        self.length = 0
        for text, start, end in pieces:
            self.add(text, start, end)

    @property
    def text(self) -> str:
        """Return the whole text."""
        if self._text is None:
            self._text = "".join(self._parts)
        return self._text

    @property
    def place(self) -> int:
        """Return the place in the document where the last piece ends."""
        return self._ends[-1] if self._ends else 0

    def add(self, text: str, start: int, end: int) -> None:
        """Append a piece that stands at [start, end) of the document."""
        if text:
            self._parts.append(text)
            self._at.append(self.length)
            self._starts.append(start)
            self._ends.append(end)
            self.length += len(text)
            self._text = None

    def add_folded(self, text: str, start: int, end: int) -> None:
        """Append a piece with its runs of white space folded to one space, as a browser shows it."""
        if "\n" in text or "\t" in text or "\r" in text or "\f" in text:
            text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")
        if "  " not in text:
            self.add(text, start, end)
        elif len(text) != end - start:
            self.add(_RUN.sub(" ", text), start, end)
        else:
            place = 0
            for run in _RUN.finditer(text):
                first, last = run.span()
                self.add(text[place : first + 1], start + place, start + first + 1)
                place = last
            self.add(text[place:], start + place, end)

    def extend(self, other: Spanned, first: int = 0, last: int | None = None) -> None:
        """Append the pieces of another text, or of its characters [first, last)."""
        last = other.length if last is None else last
        place = max(0, bisect_right(other._at, first) - 1)
        while place < len(other._at) and (at := other._at[place]) < last:
            part, start, end = other._parts[place], other._starts[place], other._ends[place]
            low, high = max(first - at, 0), min(last - at, len(part))
            if len(part) == end - start:
                start, end = start + low, start + high
            self.add(part[low:high], start, end)
            place += 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the document that the characters [first, last) of the text come from."""
        at, parts = self._at, self._parts
        if not at:
            return 0, 0
        if len(at) == 1 and self.length == self._ends[0] - self._starts[0]:
            start, length = self._starts[0], self.length
            return start + min(first, length), start + max(min(first, length), min(last, length))
        low = bisect_right(at, first) - 1
        high = bisect_left(at, last) - 1
        low, high = (low if low > 0 else 0), (high if high > low else max(low, 0))
        start, end = self._starts[low], self._ends[high]
        if len(parts[low]) == self._ends[low] - start:
            start += min(first - at[low], len(parts[low]))
        if len(parts[high]) == end - self._starts[high]:
            end = self._starts[high] + min(last - at[high], len(parts[high]))
        return start, (end if end > start else start)

    def tight(self, first: int = 0, last: int | None = None) -> tuple[str, int, int]:
        """Return the text of [first, last) without white space around it, and where it stands in the document."""
        text = self.text if last is None and not first else self.text[first:last]
        inner = text.strip()
        begin = first + len(text) - len(text.lstrip()) if len(inner) < len(text) else first
        if len(self._at) == 1 and self.length == self._ends[0] - self._starts[0]:
            start = self._starts[0] + min(begin, self.length)
            return inner, start, start + len(inner)
        return inner, *self.span(begin, begin + len(inner))

    def moved(self, place: Callable[[int, int], tuple[int, int]]) -> Spanned:
        """Return the same text with its places turned into others, as where it was taken from a text taken before."""
        return Spanned(
            (part, *place(start, end)) for part, start, end in zip(self._parts, self._starts, self._ends, strict=True)
        )
