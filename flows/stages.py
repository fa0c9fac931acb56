"""The stages of a run as they are told and recorded: name, seconds, what came of them."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from collections.abc import Iterator

    from flows.progress import Progress
    from warehouse.run_record import RunRecord


class Stage:
    """A stage under way: steps that are done, and a note on what came of it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.note = ""

    def step(self) -> None:
        """Say that one step is done."""
        self._progress.step()


class Stages:
    """Tells people and the flow run's log of each stage, and puts its seconds into the run's record."""

    def __init__(
        self, record: RunRecord, progress: Progress, log: logging.Logger | logging.LoggerAdapter[logging.Logger]
    ) -> None:
        self._record, self._progress, self._log = record, progress, log

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[Stage]:
        """Time a stage of so many steps; one that raises is neither recorded nor told."""
        self._progress.begin(name, steps)
        begun = time.perf_counter()
        stage = Stage(self._progress)
        yield stage
        seconds = time.perf_counter() - begun
        self._record.stage_seconds[name] = round(seconds, 3)
        self._progress.end(name, stage.note, seconds)
        self._log.info("%s: %s (%.1f s)", name, stage.note, seconds)
