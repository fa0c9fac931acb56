"""Offsets into a decoded JSON string as offsets into the document, escapes counted at their full length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from transforms.parsed import Chapter, Link, Mark, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.records.node import Node

_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|.)", re.S)
_Row = TypeVar("_Row", Chapter, Link, Mark, Person)


class StringPlaces:
    """Where the characters of a string value stand in the document."""

    def __init__(self, node: Node) -> None:
        raw = node.outline.text[node.start + 1 : node.end - 1]
        escapes = [match.span() for match in _ESCAPE.finditer(raw)] if "\\" in raw else []
        self._first = node.start + 1
        self._extra = np.cumsum([0, *(end - start - 1 for start, end in escapes)])
        self._escaped = np.array([start for start, _ in escapes], dtype=np.int64) - self._extra[:-1]

    def of(self, offsets: Sequence[int]) -> list[int]:
        """Return the offsets in the document of these offsets into the decoded string."""
        at = np.array(offsets, dtype=np.int64)
        moved: list[int] = (at + self._first + self._extra[self._escaped.searchsorted(at)]).tolist()
        return moved

    def moved(self, rows: Sequence[_Row]) -> list[_Row]:
        """Return rows whose offsets are into the string with offsets into the document."""
        starts, ends = self.of([row.doc_start for row in rows]), self.of([row.doc_end for row in rows])
        return [row._replace(doc_start=start, doc_end=end) for row, start, end in zip(rows, starts, ends, strict=True)]
