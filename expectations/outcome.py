"""How one expectation went in one run: a row of `checks`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.contract import Severity, conform
from transforms.schema import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa


class Outcome(NamedTuple):
    """A row of `checks`: `unexpected_count` rows broke it; 'error' means that it could not be judged."""

    run_id: str
    table_name: str
    check_name: str
    column_name: str | None
    severity: Severity
    outcome: Literal["passed", "failed", "error"]
    unexpected_count: int | None
    detail: str | None


def to_table(outcomes: Iterable[Outcome]) -> pa.Table:
    """Return outcomes as an Arrow table with the schema of `checks`."""
    rows = list(outcomes)
    return conform(CHECKS, {name: [getattr(row, name) for row in rows] for name in Outcome._fields})


def is_publishable(outcomes: Iterable[Outcome]) -> bool:
    """Return whether a warehouse with these outcomes may be published.

    It may, unless a critical expectation failed or could not be judged, or none was judged at all.
    """
    rows = list(outcomes)
    return bool(rows) and all(row.outcome == "passed" for row in rows if row.severity == "critical")
