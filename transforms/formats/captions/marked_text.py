"""Words taken out of marked-up text without moving a character; what is written longer than it means is filled up."""

from __future__ import annotations

import html
import re

from transforms.formats.captions.cues import BLANK, FILL, resolved

_TWICE_ESCAPED = re.compile(r"&\ufdd0{0,8}(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


class MarkedText:
    r"""Collects pieces of text in the order in which they stand in the document; `at` is where the first begins.

    Without any piece it stays where it was begun.

    >>> words = MarkedText(7)
    >>> words.add("Tom ", 10, 14)
    >>> words.add("&", 14, 19)
    >>> words.add("Ann", 22, 25, " ")
    >>> words.at, words.text()
    (10, 'Tom &\ufdd0\ufdd0\ufdd0\ufdd0 \x00\x00Ann')
    """

    def __init__(self, at: int) -> None:
        self.at = self.end = at
        self._pieces: list[str] = []

    def add(self, piece: str, start: int, end: int, gap: str = "") -> None:
        """Append a piece that stands at `start:end`; `gap` is what the markup before it means (a space, a line end)."""
        if not self._pieces:
            self.at = self.end = start
        self._pieces += [
            gap[: start - self.end].ljust(start - self.end, BLANK),
            piece[: end - start].ljust(end - start, BLANK if piece.isspace() else FILL),
        ]
        self.end = end

    def text(self) -> str:
        """Return all pieces and gaps, as long as the stretch of the document from `at` to `end`."""
        text = "".join(self._pieces)
        return _TWICE_ESCAPED.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    meaning = html.unescape(f"&{match[1]};")
    return match[0] if meaning.startswith("&") and len(meaning) > 1 else resolved(match[0], meaning)
