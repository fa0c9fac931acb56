"""What the user brings in files of the data folder: when lexicon or corrections changed, what is wrong in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from transforms import schema
from transforms.contract import conform, derive
from transforms.lexicon_schema import LEXICON_PROBLEMS
from transforms.mentions.corrections import unplaced
from warehouse.lexicon import read_corrections, read_user_file, user_files
from warehouse.resolution import read_resolution

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from transforms.lexicon_table import LexiconProblem
    from transforms.mentions.corrections import CorrectionProblem
    from warehouse.folder import DataFolder

LIST_REJECTS = derive(
    schema.REJECTS,
    "list_rejects",
    "One row per line or value of the user's lexicon files and corrections that cannot be used.",
    drop=("run_id", "document_id", "stage"),
    key=(),
)


def lists_fingerprint(folder: DataFolder) -> str:
    """Return 64 hexadecimal digits that change when the user's lexicon files or corrections do."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def list_rejects(folder: DataFolder) -> pa.Table:
    """Return what is wrong in the user's files (`LIST_REJECTS`); the resolution says which episodes there are."""
    rows = [*_lexicon_problems(folder), *_correction_problems(folder)]
    columns = {name: [row.get(name) for row in rows] for name in LIST_REJECTS.names()}
    return conform(LIST_REJECTS, columns)


def _files(folder: DataFolder) -> list[Path]:
    corrections = [folder.corrections] if folder.corrections.exists() else []
    return [*corrections, *(file.path for file in user_files(folder))]


def _lexicon_problems(folder: DataFolder) -> Iterator[dict[str, Any]]:
    for file in user_files(folder):
        for problem in read_user_file(file).problems:
            reason = "lexicon_row_invalid" if problem.is_dropped else "lexicon_value_invalid"
            yield _row(file.path, reason, problem, LEXICON_PROBLEMS[problem.reason])


def _correction_problems(folder: DataFolder) -> Iterator[dict[str, Any]]:
    if not folder.corrections.exists():
        return
    read = read_corrections(folder)
    for problem in read.problems:
        yield _row(folder.corrections, "correction_invalid", problem, problem.detail)
    titles, shows = read_resolution(folder, "episodes"), read_resolution(folder, "shows")
    for problem in unplaced(read.rows, titles, shows):
        yield _row(folder.corrections, "correction_unplaced", problem, problem.detail)


def _row(path: Path, reason: str, problem: LexiconProblem | CorrectionProblem, detail: str) -> dict[str, Any]:
    return {
        "uri": path.absolute().as_uri(), "reason": reason, "locator": f"line {problem.line}",
        "column_name": problem.column or None, "excerpt": problem.excerpt, "detail": detail,
    }  # fmt: skip
