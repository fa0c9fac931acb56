"""The command `info`: what the warehouse holds, how the last run went, what was left alone or rejected and why."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import textwrap
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote

from flows.summary import write_contents
from transforms.reasons import IGNORED_REASONS, REJECT_REASONS, WARNING_REASONS
from warehouse import connect
from warehouse.folder import DataFolder
from warehouse.run_record import read_runs
from warehouse.text_table import plain

if TYPE_CHECKING:
    import argparse

    import duckdb

    from warehouse.run_record import RunRecord

_EXAMPLES = 3
_SOURCES = 8
_IGNORED = """
SELECT reason, count(*), list(uri ORDER BY uri)[:?]
FROM documents WHERE status = 'ignored' GROUP BY reason ORDER BY count(*) DESC, reason
"""
_REJECTS = """
SELECT reason, count(*), list(concat_ws(': ', uri, locator, nullif(detail, '')) ORDER BY uri, locator)[:?]
FROM rejects GROUP BY reason ORDER BY count(*) DESC, reason
"""
_WARNINGS = """
SELECT warnings.reason, count(*), list(concat_ws(': ', documents.uri, warnings.locator) ORDER BY documents.uri)[:?]
FROM warnings JOIN documents USING (document_id) GROUP BY warnings.reason ORDER BY count(*) DESC, warnings.reason
"""
_FAILED = """
SELECT severity, table_name, check_name, detail FROM checks
WHERE outcome <> 'passed' AND run_id = (SELECT max(run_id) FROM checks) ORDER BY ALL
"""


def info(options: argparse.Namespace) -> int:
    """Say what there is."""
    folder, out = DataFolder(options.data.absolute()), sys.stdout
    with connect.read(folder.warehouse) as con:
        size = folder.warehouse.stat().st_size
        out.write(f"{folder.warehouse}, {size / 1e6:,.1f} MB\n\n")
        write_contents(con, out)
        _write_run(list(read_runs(folder)), out)
        _write_reasons("Left alone", con.execute(_IGNORED, [_EXAMPLES]).fetchall(), IGNORED_REASONS, out)
        _write_reasons("Rejected", con.execute(_REJECTS, [_EXAMPLES]).fetchall(), REJECT_REASONS, out)
        _write_reasons("Looks wrong", con.execute(_WARNINGS, [_EXAMPLES]).fetchall(), WARNING_REASONS, out)
        _write_failed(con, out)
    if folder.quality_page.exists():
        out.write(f"\nEvery check: {folder.quality_page}\n")
    return 0


def _write_run(runs: list[RunRecord], out: IO[str]) -> None:
    if not runs:
        return
    last = runs[-1]
    took = (last.finished_at - last.started_at) / dt.timedelta(seconds=1)
    out.write(f"\nLast run  {last.started_at:%Y-%m-%d %H:%M} UTC, {last.status}, {took:.1f} s\n")
    for source in last.sources[:_SOURCES]:
        out.write(f"  from    {plain(source)}\n")
    if len(last.sources) > _SOURCES:
        out.write(f"          and {len(last.sources) - _SOURCES:,} more\n")


def _write_reasons(title: str, rows: list[Any], meanings: dict[str, str], out: IO[str]) -> None:
    if rows:
        out.write(f"\n{title}\n")
    for reason, count, examples in rows:
        out.write(f"  {count:>6,}  {reason}: {meanings.get(reason, '')}\n")
        for example in examples:
            out.write(_folded(plain(unquote(example.removeprefix("file://")))))
        if count > len(examples):
            out.write(f"          and {count - len(examples):,} more\n")


def _folded(text: str) -> str:
    width = shutil.get_terminal_size((10_000, 24)).columns
    return textwrap.fill(text, width, initial_indent=" " * 10, subsequent_indent=" " * 12) + "\n"


def _write_failed(con: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    rows = con.execute(_FAILED).fetchall()
    if rows:
        out.write("\nChecks that did not pass\n")
    for severity, table, check, detail in rows:
        out.write(f"  {severity:>8}  {table}: {check}: {plain(detail or '')}\n")
