"""One run of all suites on a DuckDB file, and what it says of each check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import great_expectations as gx

from expectations import buffered
from expectations.outcome import Outcome
from expectations.suite import probes, suite_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from expectations.probe import Check, Probe

_MEMORY = "1200MB"
_DETAIL = 500


class Broken(NamedTuple):
    """A check that did not pass: how many rows broke it, and what was seen; `count` is None if it was not judged."""

    number: int | None
    detail: str | None


Found = dict[str, Broken]


def judge(database: Path, run_id: str) -> list[Outcome]:
    """Return the outcome of every check, by table. When this returns, no handle on the file is open.

    What a query raises (a table or column that is not there) is an outcome 'error' of each of its checks.
    """
    asked = probes()
    results = _run(database, asked)
    with duckdb.connect(str(database), read_only=True) as con:
        return [
            _outcome(con, run_id, probe, check, found)
            for place, probe in enumerate(asked)
            for found in (_found(probe, results[place]),)
            for check in probe.checks
        ]


def _run(database: Path, asked: Sequence[Probe]) -> dict[int, Any]:
    """Return Great Expectations' result for each probe, by its place."""
    buffered.install()
    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_sql(
        "ledger",
        connection_string=f"duckdb:///{database}",
        kwargs={"connect_args": {"read_only": True, "config": {"memory_limit": _MEMORY}}},
        create_temp_table=False,
    )
    try:
        asset = source.add_query_asset("ledger", query="SELECT 1 AS present")
        batch = asset.add_batch_definition_whole_table("ledger").get_batch()
        validation = batch.validate(suite_of(asked), result_format="COMPLETE")
    finally:
        source.get_execution_engine().close()
        source.get_engine().dispose()
    return {result.expectation_config.meta["probe"]: result for result in validation.results}


def _found(probe: Probe, result: Any) -> Found:
    """Return the checks of a probe that did not pass, all of them if it could not be judged."""
    if message := _exception(result.exception_info):
        return _unjudged(probe, message)
    rows = result.result["details"]["unexpected_rows"]
    return {row["check_name"]: Broken(row["unexpected_count"], row["detail"]) for row in rows}


def _unjudged(probe: Probe, message: str) -> Found:
    return {check.name: Broken(None, message.partition("\n")[0]) for check in probe.checks}


def _exception(info: dict[str, Any]) -> str | None:
    """Return the message of an exception, which stands at the top of the record or in one of its parts."""
    for part in (info, *(value for value in info.values() if isinstance(value, dict))):
        if part.get("raised_exception"):
            return str(part.get("exception_message"))
    return None


def _outcome(con: duckdb.DuckDBPyConnection, run_id: str, probe: Probe, check: Check, found: Found) -> Outcome:
    name = (run_id, probe.table, check.name, check.column, check.severity)
    if check.name not in found:
        return Outcome(*name, "passed", 0, None)
    count, detail = found[check.name]
    if count is None:
        return Outcome(*name, "error", None, _shortened(detail))
    if check.examples is not None:
        detail = "; ".join(_examples(con, check.examples))
    return Outcome(*name, "failed", count, _shortened(detail))


def _examples(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[str]:
    for (example,) in con.execute(query).fetchall():
        yield example


def _shortened(text: str | None) -> str | None:
    return text if text is None or len(text) <= _DETAIL else text[: _DETAIL - 1] + "…"
