"""How far a run is: plain lines anywhere, a bar beside them on a terminal, and the log of the flow run."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Progress:
    """What is told about a run while it goes on: here, nothing to nobody. A stage has steps, one for most."""

    def begin(self, stage: str, steps: int) -> None:
        """Say that a stage begins."""

    def step(self) -> None:
        """Say that one step of the stage is done."""

    def end(self, stage: str, note: str, seconds: float) -> None:
        """Say that a stage is done, what came of it and how long it took."""


class Lines(Progress):
    """A line for each stage when it is done, and one for each tenth of a stage that has many steps."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._stage, self._steps, self._done = "", 1, 0

    def begin(self, stage: str, steps: int) -> None:
        """Remember the stage; there is nothing to tell yet."""
        self._stage, self._steps, self._done = stage, steps, 0

    def step(self) -> None:
        """Write a line at each tenth."""
        self._done += 1
        tenths, before = (10 * done // self._steps for done in (self._done, self._done - 1))
        if self._steps > 20 and before < tenths < 10:
            self._write(line(self._stage, f"{self._done} of {self._steps}", None))

    def end(self, stage: str, note: str, seconds: float) -> None:
        """Write what came of the stage."""
        self._write(line(stage, note, seconds))

    def _write(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()


class Bars(Progress):
    """The same lines on a terminal, with a bar below them for the stage under way."""

    def __init__(self, bar: RichProgress) -> None:
        self._bar = bar
        self._task: TaskID | None = None
        self._steps, self._done = 1, 0

    def begin(self, stage: str, steps: int) -> None:
        """Show a bar; a stage of one step has one that only shows that it is alive."""
        self._clear()
        self._steps, self._done = steps, 0
        self._task = self._bar.add_task(stage, total=steps if steps > 1 else None, steps="")

    def step(self) -> None:
        """Move the bar."""
        if self._task is not None:
            self._done += 1
            self._bar.update(self._task, advance=1, steps=f"{self._done} of {self._steps}")

    def end(self, stage: str, note: str, seconds: float) -> None:
        """Put the stage's line in place of its bar."""
        self._clear()
        self._bar.console.print(line(stage, note, seconds), markup=False, highlight=False, soft_wrap=True)

    def _clear(self) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._task = None


def line(stage: str, note: str, seconds: float | None) -> str:
    """Return a stage's line.

    >>> line("pull", "5 documents, 5 new", 0.21)
    'pull        5 documents, 5 new                                        0.2 s'
    """
    took = f"{seconds:8.1f} s" if seconds is not None else ""
    return f"{stage:<11} {note:<52} {took}".rstrip()


@contextmanager
def to_stream(stream: IO[str] = sys.stderr) -> Iterator[Progress]:
    """Give what tells people at `stream`: bars if that is a terminal, else lines."""
    if not stream.isatty():
        yield Lines(stream)
        return
    from rich.console import Console  # noqa: PLC0415  only terminals have a use for it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description:<11}"),
        BarColumn(),
        TextColumn("{task.fields[steps]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        yield Bars(bar)


_CURRENT: ContextVar[Progress] = ContextVar("progress", default=Progress())  # noqa: B039  it holds nothing


@contextmanager
def told(progress: Progress) -> Iterator[None]:
    """Make `progress` what flows of this context tell."""
    token = _CURRENT.set(progress)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Progress:
    """Return what the caller wants to be told; nobody is, unless `told` says so."""
    return _CURRENT.get()
