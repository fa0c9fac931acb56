"""What a warehouse holds and how a run went, in lines for people."""

from __future__ import annotations

import shlex
from typing import IO, TYPE_CHECKING, NamedTuple

from warehouse import connect

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

    from flows.ledger import Finished
    from warehouse.folder import DataFolder

_COUNTS = """
SELECT
    (SELECT count(*) FILTER (WHERE status = 'parsed') FROM documents) AS parsed,
    (SELECT count(*) FILTER (WHERE status = 'ignored') FROM documents) AS ignored,
    (SELECT count(*) FILTER (WHERE status = 'rejected') FROM documents) AS rejected,
    (SELECT count(*) FROM shows) AS shows,
    (SELECT count(*) FROM episodes) AS episodes,
    (SELECT count(*) FILTER (WHERE has_transcript) FROM episodes) AS transcripts,
    (SELECT count(*) FROM segments) AS segments,
    (SELECT coalesce(sum(word_count), 0) FROM segments) AS words,
    (SELECT coalesce(avg((speaker_id IS NOT NULL)::INTEGER), 0) FROM segments) AS spoken,
    (SELECT coalesce(avg((start_ms IS NOT NULL)::INTEGER), 0) FROM segments) AS timed,
    (SELECT count(*) FROM speakers) AS speakers,
    (SELECT count(*) FILTER (WHERE name IS NOT NULL) FROM speakers) AS named,
    (SELECT count(*) FROM mentions) AS mentions,
    (SELECT count(DISTINCT entity_id) FROM mentions) AS entities
"""
_REJECTS = "SELECT reason, count(*) FROM rejects GROUP BY ALL ORDER BY 2 DESC, 1"
_WARNINGS = "SELECT reason, count(*) FROM warnings GROUP BY ALL ORDER BY 2 DESC, 1"
_CHECKS = """
SELECT CASE outcome WHEN 'passed' THEN outcome ELSE format('{} ({})', outcome, severity) END, count(*)
FROM checks WHERE run_id = (SELECT max(run_id) FROM checks) GROUP BY ALL ORDER BY 2 DESC, 1
"""


class Counts(NamedTuple):
    """How many of each a warehouse holds; `spoken` and `timed` are shares of the segments."""

    parsed: int
    ignored: int
    rejected: int
    shows: int
    episodes: int
    transcripts: int
    segments: int
    words: int
    spoken: float
    timed: float
    speakers: int
    named: int
    mentions: int
    entities: int


def print_summary(folder: DataFolder, finished: Finished, out: IO[str]) -> int:
    """Write how a run went and what the warehouse now holds; return how many rejects there are."""
    record = finished.record
    seconds = sum(record.stage_seconds.values())
    verb = {"published": "published", "unchanged": "nothing has changed:"}[record.status]
    with connect.read(folder.warehouse) as con:
        rejects = con.execute(_REJECTS).fetchall()
        out.write(f"\n{verb} {folder.warehouse}\n\n")
        warnings = con.execute(_WARNINGS).fetchall()
        write_contents(con, out)
    if record.status == "published":
        speed = f", {finished.word_count / seconds:,.0f} words a second" if finished.word_count else ""
        stages = ", ".join(f"{stage} {took:.1f}" for stage, took in record.stage_seconds.items())
        out.write(f"\n{seconds:.1f} seconds{speed}\n  {stages}\n")
    if rejects or warnings:
        command = shlex.join(["castledger", "info", "--data", str(folder.root)])
        out.write(f"\nwhat was rejected or looks wrong, where and why: {command}\n")
    return _total(rejects)


def write_contents(con: duckdb.DuckDBPyConnection, out: IO[str]) -> None:
    """Write what a warehouse holds, a line each kind of thing."""
    row = con.execute(_COUNTS).fetchone()
    assert row is not None  # noqa: S101  one row, whatever is in the tables
    counts = Counts(*row)
    rejects, warnings, checks = (con.execute(query).fetchall() for query in (_REJECTS, _WARNINGS, _CHECKS))
    documents = counts.parsed + counts.ignored + counts.rejected
    for name, count, more in (
        ("documents", documents, f"{counts.parsed:,} parsed, {counts.ignored:,} ignored, {counts.rejected:,} rejected"),
        ("shows", counts.shows, ""),
        ("episodes", counts.episodes, f"{counts.transcripts:,} with a transcript"),
        ("segments", counts.segments,
         f"{counts.words:,} words, {counts.spoken:.0%} with a speaker, {counts.timed:.0%} with a time"),
        ("speakers", counts.speakers, f"{counts.named:,} of them with a name"),
        ("mentions", counts.mentions, f"of {counts.entities:,} entities"),
        ("rejects", _total(rejects), _listed(rejects)),
        ("warnings", _total(warnings), _listed(warnings)),
        ("checks", _total(checks), _listed(checks)),
    ):  # fmt: skip
        out.write(f"  {name:<10}{count:>11,}  {more}".rstrip() + "\n")


def _total(rows: Iterable[tuple[str, int]]) -> int:
    return sum(count for _, count in rows)


def _listed(rows: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in rows)
