"""The user's lexicon files: taken into the data folder, and made from dumps of other people's data."""

from __future__ import annotations

import bz2
import csv
import gzip
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from typing import IO, TYPE_CHECKING, Any

from transforms.csv_rows import csv_rows
from transforms.decode import decode
from transforms.lexicon_dump import (
    COLUMNS,
    Entry,
    Mapped,
    Skipped,
    entry_of_item,
    entry_of_row,
    mapped_columns,
)
from transforms.lexicon_table import parse_entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from transforms.lexicon_table import EntityList
    from warehouse.folder import DataFolder

_EXAMPLES = 3
_HEAD_BYTES = 1 << 16


class LexiconFileError(ValueError):
    """A file that cannot be a lexicon file, or a dump that cannot be read as asked."""


@dataclass(frozen=True, slots=True)
class Added:
    """A lexicon file that was taken in: where it is now, its usable rows and what is wrong in it."""

    path: Path
    found: EntityList


@dataclass(slots=True)
class Converted:
    """How a conversion went: rows written, and what was skipped, by reason, with a few examples of each."""

    row_count: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def skip(self, what: Skipped) -> None:
        """Count something that is no row."""
        self.skipped[what.reason] += 1
        if len(kept := self.examples.setdefault(what.reason, [])) < _EXAMPLES:
            kept.append(what.excerpt)


def add_list(path: Path, folder: DataFolder) -> Added:
    """Check a lexicon file and copy it into the data folder, where the next run finds it; one of its name is replaced.

    Raises `LexiconFileError` where no row can be used, and `OSError`.
    """
    content = path.read_bytes()
    decoded = decode(content)
    found = parse_entities(decoded.text, path.name)
    if found.table.num_rows == 0:
        first = found.problems[0].reason if found.problems else "no rows"
        raise LexiconFileError(f"{path}: no row can be used ({first}); the header is {','.join(COLUMNS)}")
    target = folder.lexicon / f"{path.stem}.csv"
    folder.lexicon.mkdir(parents=True, exist_ok=True)
    if not (target.exists() and target.samefile(path)):
        with _whole(target) as out:
            out.write(decoded.text)
    return Added(target, found)


def convert_dump(dump: Path, target: Path, how: Mapped) -> Converted:
    """Write the entries of a dump as a lexicon file, line by line: memory does not grow with the dump.

    A dump is a CSV file with a header, or Wikidata's JSON with an item a line; both may be compressed (gzip, bzip2).
    Raises `LexiconFileError` for a CSV file without the columns that are needed, and `OSError`.
    """
    done = Converted()
    with _reading(dump) as lines, _whole(target) as out:
        is_json = lines.peek(_HEAD_BYTES).lstrip()[:1] in {b"[", b"{"}
        entries = _items(lines, how) if is_json else _rows(dump, lines, how)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in _without_repeats(entries):
            if isinstance(entry, Entry):
                writer.writerow(entry)
                done.row_count += 1
            else:
                done.skip(entry)
    return done


def _without_repeats(entries: Iterable[Entry | Skipped]) -> Iterator[Entry | Skipped]:
    """Yield the entries, of rows for the same thing that follow each other the first one."""
    before: Entry | None = None
    for entry in entries:
        if isinstance(entry, Entry):
            if before is not None and entry[:2] == before[:2]:
                yield Skipped("row_repeated", entry.name)
                continue
            before = entry
        yield entry


def _items(lines: Iterable[bytes], how: Mapped) -> Iterator[Entry | Skipped]:
    for line in lines:
        if (entry := entry_of_item(line, how)) is not None:
            yield entry


def _rows(dump: Path, lines: IO[bytes], how: Mapped) -> Iterator[Entry | Skipped]:
    rows = csv_rows(line.decode("utf-8", "replace") for line in lines)
    _, first = next(rows, (0, []))
    header = [] if isinstance(first, csv.Error) else [name.strip() for name in first]
    header[:1] = [name.removeprefix("\ufeff") for name in header[:1]]
    columns = mapped_columns(header, how.columns)
    if unknown := sorted(set(columns.values()) - set(header)):
        raise LexiconFileError(f"{dump}: there is no column {unknown[0]}, only {', '.join(header)}")
    if "name" not in columns:
        raise LexiconFileError(f"{dump}: which column has the name? There are {', '.join(header)}")
    if "kind" not in columns and how.kind is None:
        raise LexiconFileError(f"{dump}: of what kind are they? Name a kind, or the column that has it")
    mapped = Mapped(columns, how.kind, how.separator, how.language, how.least_sitelinks)
    for line, row in rows:
        if isinstance(row, csv.Error):
            yield Skipped("csv_invalid", f"line {line}: {row}")
        elif any(row):
            yield entry_of_row(dict(zip(header, row, strict=False)), mapped)


@contextmanager
def _reading(dump: Path) -> Iterator[BufferedReader]:
    """Give the bytes of a dump, unpacked."""
    with ExitStack() as stack:
        if dump.suffix == ".gz":
            file: Any = stack.enter_context(gzip.open(dump, "rb"))
        elif dump.suffix == ".bz2":
            file = stack.enter_context(bz2.open(dump, "rb"))
        else:
            file = stack.enter_context(dump.open("rb"))
        yield stack.enter_context(BufferedReader(file))


@contextmanager
def _whole(target: Path) -> Iterator[IO[str]]:
    """Give a file that appears under its name when it is whole."""
    beside = target.with_name(target.name + ".writing")
    try:
        with beside.open("w", encoding="utf-8", newline="") as out:
            yield out
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
