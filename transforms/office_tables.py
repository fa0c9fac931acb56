"""Tables of office documents as lines: turns where the columns hold times, speakers and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup.page_items import clean_label, read_times
from transforms.formats.markup.page_tables import Columns, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADS = frozenset({"speaker", "speakers", "name", "who", "voice", "person", "time", "timestamp", "text", "transcript"})


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row: `[time] Speaker: words` where rows are turns, else the cells with tabs between.

    The row of a table of turns that only names its columns is left out.

    >>> list(table_lines([["Time", "Who", "Text"], ["0:01", "Ann", "Hello to you all"], ["0:05", "Bob", "And to you"]]))
    ['[0:01] Ann: Hello to you all', '[0:05] Bob: And to you']
    """
    columns = columns_of(_by_column(rows[1:])) or columns_of(_by_column(rows))
    for place, row in enumerate(rows):
        if columns is None:
            yield "\t".join(filter(None, row))
        elif place or not _is_head(row):
            yield _turn(row, columns)


def _by_column(rows: Sequence[Sequence[str]]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {}
    for row in rows:
        for column, text in enumerate(row):
            if text:
                texts.setdefault(column, []).append(text)
    return texts


def _is_head(row: Sequence[str]) -> bool:
    return any(text.strip(" :").lower() in _HEADS for text in row) and all(len(text.split()) <= 3 for text in row)


def _turn(row: Sequence[str], columns: Columns) -> str:
    time, label = _cell(row, columns.time), _cell(row, columns.label)
    stamp = f"[{time.strip('[]() ')}] " if read_times(time) is not None else ""
    name = f"{label.rstrip(': ')}: " if clean_label(label) is not None else ""
    others = [text for place, text in enumerate(row) if place not in columns and text]
    return f"{stamp}{name}{' '.join([_cell(row, columns.words), *others])}".strip()


def _cell(row: Sequence[str], column: int | None) -> str:
    return " ".join(row[column].split()) if column is not None and column < len(row) else ""
