"""From a staged database to the published warehouse: marts, comments, keys, and one rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse import connect, durable, keys
from warehouse.ddl import comment_tables
from warehouse.models import create_models

if TYPE_CHECKING:
    from pathlib import Path

    from warehouse.folder import DataFolder
    from warehouse.keys import Violation


_MEMORY = "1200MB"


class KeysViolatedError(ValueError):
    """The staged tables break keys or references; `violations` says which."""

    def __init__(self, violations: list[Violation]) -> None:
        """List every violation in the message."""
        super().__init__("not published: " + "; ".join(str(violation) for violation in violations))
        self.violations = violations


def publish(staged: Path, folder: DataFolder) -> None:
    """Finish the staged database, which lies on the data folder's file system, and make it the warehouse.

    Readers that have the old file open keep it; who opens the warehouse from now on has the new one. In one process
    DuckDB shares open files, so a process sees the new one only after it has closed all its handles of the old.
    Whatever is raised (`KeysViolatedError`, a fault of DuckDB or of the disk), the warehouse is as it was before, and
    the staged file is gone.
    """
    try:
        finish(staged)
        # What somebody wrote into the old file and never checkpointed must not be replayed onto the new one.
        _log_of(folder.warehouse).unlink(missing_ok=True)
        durable.replace(staged, folder.warehouse)
    finally:
        staged.unlink(missing_ok=True)
        _log_of(staged).unlink(missing_ok=True)


def finish(staged: Path) -> None:
    """Add macros, marts and comments to a staged database, verify its keys, and leave it whole in one closed file."""
    con = connect.create(staged)
    try:
        con.execute(f"SET memory_limit = '{_MEMORY}'")
        if violations := keys.verify(con):
            raise KeysViolatedError(violations)
        con.begin()
        create_models(con)
        comment_tables(con)
        con.commit()
        con.execute("CHECKPOINT")
    finally:
        con.close()


def _log_of(database: Path) -> Path:
    return database.with_name(database.name + ".wal")
