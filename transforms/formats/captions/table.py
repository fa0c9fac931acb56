"""Transcripts as tables: CSV and TSV with a row of column names, and label tracks of numbers and words."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.chapter_track import chapter_episode, is_chapter_track
from transforms.formats.captions.cue_times import read_time
from transforms.formats.captions.cues import Cues, bare
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.table_cells import Cell, columns_by_role, is_speaker_column, table_rows
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document

NAME = "table"
MEDIA_TYPE = "text/csv"

_TRACK = re.compile(r"\d{1,9}(?:\.\d{1,9})?\t\d{1,9}(?:\.\d{1,9})?\t[^\t\n]*(?:\n|\Z)")
_LEAST_ROWS = 2
# What other formats begin with, and no name of a column.
_NO_TABLE = frozenset("{[<#-")
# Without times a table of more columns than these is about something else.
_FEW_COLUMNS = 4
# Where plain whole numbers would have a word take longer than this as seconds, they are milliseconds.
_LONGEST_WORD_SECONDS = 20.0
_WORD_LENGTH = 6
_LONGEST_NUMBER = 14


class _Shape(NamedTuple):
    """How a table is written: its delimiter, the place of each column that is known, and whether it has a header."""

    delimiter: str
    columns: dict[str, int]
    has_header: bool
    is_ms: bool


def sniff(document: Document) -> float:
    """Return 0.95 for a first line that names columns of times and words, 0.85 for rows of two numbers and words."""
    shape = _shape(document.head)
    if shape is None:
        return 0.0
    return 0.95 if shape.has_header else 0.85


def parse(document: Document) -> Parsed | None:
    """Return the parsed document: a segment for each row, or chapters where the rows are titles far apart.

    Rows with too few cells are rejected as `segment_invalid`, those without words as `empty_text`.
    """
    text = unify(document.text)
    shape = _shape(text)
    if shape is None:
        return None
    parsed = Parsed(NAME, MEDIA_TYPE if shape.delimiter != "\t" else "text/tab-separated-values")
    cues = _read(parsed, text, shape)
    if not shape.has_header and is_chapter_track(cues, None):
        return reject_wordless(parsed, chapter_episode(parsed, cues, len(document.text)))
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _shape(text: str) -> _Shape | None:
    first = unify(text[:2_000]).lstrip("\n ").partition("\n")[0]
    if first[:1] in _NO_TABLE:
        return None
    for delimiter in ("\t", ",", ";"):
        names = [cell.text for row in table_rows(first, delimiter) for cell in row]
        columns = columns_by_role(names)
        is_timed = "start" in columns and not columns.keys().isdisjoint(("end", "label"))
        if "text" in columns and (is_timed or (len(names) <= _FEW_COLUMNS and is_speaker_column(names, columns))):
            is_ms = is_timed and names[columns["start"]].casefold().endswith("ms")
            return _Shape(delimiter, columns, has_header=True, is_ms=is_ms)
    lines = unify(text[:2_000]).lstrip("\n ").split("\n")[:_LEAST_ROWS]
    if len(lines) == _LEAST_ROWS and all(map(_TRACK.fullmatch, lines)):
        return _Shape("\t", {"start": 0, "end": 1, "text": 2}, has_header=False, is_ms=False)
    return None


def _read(parsed: Parsed, text: str, shape: _Shape) -> Cues:
    rows = list(table_rows(text, shape.delimiter))[shape.has_header :]
    width = max(shape.columns.values()) + 1
    whole = [row for row in rows if len(row) >= width]
    if len(whole) < len(rows):
        _reject_short(parsed, text, rows, width)
    words = [row[shape.columns["text"]] for row in whole]
    starts = [row[shape.columns["start"]].text.strip() for row in whole] if "start" in shape.columns else []
    ends = [row[shape.columns["end"]].text.strip() for row in whole] if "end" in shape.columns else []
    is_ms = shape.is_ms or _are_ms(starts, ends, words)
    cues = Cues([cell.text for cell in words], [cell.at for cell in words])
    cues.start_ms = _times(parsed, starts, is_ms=is_ms) if starts else [None] * len(words)
    cues.end_ms = _times(parsed, ends, is_ms=is_ms) if ends else [None] * len(words)
    if "label" in shape.columns:
        cues.label = [bare(row[shape.columns["label"]].text).strip() or None for row in whole]
    _account(parsed, words, len(text))
    return cues.complete()


def _reject_short(parsed: Parsed, text: str, rows: Sequence[Sequence[Cell]], width: int) -> None:
    """Reject the rows with too few cells, those that follow one another together."""
    for is_short, group in groupby(rows, key=lambda row: len(row) < width):
        if is_short:
            run = list(group)
            start, end = run[0][0].at, run[-1][-1].at + len(run[-1][-1].text)
            parsed.reject(
                "segment_invalid", f"character {start}", text[start:end][:200].strip(), f"{len(run)} short rows"
            )
            parsed.account(start, end, "rejected")


def _account(parsed: Parsed, words: Sequence[Cell], length: int) -> None:
    """Say that all cells but the words are marks and labels."""
    reached = 0
    for cell in words:
        parsed.account(reached, cell.at, "mark")
        reached = cell.at + len(cell.text)
    parsed.account(reached, length, "mark")


def _are_ms(starts: Sequence[str], ends: Sequence[str], words: Sequence[Cell]) -> bool:
    """Return whether all times are whole numbers that fit the words only as milliseconds."""
    if not ends or not all(text.isdecimal() and len(text) <= _LONGEST_NUMBER for text in (*starts, *ends)):
        return False
    spoken = sum(map(int, ends)) - sum(map(int, starts))
    return spoken > _LONGEST_WORD_SECONDS * sum(len(cell.text) / _WORD_LENGTH for cell in words)


def _times(parsed: Parsed, texts: Sequence[str], *, is_ms: bool) -> list[int | None]:
    times = [
        int(text)
        if is_ms and text.isdecimal() and len(text) <= _LONGEST_NUMBER
        else time.ms
        if (time := read_time(text))
        else None
        for text in texts
    ]
    unreadable = [place for place, ms in enumerate(times) if ms is None]
    if unreadable:
        parsed.warn("time_invalid", f"row {unreadable[0] + 1}", texts[unreadable[0]], len(unreadable))
    return times
