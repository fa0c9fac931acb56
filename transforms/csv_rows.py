"""Rows of CSV text of which some cannot be read: those come as the error, and the rest goes on."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def csv_rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield the fields of each row, or what is wrong with it, with the number of its last line, from 1.

    >>> [(line, fields) for line, fields in csv_rows(['a,b', '"c', 'd",e'])]
    [(1, ['a', 'b']), (3, ['cd', 'e'])]
    """
    reader = csv.reader(lines)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, error
        else:
            yield reader.line_num, row
