"""Assemble: a new DuckDB file with all published tables, from the lake, the resolution and the annotations."""

from __future__ import annotations

from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING

import pyarrow as pa

from transforms import schema
from transforms.conditions import identifier, literal
from transforms.contract import conform
from transforms.lake_annotations import ANNOTATED_MENTIONS, ANNOTATED_SEGMENTS, LINKED_KEYS
from transforms.lake_schema import LAKE_TABLES, PARSED_REJECTS, PARSED_WARNINGS
from warehouse import catalog, connect
from warehouse.annotation import annotated_files
from warehouse.ddl import create_tables
from warehouse.fill import fill
from warehouse.lake import batch_runs, table_files
from warehouse.previous import show_previous
from warehouse.resolution import resolution_folder
from warehouse.run_record import RunRecord, read_runs
from warehouse.user_lists import list_rejects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import duckdb

    from transforms.contract import Table
    from warehouse.folder import DataFolder

_RESOLVED = {
    "resolved_shows": schema.SHOWS,
    "resolved_episodes": schema.EPISODES,
    "resolved_episode_documents": schema.EPISODE_DOCUMENTS,
    "resolved_speakers": schema.SPEAKERS,
    "resolved_appearances": schema.APPEARANCES,
    "linked_entities": schema.ENTITIES,
    "linked_keys": LINKED_KEYS,
}
_BY_BATCH = (PARSED_REJECTS, PARSED_WARNINGS)
_RUNS_WITH_CHECKS = 30


def assemble(folder: DataFolder, run_id: str) -> Path:
    """Return a DuckDB file in the staging folder that holds every published table, in stored order.

    Rows of the present run, its checks and what it changed are added by `record_run`, once they are known.
    """
    target = folder.staging / f"warehouse-{run_id}.duckdb"
    target.unlink(missing_ok=True)
    with connect.create(target) as con:
        con.execute("SET VARIABLE run_id = ?", [run_id])
        create_tables(con)
        _show_inputs(con, folder)
        for table in schema.TABLES:
            if table is not schema.IDENTITY_CHANGES:
                fill(con, table, _query(table))
    return target


def record_run(staged: Path, run: RunRecord, folder: DataFolder) -> None:
    """Add the present run to the assembled file, the outcomes of its checks, and which identities it changed."""
    with connect.create(staged) as con:
        con.execute("SET VARIABLE run_id = ?", [run.run_id])
        _show_runs(con, [run])
        show_previous(con, folder)
        for table in (schema.RUNS, schema.CHECKS, schema.IDENTITY_CHANGES):
            fill(con, table, _query(table))


def _query(table: Table) -> str:
    return resources.files("warehouse").joinpath("sql", "assemble", f"{table.name}.sql").read_text(encoding="utf-8")


def _show_inputs(con: duckdb.DuckDBPyConnection, folder: DataFolder) -> None:
    """Make everything that the SQL files read visible under its name."""
    for name, rows in catalog.read(folder)._asdict().items():
        con.register(f"catalog_{name}", rows.to_arrow())
    con.register("batches", pa.table(_columns(("batch_id", "run_id"), batch_runs(folder).items())))
    for table in LAKE_TABLES:
        _show_files(con, table.name, table, table_files(folder, table.name), live=True)
    for table in (ANNOTATED_SEGMENTS, ANNOTATED_MENTIONS):
        _show_files(con, table.name, table, annotated_files(folder, table.name))
    con.register("list_rejects", list_rejects(folder))
    for view, table in _RESOLVED.items():
        _show_files(con, view, table, [resolution_folder(folder) / f"{view}.parquet"])
    _show_runs(con, list(read_runs(folder)))


def _columns(names: Sequence[str], rows: Iterable[tuple[str, ...]]) -> dict[str, pa.Array]:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return {name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)}


def _show_files(
    con: duckdb.DuckDBPyConnection, view: str, table: Table, files: Sequence[Path], *, live: bool = False
) -> None:
    present = ", ".join(literal(str(path)) for path in files if path.exists())
    if not present:
        con.register(view, _empty(table))
        return
    batch = ", parse_path(filename)[-2] AS batch_id" if table in _BY_BATCH else ""
    wanted = "WHERE document_id IN (SELECT document_id FROM catalog_origins)" if live else ""
    con.execute(
        f"CREATE TEMP VIEW {identifier(view)} AS SELECT * EXCLUDE (filename) {batch} "
        f"FROM read_parquet([{present}], filename = true) {wanted}"
    )


def _empty(table: Table) -> pa.Table:
    empty = table.arrow().empty_table()
    return empty.append_column("batch_id", pa.array([], pa.string())) if table in _BY_BATCH else empty


def _show_runs(con: duckdb.DuckDBPyConnection, runs: Sequence[RunRecord]) -> None:
    rows = [{name: value for name, value in asdict(run).items() if name != "checks"} for run in runs]
    for row in rows:
        row["stage_seconds"] = list(row["stage_seconds"].items())
        row["versions"] = list(row["versions"].items())
    checks = [check for run in runs[-_RUNS_WITH_CHECKS:] for check in run.checks]
    for view, table, records in (("run_rows", schema.RUNS, rows), ("check_rows", schema.CHECKS, checks)):
        columns = {name: [record.get(name) for record in records] for name in table.names()}
        con.register(view, conform(table, columns))
