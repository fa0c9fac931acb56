"""Transcripts as tables: CSV and TSV with a row of column names, and label tracks of numbers and words."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.assemble import assemble, reject_wordless
from transforms.formats.captions.chapter_track import chapter_episode, is_chapter_track
from transforms.formats.captions.cue_times import frame_rate, read_time
from transforms.formats.captions.cues import Cues, bare
from transforms.formats.captions.line_ends import unify
from transforms.formats.captions.table_cells import (
    Cell,
    columns_by_role,
    columns_of_markers,
    is_speaker_column,
    table_rows,
    two_times,
)
from transforms.formats.captions.table_guess import DELIMITERS, guess_columns
from transforms.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.document import Document

NAME = "table"
MEDIA_TYPE = "text/csv"

_TRACK = re.compile(r"\d{1,9}(?:\.\d{1,9})?\t\d{1,9}(?:\.\d{1,9})?\t[^\t\n]*(?:\n|\Z)")
_LEAST_ROWS = 2
_HEAD = 2_000
# What spreadsheets write above a table to say how it is cut.
_SEPARATOR = re.compile(r"sep=[^\n]\n")
# Below a label Audacity writes the frequencies that it holds for.
_SPECTRAL = "\\"
# What other formats begin with, and no name of a column.
_NO_TABLE = frozenset("{[<#-|")
# Without times a table of more columns than these is about something else.
_FEW_COLUMNS = 4
_FEWEST = 3
_SAMPLE = 12
# Where plain whole numbers would have a word take longer than this as seconds, they are milliseconds.
_LONGEST_WORD_SECONDS = 20.0
_WORD_LENGTH = 6
_LONGEST_NUMBER = 14


class _Shape(NamedTuple):
    """How a table is written: its delimiter, the place of each known column, where its header begins, if it has one."""

    delimiter: str
    columns: dict[str, int]
    has_header: bool
    is_ms: bool
    start: int = 0
    are_markers: bool = False


def sniff(document: Document) -> float:
    """Return 0.95 for a first line that names columns of times and words, 0.92 for rows of two times and words."""
    shape = _shape(document.head)
    if shape is None:
        return 0.0
    return 0.95 if shape.has_header else 0.92


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
    if (shape.are_markers or not shape.has_header) and is_chapter_track(cues, None):
        return reject_wordless(parsed, chapter_episode(parsed, cues, len(document.text)))
    return reject_wordless(parsed, assemble(parsed, document, cues))


def _shape(text: str) -> _Shape | None:
    head = unify(text[:_HEAD])
    start = match.end() if (match := _SEPARATOR.match(head)) else 0
    first = head[start:].lstrip("\n ").partition("\n")[0]
    if first[:1] in _NO_TABLE and not first.startswith("#,"):
        return None
    for delimiter in DELIMITERS:
        rows = list(islice(table_rows(head[start:], delimiter), 2))
        names = [cell.text for cell in rows[0]] if rows else []
        columns = columns_by_role(names)
        is_timed = "start" in columns and _has_time(rows[1:], columns["start"])
        has_turns = is_timed and (not columns.keys().isdisjoint(("end", "length", "label")) or len(names) <= _FEWEST)
        if "text" in columns and (has_turns or (len(names) <= _FEW_COLUMNS and is_speaker_column(names, columns))):
            is_ms = is_timed and _plain(names[columns["start"]]).endswith("ms")
            return _Shape(delimiter, columns, has_header=True, is_ms=is_ms, start=start)
        if is_timed and "text" not in columns and (markers := _markers(head[start:], delimiter)):
            return _Shape(delimiter, markers, has_header=True, is_ms=False, start=start, are_markers=True)
    lines = head.lstrip("\n ").split("\n")[:_LEAST_ROWS]
    if len(lines) == _LEAST_ROWS and all(map(_TRACK.fullmatch, lines)):
        return _Shape("\t", {"start": 0, "end": 1, "text": 2}, has_header=False, is_ms=False)
    guessed = guess_columns(head)
    return _Shape(*guessed, has_header=False, is_ms=False) if guessed else None


def _markers(head: str, delimiter: str) -> dict[str, int]:
    names, *rows = list(islice(table_rows(head, delimiter), _SAMPLE))
    return columns_of_markers([cell.text for cell in names], rows)


def _plain(name: str) -> str:
    return "".join(filter(str.isalpha, name.casefold()))


def _has_time(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Return whether the first row below the names has a time in a column, or there is no such row."""
    return all(len(row) > column and read_time(two_times(row[column].text)[0] or "0") is not None for row in rows)


def _read(parsed: Parsed, text: str, shape: _Shape) -> Cues:
    rows = [row for row in table_rows(text[shape.start :], shape.delimiter) if row[0].text != _SPECTRAL]
    if shape.start:
        rows = [[cell._replace(at=cell.at + shape.start) for cell in row] for row in rows]
    rows = rows[shape.has_header :]
    width = max(shape.columns.values()) + 1
    whole = [row for row in rows if len(row) >= width]
    if len(whole) < len(rows):
        _reject_short(parsed, text, rows, width)
    words = [row[shape.columns["text"]] for row in whole]
    starts, ends, lengths = (
        [row[shape.columns[role]].text.strip() for row in whole] if role in shape.columns else []
        for role in ("start", "end", "length")
    )
    if starts and any(" " in text or text[:1] in ("[", "(") or "-" in text for text in starts[:_SAMPLE]):
        starts, seconds = map(list, zip(*map(two_times, starts), strict=True))
        ends = ends or (seconds if any(seconds) else [])
    ends = [two_times(text)[0] if text[:1] in ("[", "(") else text for text in ends]
    is_ms = shape.is_ms or _are_ms(starts, ends, words)
    cues = Cues([cell.text for cell in words], [cell.at for cell in words])
    cues.start_ms = _times(parsed, starts, is_ms=is_ms) if starts else [None] * len(words)
    cues.end_ms = _times(parsed, ends, is_ms=is_ms) if ends else [None] * len(words)
    if lengths and not ends and starts:
        spans = _times(parsed, lengths, is_ms=is_ms)
        cues.end_ms = [None if start is None or span is None else start + span
                       for start, span in zip(cues.start_ms, spans, strict=True)]  # fmt: skip
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
    read = [None if is_ms and text.isdecimal() and len(text) <= _LONGEST_NUMBER else read_time(text) for text in texts]
    frames = [time.frames for time in read if time and time.frames is not None]
    rate = frame_rate(frames) if frames else 0
    times = [
        time.at_rate(rate)
        if time
        else int(text)
        if is_ms and text.isdecimal() and len(text) <= _LONGEST_NUMBER
        else None
        for text, time in zip(texts, read, strict=True)
    ]
    unreadable = [place for place, ms in enumerate(times) if ms is None]
    if unreadable:
        parsed.warn("time_invalid", f"row {unreadable[0] + 1}", texts[unreadable[0]], len(unreadable))
    return times
