"""The gate: judges a staged DuckDB file in a process of its own.

That process imports Great Expectations while this one does other work, gives back its memory when it ends, and leaves
no handle on the file that would keep this process from opening it in another mode.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from expectations.outcome import Outcome, is_publishable

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Gate", "GateError", "Outcome", "check", "is_publishable", "start"]

_ROOT = Path(__file__).parent.parent
_TAIL = 2000


class GateError(RuntimeError):
    """The gate's process ended without an answer; the message holds the last of what it said."""


class Gate:
    """A running gate. Close it, or use it in a `with` block; it ends by itself when this process does."""

    def __init__(self) -> None:
        """Start the process; the import begins at once."""
        paths = (str(_ROOT), os.environ.get("PYTHONPATH", ""))
        self._is_ready = False
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  close() does
        self._process = subprocess.Popen(
            [sys.executable, "-m", "expectations.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "GX_ANALYTICS_ENABLED": "false"},
        )

    def wait_until_ready(self) -> None:
        """Return when the import is done, which `check` waits for by itself. Raises `GateError` when it fails."""
        if not self._is_ready:
            self._answer()
            self._is_ready = True

    def check(self, database: Path, run_id: str) -> list[Outcome]:
        """Return the outcome of every check on a DuckDB file that nobody has open for writing.

        A check that could not be judged has the outcome 'error'. Raises `GateError` when the process fails.
        """
        self.wait_until_ready()
        assert self._process.stdin is not None  # noqa: S101  it is a pipe
        question = {"database": str(database.resolve()), "run_id": run_id}
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it has ended, and so will say nothing
        return [Outcome(*values) for values in json.loads(self._answer())]

    def close(self) -> None:
        """End the process. To call it again does nothing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._errors.close()

    def __enter__(self) -> Self:
        """Return the gate."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _answer(self) -> str:
        assert self._process.stdout is not None  # noqa: S101  it is a pipe
        answer = self._process.stdout.readline()
        if not answer:
            raise GateError(f"the checks did not finish (exit status {self._process.wait()}): {self._said()}")
        return answer

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read()[-_TAIL:].strip()


def start() -> Gate:
    """Return a gate that is getting ready in the background; its first check waits until it is."""
    return Gate()


def check(database: Path, run_id: str) -> list[Outcome]:
    """Return the outcome of every check on a DuckDB file, by a gate of its own."""
    with start() as gate:
        return gate.check(database, run_id)
