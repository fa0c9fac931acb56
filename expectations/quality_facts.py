"""What the quality page tells: read from a staged or published DuckDB file that holds the run and its checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from expectations.outcome import Outcome
from transforms.conditions import identifier
from transforms.schema import TABLES

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

_EXAMPLES = """
    SELECT reason, sum({amount})::BIGINT, count(DISTINCT document_id), any_value(detail ORDER BY document_id),
        any_value(coalesce(uri, document_id) ORDER BY document_id), any_value(locator ORDER BY document_id)
    FROM {rows} GROUP BY reason ORDER BY 2 DESC, 1"""
_STATUSES = """
    SELECT status, count(*) FROM documents GROUP BY status
    ORDER BY list_position(['parsed', 'ignored', 'rejected'], status)"""
_IGNORED = "(SELECT *, NULL::VARCHAR AS detail, NULL::VARCHAR AS locator FROM documents WHERE status = 'ignored')"
_SHARES = {
    "Text accounted for": "SELECT sum(accounted_share * char_count) / sum(char_count) FROM documents",
    "Words with a known speaker": (
        "SELECT sum(word_count) FILTER (WHERE speaker_id IS NOT NULL) / sum(word_count) FROM segments"
    ),
    "Segments with a time": "SELECT count(start_ms) / count(*) FROM segments",
    "Speakers with a name": "SELECT count(name) / count(*) FROM speakers",
    "Mentions heard as written": "SELECT avg((match_method IN ('exact', 'alias'))::INT) FROM mentions",
}


class Reason(NamedTuple):
    """Why things were ignored or rejected, or what was read but looks wrong; with one example of where and what."""

    reason: str
    times: int
    document_count: int
    detail: str | None
    uri: str | None
    locator: str | None


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run and what it made: instants in UTC, stages in seconds, shares from 0 to 1 (None where there is nothing)."""

    run_id: str
    status: str
    started_at: dt.datetime
    finished_at: dt.datetime
    stage_seconds: dict[str, float]
    versions: dict[str, str]
    statuses: dict[str, int]
    row_counts: dict[str, int]
    shares: dict[str, float | None]
    ignored: list[Reason]
    rejects: list[Reason]
    warnings: list[Reason]


def read_facts(database: Path) -> tuple[RunFacts, list[Outcome]]:
    """Return the latest run of a DuckDB file that nobody has open for writing, and the outcomes of its checks."""
    with duckdb.connect(str(database), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        run = _one(con, """
            SELECT run_id, status, started_at AT TIME ZONE 'UTC', finished_at AT TIME ZONE 'UTC',
                map_entries(stage_seconds), map_entries(versions)
            FROM runs ORDER BY run_id DESC LIMIT 1""")  # fmt: skip
        outcomes = con.execute("FROM checks WHERE run_id = ? ORDER BY table_name, check_name", [run[0]]).fetchall()
        facts = RunFacts(
            run_id=run[0],
            status=run[1],
            started_at=run[2],
            finished_at=run[3],
            stage_seconds=_pairs(run[4]),
            versions=_pairs(run[5]),
            statuses=dict(con.execute(_STATUSES).fetchall()),
            row_counts={table.name: _one(con, f"SELECT count(*) FROM {identifier(table.name)}")[0] for table in TABLES},
            shares={name: _one(con, query)[0] for name, query in _SHARES.items()},
            ignored=_reasons(con, _IGNORED, "1"),
            rejects=_reasons(con, "rejects", "1"),
            warnings=_reasons(
                con, "(warnings JOIN (SELECT document_id, uri FROM documents) USING (document_id))", "count"
            ),
        )
    return facts, [Outcome(*row) for row in outcomes]


def _reasons(con: duckdb.DuckDBPyConnection, rows: str, amount: str) -> list[Reason]:
    found = con.execute(_EXAMPLES.format(rows=rows, amount=amount)).fetchall()
    return [Reason(*row) for row in found]


def _one(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = con.execute(query).fetchone()
    if row is None:
        raise ValueError("the database holds no run")
    return row


def _pairs(entries: list[dict[str, Any]] | None) -> dict[str, Any]:
    return {entry["key"]: entry["value"] for entry in entries or []}
