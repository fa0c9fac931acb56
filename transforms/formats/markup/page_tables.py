"""Tables whose rows are turns: which column holds times, which speakers, which the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.page_items import Item, clean_label, read_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from transforms.formats.markup.page_blocks import Block

_MOSTLY = 0.7
_FEWEST_ROWS = 2
_LEAST_WORDS = 3.0


class Columns(NamedTuple):
    """Which columns of a table hold what; a table of turns has words, and times or speakers."""

    words: int
    time: int | None
    end: int | None
    label: int | None


def table_items(blocks: Sequence[Block]) -> Iterator[Item] | None:
    """Return the labels, times and texts of a table of turns (its blocks in order), None for any other table."""
    rows: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        if block.cell is not None and not block.cell.is_head:
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    columns = _columns(rows)
    return _items(blocks, rows, columns) if columns is not None else None


def _columns(rows: dict[int, dict[int, list[Block]]]) -> Columns | None:
    texts: dict[int, list[str]] = {}
    for row in rows.values():
        for column, blocks in row.items():
            texts.setdefault(column, []).append(" ".join(block.words.text for block in blocks))
    return columns_of(texts)


def columns_of(texts: Mapping[int, Sequence[str]]) -> Columns | None:
    """Return which columns of a table (the texts of their cells, by number) hold what, None where rows are no turns.

    >>> columns_of({0: ["0:01", "0:05"], 1: ["Ann", "Bob"], 2: ["Hello to you all", "And to you, Ann"]})
    Columns(words=2, time=0, end=None, label=1)
    """
    if not texts or max(map(len, texts.values())) < _FEWEST_ROWS:
        return None
    times = [column for column, cells in texts.items() if _share(cells, _is_time) >= _MOSTLY]
    words = max((column for column in texts if column not in times), key=lambda column: _average_words(texts[column]),
                default=None)  # fmt: skip
    if words is None or _average_words(texts[words]) < _LEAST_WORDS:
        return None
    labels = [column for column, cells in texts.items() if column not in {*times, words} and _are_labels(cells)]
    if not times and not labels:
        return None
    return Columns(words, times[0] if times else None, times[1] if len(times) > 1 else None,
                   labels[0] if labels else None)  # fmt: skip


def _is_time(text: str) -> bool:
    return read_times(text) is not None


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(map(bool, map(test, cells))) / len(cells)


def _average_words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / len(cells)


def _are_labels(cells: Sequence[str]) -> bool:
    """Return whether cells are labels: of their shape, and said again."""
    if _share(cells, clean_label) < _MOSTLY:
        return False
    return len({clean_label(cell) for cell in cells}) <= max(2, len(cells) // 2)


def _items(blocks: Sequence[Block], rows: dict[int, dict[int, list[Block]]], columns: Columns) -> Iterator[Item]:
    for block in blocks:
        if block.cell is None or block.cell.is_head:
            yield Item("head", block, 0, block.words.length, block.words.text)
    for row in rows.values():
        for column in (columns.label, columns.time, columns.end):
            if column is not None:
                yield from _told(row.get(column, []), column, columns)
        for block in row.get(columns.words, []):
            yield Item("text", block, 0, block.words.length, block.words.text)
        for column, others in row.items():
            if column not in columns:
                yield from (Item("head", block, 0, block.words.length, block.words.text) for block in others)


def _told(blocks: Sequence[Block], column: int, columns: Columns) -> Iterator[Item]:
    for block in blocks:
        text = block.words.text
        if column == columns.label and (label := clean_label(text)) is not None:
            yield Item("label", block, 0, block.words.length, label)
        elif column != columns.label and (times := read_times(text)) is not None:
            start, end = times if column == columns.time else (None, times[0])
            yield Item("time", block, 0, block.words.length, text, start, end)
        else:
            yield Item("head", block, 0, block.words.length, text)
