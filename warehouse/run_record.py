"""The record of a run: what it read and made; kept as JSON beside the warehouse and as rows inside it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.folder import DataFolder


@dataclass(slots=True)
class RunRecord:
    """One run: a row of `runs`, and the outcomes of its checks as rows of `checks`."""

    run_id: str
    started_at: dt.datetime
    finished_at: dt.datetime
    sources: list[str] = field(default_factory=list)
    status: str = "stopped"
    document_count: int = 0
    new_document_count: int = 0
    removed_document_count: int = 0
    reject_count: int = 0
    stage_seconds: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)


def new_run_id(now: dt.datetime, pid: int) -> str:
    """Return an identifier that sorts by time.

    >>> new_run_id(dt.datetime(2026, 1, 2, 3, 4, 5, 678000, dt.UTC), 42)
    '20260102T030405.678Z-42'
    """
    return f"{now:%Y%m%dT%H%M%S}.{now.microsecond // 1000:03d}Z-{pid}"


def write_run(folder: DataFolder, run: RunRecord) -> None:
    """Keep the record; one file a run, replaced whole."""
    folder.runs.mkdir(parents=True, exist_ok=True)
    target = folder.runs / f"{run.run_id}.json"
    beside = target.with_suffix(".writing")
    beside.write_text(json.dumps(asdict(run), default=_as_text, indent=1), encoding="utf-8")
    beside.replace(target)


def read_runs(folder: DataFolder) -> Iterator[RunRecord]:
    """Yield the records of all runs, oldest first."""
    for path in sorted(folder.runs.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        for name in ("started_at", "finished_at"):
            record[name] = dt.datetime.fromisoformat(record[name])
        yield RunRecord(**record)


def _as_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"a run record cannot hold {type(value).__name__}")
