"""The commands that read a warehouse: `sql`, `search`, `export`."""

from __future__ import annotations

import shutil
import sys
import textwrap
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from warehouse.folder import DataFolder
from warehouse.text_table import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from warehouse.search import Hit

_INDENT = " " * 6


class OutputError(ValueError):
    """An output that the asked form cannot be written to."""


def sql(options: argparse.Namespace) -> int:
    """Answer a query; the query `-` is read from standard input."""
    from warehouse.query import format_result, run_sql  # noqa: PLC0415

    folder = DataFolder(options.data.absolute())
    if options.form == "parquet" and options.to is None and sys.stdout.isatty():
        raise OutputError("Parquet is not for terminals: add --to FILE, or redirect the output")
    text = sys.stdin.read() if options.query == "-" else options.query
    with run_sql(folder.warehouse, text) as answer, _output(options.to) as out:
        format_result(answer, options.form, out, _width(out))
    return 0


def search(options: argparse.Namespace) -> int:
    """Print the lines that match best, with speaker, time and link."""
    from warehouse.search import search as find  # noqa: PLC0415

    folder = DataFolder(options.data.absolute())
    hits = find(folder, " ".join(options.words), options.limit, _say_that_the_index_is_built)
    for number, hit in enumerate(hits, 1):
        sys.stdout.write(_told(number, hit, _width(sys.stdout) or 120))
    if not hits:
        sys.stderr.write("nothing was found\n")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the tables as files, and say which."""
    from warehouse.export import export as write  # noqa: PLC0415

    folder = DataFolder(options.data.absolute())
    for path in write(folder.warehouse, options.to, options.forms or ["parquet"]):
        size = sum(file.stat().st_size for file in ([path] if path.is_file() else path.rglob("*")))
        sys.stdout.write(f"{size / 1e3:12,.1f} kB  {path}\n")
    return 0


def _told(number: int, hit: Hit, width: int) -> str:
    """Return a hit in a few lines: where it was said, who said it when, what was said, a link."""
    where = " · ".join(plain(str(part)) for part in (hit.show, hit.episode, hit.published_date) if part)
    when = "" if hit.time_ms is None else _clock(hit.time_ms, is_sure=hit.time_method == "explicit")
    advert = "in an advert" if hit.is_advert else ""
    who = "  ".join(part for part in (when, plain(hit.speaker or ""), advert) if part)
    heading = textwrap.wrap(where, width, initial_indent=f"{number:>4}  ", subsequent_indent=_INDENT)
    said = textwrap.wrap(plain(hit.excerpt), width, initial_indent=_INDENT, subsequent_indent=_INDENT)
    lines = [*heading, *([_INDENT + who] if who else []), *said]
    return "\n".join([*lines, *([_INDENT + plain(hit.link)] if hit.link else [])]) + "\n\n"


def _clock(time_ms: int, *, is_sure: bool) -> str:
    minutes, seconds = divmod(time_ms // 1000, 60)
    return f"{'' if is_sure else 'about '}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _say_that_the_index_is_built() -> None:
    sys.stderr.write("building the search index, once for each new warehouse\n")


def _width(out: IO[str]) -> int | None:
    return shutil.get_terminal_size().columns if out.isatty() else None


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
