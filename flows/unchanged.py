"""Whether there is anything to do: what a warehouse is made from, as one fingerprint, kept in the warehouse itself."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

import expectations
import warehouse
from transforms.identity import identify
from warehouse import catalog, connect
from warehouse.fingerprint import transforms_fingerprint
from warehouse.lake import batch_folders
from warehouse.span_models import models_fingerprint
from warehouse.user_lists import lists_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from warehouse.folder import DataFolder
    from warehouse.lake import Batch

CONTENT = "content"
_RUNS_ON = ("castledger", "prefect", "duckdb", "polars", "pyarrow", "great-expectations")
_PUBLISHED = "SELECT versions[?] FROM runs WHERE status = 'published' ORDER BY run_id DESC LIMIT 1"


def versions() -> dict[str, str]:
    """Return the versions of the program and of what it runs on."""
    return {"python": sys.version.split()[0]} | {name: metadata.version(name) for name in _RUNS_ON}


def content_fingerprint(folder: DataFolder, planned: Iterable[Batch], models: Sequence[str] = ()) -> str:
    """Return 16 hexadecimal digits that change when a warehouse made from the data folder would change.

    `planned` are the batches that are still to be made, `models` those that find names in them.
    """
    found = catalog.read(folder)
    digest = hashlib.sha256()
    for rows, columns in (
        (found.origins, ("source", "uri", "document_id")),
        (found.rejects, ("uri", "reason", "locator")),
        (found.warnings, ("uri", "reason", "locator")),
    ):
        digest.update(rows.select(columns).sort(columns).write_csv().encode())
    batches = {path.name for path in batch_folders(folder)} | {batch.batch_id for batch in planned}
    code = (transforms_fingerprint(), _code_fingerprint())
    brought = (lists_fingerprint(folder), models_fingerprint(models))
    return identify("content", digest.hexdigest(), *brought, *code, *sorted(batches))


def published_fingerprint(folder: DataFolder) -> str | None:
    """Return the fingerprint of what the published warehouse was made from; None when there is no readable one."""
    if not folder.warehouse.exists():
        return None
    try:
        with connect.read(folder.warehouse) as con:
            row = con.execute(_PUBLISHED, [CONTENT]).fetchone()
    except duckdb.Error:
        # A file that cannot be read any more, or was made by another version, is made anew.
        return None
    return str(row[0]) if row and row[0] else None


@cache
def _code_fingerprint() -> str:
    digest = hashlib.sha256()
    for package in (warehouse, expectations):
        top = Path(str(package.__file__)).parent
        for path in sorted(path for path in top.rglob("*") if path.suffix in {".py", ".sql"}):
            digest.update(path.relative_to(top).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
