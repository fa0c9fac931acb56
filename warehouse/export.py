"""Exports: every table of a warehouse as files that other tools read, each put in place only when it is whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from transforms.conditions import identifiers
from transforms.schema import TABLES
from warehouse import connect
from warehouse.export_convokit import write_convokit
from warehouse.export_parquet import LARGE, write_parquet
from warehouse.export_text import write_csv, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from transforms.contract import Table

Format = Literal["parquet", "csv", "jsonl", "convokit"]
FORMATS: tuple[Format, ...] = get_args(Format)
_MEMORY = "1GB"


def export(
    database: Path, to: Path, formats: Sequence[Format] = ("parquet",), *, partition_rows: int = LARGE
) -> list[Path]:
    """Write every table of a warehouse into the folder `to`, and return what was written, in order.

    `parquet`: `TABLE.parquet`, zstd, with descriptions and units in the file; segments, alternate segments and mentions
    with at least `partition_rows` rows as a folder `TABLE` of Hive partitions by show. `csv`: `TABLE.csv`; texts that
    a spreadsheet would run as a formula begin with an apostrophe. `jsonl`: `TABLE.jsonl`. `convokit`: a folder
    `convokit` that ConvoKit loads as a corpus. The same warehouse gives the same bytes. Memory stays within about 1 GB.

    Raises `WarehouseMissingError`, `ValueError` for an unknown format, and `FileExistsError` rather than replace a
    folder that holds anything else.
    """
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"unknown formats {sorted(unknown)}; there are {', '.join(FORMATS)}")
    with connect.read(database) as con:
        to.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".castledger-export-", dir=to))
        try:
            con.execute(f"SET memory_limit = '{_MEMORY}'")
            con.execute("SET temp_directory = ?", [str(work / "spill")])
            return [
                _put(made, to, work)
                for form in dict.fromkeys(formats)
                for made in _write(con, work, form, partition_rows)
            ]
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _write(con: duckdb.DuckDBPyConnection, work: Path, form: Format, partition_rows: int) -> Iterator[Path]:
    """Write one format, yielding each file or folder as soon as it is whole."""
    if form == "convokit":
        yield write_convokit(con, work / "convokit")
        return
    for table in TABLES:
        if form == "parquet":
            yield write_parquet(con, table, order_of(table), work, partition_rows)
        elif form == "csv":
            yield write_csv(con, table, order_of(table), work)
        else:
            yield write_jsonl(con, table, order_of(table), work)


def order_of(table: Table) -> str:
    """Return the columns to sort by, as SQL, such that equal rows alone have no order among themselves."""
    return identifiers(table.order() if table.key else table.names())


def _put(made: Path, to: Path, work: Path) -> Path:
    """Move a finished file or folder into place; what stood there, in either of a table's shapes, goes."""
    target = to / made.name
    shapes = {target, to / target.stem, to / f"{target.stem}.parquet"} if _is_parquet(made) else {target}
    for shape in shapes:
        if shape.is_dir():
            _check_ours(shape)
            shape.rename(work / f"old-{shape.name}")
        elif shape != target:
            shape.unlink(missing_ok=True)
    made.replace(target)
    return target


def _is_parquet(made: Path) -> bool:
    return made.suffix == ".parquet" or (made.is_dir() and made.name != "convokit")


def _check_ours(folder: Path) -> None:
    """Raise `FileExistsError` unless all that a folder holds was written by an export."""
    names = {path.name for path in folder.iterdir()}
    known = {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}
    if strange := sorted(name for name in names - known if not name.startswith("show_id=")):
        raise FileExistsError(f"{folder} holds {strange[0]}, which no export wrote: choose another folder")
