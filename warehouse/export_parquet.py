"""Tables as Parquet: written by Arrow, which keeps descriptions and units, a hundred thousand rows at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from transforms.conditions import identifier, identifiers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from transforms.contract import Table

BY_SHOW = ("segments", "alternate_segments", "mentions")
LARGE = 1_000_000
_ROWS = 100_000
_NO_SHOW = "__HIVE_DEFAULT_PARTITION__"


def write_parquet(con: duckdb.DuckDBPyConnection, table: Table, order: str, folder: Path, partition_rows: int) -> Path:
    """Write a table as `TABLE.parquet`, or as a folder `TABLE` of partitions by show, and return which.

    Rows are sorted by `order`, a SQL list. Partitions leave `show_id` to the folder's name, as Hive does.
    """
    name = identifier(table.name)
    if table.name in BY_SHOW:
        ((count,),) = con.execute(f"SELECT count(*) FROM {name}").fetchall()
        if count >= max(partition_rows, 1):
            return _write_by_show(con, table, order, folder / table.name)
    target = folder / f"{table.name}.parquet"
    query = f"SELECT {identifiers(table.names())} FROM {name} ORDER BY {order}"
    with _writer(target, table.arrow()) as writer:
        for rows in _read(con, query):
            writer.write_table(_as_declared(table, rows), row_group_size=_ROWS)
    return target


def _write_by_show(con: duckdb.DuckDBPyConnection, table: Table, order: str, folder: Path) -> Path:
    columns = identifiers(table.names(), "rows.")
    query = (
        f"SELECT coalesce(episodes.show_id, '') AS show_id, {columns} FROM {identifier(table.name)} AS rows "
        f"LEFT JOIN (SELECT episode_id, show_id FROM episodes) AS episodes USING (episode_id) "
        f"ORDER BY show_id, {order}"
    )
    writer, present = None, None
    try:
        for show, rows in _by_show(_read(con, query)):
            if writer is None or show != present:
                if writer is not None:
                    writer.close()
                part = folder / f"show_id={quote(show, safe='') or _NO_SHOW}"
                part.mkdir(parents=True)
                writer, present = _writer(part / "part-0.parquet", table.arrow()), show
            writer.write_table(_as_declared(table, rows), row_group_size=_ROWS)
    finally:
        if writer is not None:
            writer.close()
    return folder


def _by_show(chunks: Iterator[pa.Table]) -> Iterator[tuple[str, pa.Table]]:
    """Yield the rows of one show after another; those of a large show in several parts."""
    for chunk in chunks:
        shows = chunk.column("show_id").combine_chunks()
        changes = pc.indices_nonzero(pc.not_equal(shows[1:], shows[:-1])).to_pylist()
        starts = [0, *(change + 1 for change in changes), len(shows)]
        for start, end in pairwise(starts):
            yield shows[start].as_py(), chunk.slice(start, end - start)


def _read(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[pa.Table]:
    """Yield the rows of a query in tables of equal size, whatever pieces DuckDB hands out; the last may be smaller."""
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in con.execute(query).to_arrow_reader(_ROWS):
        held.append(batch)
        count += len(batch)
        while count >= _ROWS:
            rows = pa.Table.from_batches(held)
            yield rows.slice(0, _ROWS)
            held = rows.slice(_ROWS).to_batches()
            count -= _ROWS
    if count:
        yield pa.Table.from_batches(held)


def _as_declared(table: Table, rows: pa.Table) -> pa.Table:
    """Return rows with the schema's columns and types, nullability, descriptions and units."""
    return rows.select(list(table.names())).cast(table.arrow())


def _writer(path: Path, schema: pa.Schema) -> parquet.ParquetWriter:
    return parquet.ParquetWriter(path, schema, compression="zstd", write_page_index=True)
