"""Worker processes: what they do, how they end, and what is said when one is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from flows import workers
from flows.workers import WorkerLostError, Workers, default_workers, working

LARGE = workers.INLINE_BYTES


def process_and_threads() -> tuple[int, str | None]:
    return os.getpid(), os.environ.get("POLARS_MAX_THREADS")


def ignores_interrupts() -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def fail() -> None:
    raise LookupError("no such thing")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def is_alive(pid: int) -> bool:
    """Return whether a process runs still; one that has ended and waits for its parent does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        # Gone before the file was opened, or between that and its being read.
        return False


def wait_until_gone(*pids: int) -> bool:
    deadline = time.monotonic() + 10
    while any(map(is_alive, pids)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_little_is_done_here() -> None:
    with working(2, LARGE - 1) as few:
        assert few.is_inline
        assert few.run("a test", process_and_threads)[0] == os.getpid()


def test_much_is_done_in_processes_with_one_polars_thread_each() -> None:
    with working(2, LARGE) as many:
        pid, threads = many.run("a test", process_and_threads)
        assert not many.is_inline
        assert (pid != os.getpid(), threads) == (True, "1")
        assert many.run("a test", ignores_interrupts)
    assert wait_until_gone(pid)
    assert os.environ.get("POLARS_MAX_THREADS") != "1"


def test_what_a_function_raises_comes_back() -> None:
    with working(2, LARGE) as many, pytest.raises(LookupError, match="no such thing"):
        many.run("a test", fail)


def test_a_lost_worker_is_an_error_that_says_what_to_do() -> None:
    said = r"during the reading of a\.srt.*nothing was published.*--workers"
    with pytest.raises(WorkerLostError, match=said), working(2, LARGE) as many:
        many.run("the reading of a.srt", die)


def test_an_error_ends_the_workers_at_once() -> None:
    pids: list[int] = []

    def go_wrong(many: Workers) -> None:
        pids.append(many.run("a test", process_and_threads)[0])
        raise RuntimeError("something else went wrong")

    with pytest.raises(RuntimeError, match="something else"), working(2, LARGE) as many:
        go_wrong(many)
    assert wait_until_gone(*pids)


def test_workers_end_when_their_parent_is_killed() -> None:
    program = """
        import time
        from flows.workers import working
        from tests.flows.test_workers import LARGE, process_and_threads
        if __name__ == "__main__":
            with working(2, LARGE) as many:
                print(many.run("a test", process_and_threads)[0], flush=True)
                time.sleep(60)
    """
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert wait_until_gone(worker)


def test_there_is_a_worker_on_any_machine() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)
