"""Tables without a row of names: which columns hold times, speakers and words, by what stands in the first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.captions.cue_times import read_time
from transforms.formats.captions.table_cells import are_names, table_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = ("\t", ",", ";", "|")
_SAMPLE = 12
_FEWEST = 2
_LINE = 200
_WIDTHS = range(3, 7)
# What annotations are exported as has times in several units.
_WIDEST_OF_TABS = 11


def guess_columns(head: str) -> tuple[str, dict[str, int]] | None:
    """Return the delimiter and the place of each column of a table without names, or None where it is no transcript.

    It is one where all rows but the last, which may be cut off, have as many cells, a start and an end that never
    comes before it (or a clock time and a speaker), and words.
    """
    first = head.lstrip("\n ").partition("\n")[0]
    for delimiter in DELIMITERS:
        if first.count(delimiter) < _WIDTHS[0] - 1 and '"' not in first:
            continue
        if delimiter == "|" and " | " in head[:_LINE]:
            continue  # lines of a text with bars between their parts
        rows = [[cell.text.strip() for cell in row] for row in table_rows(head, delimiter)]
        rows = [row for row in rows[: _SAMPLE + 1] if row[0] != "\\"]
        rows = rows[:-1] if len(rows) > _FEWEST else rows
        if len(rows) < _FEWEST or len({len(row) for row in rows}) != 1 or not _is_width(len(rows[0]), delimiter):
            continue
        columns = _columns(list(zip(*rows, strict=True)))
        if columns is not None:
            return delimiter, columns
    return None


def _is_width(width: int, delimiter: str) -> bool:
    return width in _WIDTHS or (delimiter == "\t" and _WIDTHS[-1] < width <= _WIDEST_OF_TABS)


def _columns(columns: Sequence[tuple[str, ...]]) -> dict[str, int] | None:
    text = max(range(len(columns)), key=lambda place: sum(map(len, columns[place])))
    if sum(" " in cell for cell in columns[text]) * 2 < len(columns[text]):
        return None
    start = next((place for place, column in enumerate(columns) if place != text and _are_times(column)), None)
    if start is None:
        return None
    found = {"start": start, "text": text}
    later = (place for place in range(start + 1, len(columns)) if place != text and _are_times(columns[place]))
    end = next((place for place in later if _are_spans(columns[start], columns[place])), None)
    if end is not None:
        found["end"] = end
    label = next(
        (place for place, column in enumerate(columns) if place not in found.values() and are_names(column)), None
    )
    if label is not None:
        found["label"] = label
    return found if "end" in found or ("label" in found and ":" in columns[start][0]) else None


def _are_times(column: Sequence[str]) -> bool:
    """Return whether a column holds clock times or seconds with fractions; whole numbers may be anything."""
    times = [read_time(cell) for cell in column]
    return all(time is not None and time.ms is not None for time in times) and any(
        sign in cell for cell in column for sign in ":.,"
    )


def _are_spans(starts: Sequence[str], ends: Sequence[str]) -> bool:
    pairs = [(read_time(start), read_time(end)) for start, end in zip(starts, ends, strict=True)]
    spans = [(end.ms or 0) - (start.ms or 0) for start, end in pairs if start and end]
    return len(spans) == len(pairs) and min(spans) >= 0 < max(spans)
