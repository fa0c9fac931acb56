"""The commands that read a warehouse: `sql`, `search`, `export`, `info`."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from warehouse.folder import DataFolder
from warehouse.query import format_result, run_sql

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path


class OutputError(ValueError):
    """An output that the asked form cannot be written to."""


def sql(options: argparse.Namespace) -> int:
    """Answer a query; the query `-` is read from standard input."""
    folder = DataFolder(options.data.absolute())
    if options.form == "parquet" and options.to is None and sys.stdout.isatty():
        raise OutputError("Parquet is not for terminals: add --to FILE, or redirect the output")
    text = sys.stdin.read() if options.query == "-" else options.query
    with run_sql(folder.warehouse, text) as answer, _output(options.to) as out:
        width = shutil.get_terminal_size().columns if out.isatty() else None
        format_result(answer, options.form, out, width)
    return 0


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """Give standard output, or a file that appears when it is whole."""
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    beside = path.with_name(path.name + ".writing")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            yield out
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
