"""Where batches are worked on: in processes of their own, or here when there is too little to share out."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

P = ParamSpec("P")
R = TypeVar("R")

# Below this, starting processes takes longer than they save.
INLINE_BYTES = 12 * 1024 * 1024
# What a worker is allowed to grow to; machines with many cores and little memory get fewer workers.
_WORKER_BYTES = 1_500_000_000
# So many new objects before the collector looks for those that only refer to each other.
_OBJECTS = 50_000


class WorkerLostError(RuntimeError):
    """A worker process was killed from outside, most likely for lack of memory."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"a worker process was killed during {what}, most likely because memory ran out; nothing was published. "
            "Run again with fewer --workers, or with a smaller --max-bytes so that the largest files are left out."
        )


class Workers:
    """Runs functions in worker processes, or in the calling thread when there is no pool."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool

    @property
    def is_inline(self) -> bool:
        """Whether functions run in the calling thread."""
        return self._pool is None

    def run(self, what: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what `function` returns; function and arguments must be picklable, `what` names them in errors.

        Raises `WorkerLostError` when a worker process dies, and whatever the function raises.
        """
        if self._pool is None:
            return function(*args, **kwargs)
        try:
            return self._pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool as error:
            raise WorkerLostError(what) from error


def default_workers() -> int:
    """Return how many workers this machine has cores and memory for."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(len(os.sched_getaffinity(0)), memory // _WORKER_BYTES))


@contextmanager
def working(count: int, size_bytes: int) -> Iterator[Workers]:
    """Give workers for `size_bytes` of input until the block ends; an error in the block ends them at once.

    The processes live as long as the pipe that ties them to this one: whatever becomes of this process, even
    `kill -9`, none of them stays behind.
    """
    if count <= 1 or size_bytes < INLINE_BYTES:
        yield Workers(None)
        return
    context = multiprocessing.get_context("spawn")
    lifeline, held = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(lifeline,))
    try:
        yield Workers(pool)
    except BaseException:
        held.close()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        pool.shutdown()
    finally:
        held.close()
        lifeline.close()


def _begin(lifeline: Connection[bytes, bytes]) -> None:
    """Prepare a worker: one thread for Polars, since there are as many workers as cores; Ctrl-C is for the parent."""
    os.environ["POLARS_MAX_THREADS"] = "1"
    # Parsing makes many small objects and hardly a cycle: looking for cycles so often is a twentieth of its time.
    gc.set_threshold(_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=[lifeline], daemon=True).start()
    _keep_from_pandas()


def _keep_from_pandas() -> None:
    """Let Arrow, which would import pandas to see whether values are pandas' own, find once that there is none."""
    import pyarrow as pa  # noqa: PLC0415  here, since the parent needs no Arrow for its workers

    sys.meta_path.insert(0, _NoPandas())
    pa.array([None])
    del sys.meta_path[0]


class _NoPandas(MetaPathFinder):
    """Finds that pandas is not there."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002  the protocol
        """Raise `ModuleNotFoundError` for pandas; leave all else to others."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _end_with_parent(lifeline: Connection[bytes, bytes]) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
