"""Cells of tables in text (CSV, TSV), each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cues import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK_LINES = re.compile(r"(?:[ ]*+\n)*+")
# What is further right on a line is left out.
MOST_COLUMNS = 200


class Cell(NamedTuple):
    """A cell: its text as long as its stretch of the document, inside any quotes, and where that begins."""

    text: str
    at: int


def table_rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    r"""Yield the rows of a table, without empty lines; quoted cells may hold delimiters, line ends and doubled quotes.

    >>> [[cell.text for cell in row] for row in table_rows('a,"b, c"\n\nd,e"f', ",")]
    [['a', 'b, c'], ['d', 'e"f']]
    """
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"[ \t]*|([^{delimiter}\n]*))({delimiter}|\n|\Z)')
    row: list[Cell] = []
    place = 0
    while match := cell.match(text, place):
        is_quoted = match[1] is not None
        start = match.start(1 if is_quoted else 2)
        row.append(Cell(match[1].replace('""', resolved('""', '"')) if is_quoted else match[2], start))
        place = match.end()
        is_end = match[3] != delimiter
        if len(row) == MOST_COLUMNS and not is_end:
            place = text.find("\n", place) + 1 or len(text)
            is_end = True
        if not is_end:
            continue
        yield row
        if place >= len(text):
            return
        row = []
        place = _BLANK_LINES.match(text, place).end()  # type: ignore[union-attr]  # matches the empty text
