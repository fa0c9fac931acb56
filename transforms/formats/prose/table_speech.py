"""Transcripts that stand in a table of Markdown: a row of column names, a row of dashes, a row for each turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.table_cells import columns_by_role, is_speaker_column
from transforms.formats.prose.anchors import Region
from transforms.formats.prose.inline_markup import clean
from transforms.formats.prose.lines import tight
from transforms.parsed import Mark
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = re.compile(
    r"^(?P<names>[ \t]*\|?[^\n|]{1,80}(?:\|[^\n|]{0,80}){1,12})\n"
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){1,12}\|?[ \t]*\n",
    re.M,
)
# What stands below the names; the search skips to the line ends.
_RULE = re.compile(r"\n[ \t]*\|?[ \t]*:?-+:?[ \t]*\|")
_ROW = re.compile(r"[ \t]*+\|?([^\n]*\|[^\n]*)(?:\n|\Z)")
_CELL = re.compile(r"(?:[^|\\\n]|\\.)*")
_DRESS = " \t*_`[]()~"
_FEWEST = 3


class TableSpeech(NamedTuple):
    """The first table of speech in a text: where it stands, and what is said in it."""

    start: int
    end: int
    region: Region


def find_table_speech(text: str, start: int, end: int) -> TableSpeech | None:
    """Return the first table between two offsets that says who speaks or when, and what; None where there is none.

    Rows without words are left out as marks; linear time.
    """
    if text.find("|", start, end) < 0 or _RULE.search(text, start, end) is None:
        return None
    for header in _HEADER.finditer(text, start, end):
        names = [text[first:last].strip(_DRESS) for first, last in _cells(text, *header.span("names"))]
        columns = columns_by_role(names)
        if "text" not in columns or not (is_speaker_column(names, columns) or "start" in columns):
            continue
        region, stop = _read(text, header.end(), end, columns)
        if len(region.speech) >= _FEWEST:
            region.account(header.start("names"), header.end(), "markup")
            return TableSpeech(header.start("names"), stop, region)
    return None


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the cells of a row, without the bars at its ends."""
    start, end = tight(text, start, end)
    place = start + (text[start : start + 1] == "|")
    while place < end:
        cell = _CELL.match(text, place, end)
        stop = cell.end() if cell is not None else end
        yield place, stop
        place = stop + 1


def _read(text: str, start: int, end: int, columns: dict[str, int]) -> tuple[Region, int]:
    region, place = Region(), start
    while (row := _ROW.match(text, place, end)) is not None:
        cells = list(_cells(text, *row.span()))
        if len(cells) <= max(columns.values()):
            cells += [(row.end(), row.end())] * (max(columns.values()) + 1 - len(cells))
        _add(region, text, {role: tight(text, *cells[column]) for role, column in columns.items()})
        region.account(place, row.end(), "markup")
        place = row.end()
    return region, place


def _add(region: Region, text: str, cells: dict[str, tuple[int, int]]) -> None:
    first, last = cells["text"]
    words = clean(text[first:last].replace("\\|", "|"), first, is_markdown=True).text.strip()
    if not words:
        return
    values = {role: text[slice(*span)].strip(_DRESS) for role, span in cells.items()}
    start_ms, end_ms = (parse_clock(values[role]) if role in values else None for role in ("start", "end"))
    region.speech.add(words, first, last, label=values.get("label") or None, start_ms=start_ms, end_ms=end_ms)
    if start_ms is not None:
        region.marks.append(Mark(start_ms, "start", *cells["start"], len(region.speech) - 1))
