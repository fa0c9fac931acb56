"""Rows as a table for a terminal: aligned, cut to its width, without anything that a terminal would obey."""

from __future__ import annotations

import unicodedata
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from warehouse.json_text import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MEASURED = 1000
_NARROWEST = 12
_GAP = "  "
# Joiners and marks that letters, emoji and right-to-left text need; other characters without a shape may hide things.
_UNSEEN = "\u200c\u200d\u200e\u200f\ufe0e\ufe0f"
_NUMERIC = ("INT", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT")


def write_table(
    names: Sequence[str], types: Sequence[str], rows: Iterable[tuple[Any, ...]], out: IO[str], width: int | None = None
) -> None:
    """Write rows below their names, and how many there are.

    The first thousand rows decide how wide the columns are; later cells that are wider stand out. With `width`,
    a terminal's columns, the widest columns are cut until a line fits, down to twelve, and what is cut ends in `…`;
    when there are too many columns even so, each row is written as a record, a line a column.
    """
    if not names:
        return
    heads = [plain(name) for name in names]
    lines = ([_cell(value) for value in row] for row in rows)
    measured = list(islice(lines, _MEASURED))
    widths = [max(map(text_width, column)) for column in zip(heads, *measured, strict=True)]
    if width is not None:
        widths = _fit(widths, width)
    if width is not None and _total(widths) > width:
        count = _write_records(heads, chain(measured, lines), out, width)
    else:
        to_right = [any(word in kind for word in _NUMERIC) and "[" not in kind for kind in types]
        shape = _Shape(widths, to_right, cut=width is not None)
        count = _write_lines(heads, chain(measured, lines), out, shape)
    out.write(f"({count:,} row{'' if count == 1 else 's'})\n")


class _Shape(NamedTuple):
    """How lines are written: width and side of each column, and whether what is too wide is cut."""

    widths: list[int]
    to_right: list[bool]
    cut: bool

    def line(self, cells: Sequence[str]) -> str:
        return _GAP.join(self._padded(cells)).rstrip() + "\n"

    def _padded(self, cells: Sequence[str]) -> Iterator[str]:
        for cell, width, right in zip(cells, self.widths, self.to_right, strict=True):
            shown = _cut(cell, width) if self.cut else cell
            padding = " " * (width - text_width(shown))
            yield padding + shown if right else shown + padding


def _write_lines(heads: Sequence[str], lines: Iterable[Sequence[str]], out: IO[str], shape: _Shape) -> int:
    out.write(shape.line(heads) + _GAP.join("─" * size for size in shape.widths) + "\n")
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  how many there were
        out.write(shape.line(line))
    return count


def _write_records(heads: Sequence[str], lines: Iterable[Sequence[str]], out: IO[str], width: int) -> int:
    column = max(map(text_width, heads))
    count = 0
    for count, line in enumerate(lines, 1):
        out.write(f"── {count} ".ljust(width, "─") + "\n")
        for head, cell in zip(heads, line, strict=True):
            padding = " " * (column - text_width(head))
            out.write(head + padding + _GAP + _cut(cell, max(width - column - len(_GAP), _NARROWEST)) + "\n")
    return count


def plain(text: str) -> str:
    r"""Return text in one line that no terminal obeys: line ends as `↵`, other control characters as U+FFFD.

    >>> plain("a\tb\nc\x1b[2J")
    'a b↵c�[2J'
    """
    if text.isprintable():
        return text
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


def text_width(text: str) -> int:
    r"""Return how many columns of a terminal a text takes.

    >>> text_width("日本e\u0301")
    5
    """
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\r\u2028\u2029":
        return "↵"
    if category == "Zs" or char == "\t":
        return " "
    if category in {"Cc", "Cf", "Cs"} and char not in _UNSEEN:
        return "\N{REPLACEMENT CHARACTER}"
    return char


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or char in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _cell(value: Any) -> str:
    match value:
        case None:
            return "NULL"
        case str():
            return plain(value)
        case float():
            return f"{value:.6g}" if abs(value) < 1e6 else repr(value)
        case _:
            return plain(to_json(value).strip('"'))


def _fit(widths: Sequence[int], width: int) -> list[int]:
    """Return widths that fit, by taking from the widest."""
    fitted = list(widths)
    spare = _total(fitted) - width
    while spare > 0 and max(fitted) > _NARROWEST:
        widest = max(fitted)
        at = [place for place, size in enumerate(fitted) if size == widest]
        next_widest = max((size for size in fitted if size < widest), default=_NARROWEST)
        step = max(1, min(widest - max(next_widest, _NARROWEST), spare // len(at)))
        for place in at:
            fitted[place] -= step
            spare -= step
    return fitted


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _cut(text: str, width: int) -> str:
    if text_width(text) <= width:
        return text
    kept, used = [], 1
    for char in text:
        used += _char_width(char)
        if used > width:
            break
        kept.append(char)
    return "".join(kept) + "…"
