"""The server of a run: it answers, and it is gone when the run is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import httpx
import pytest

from flows.server import ServerNotStartedError, start_server


def is_gone(url: str, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{url}/health")
        except httpx.HTTPError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which Prefect's database has been made once."""
    folder = tmp_path_factory.mktemp("home")
    server = start_server(folder)
    server.wait_until_ready()
    server.stop()
    return folder


def test_it_answers_until_it_is_stopped_and_no_interrupt_of_the_run_reaches_it(home: Path) -> None:
    server = start_server(home)
    server.wait_until_ready()
    assert os.getpgid(server.process.pid) != os.getpgid(0)
    assert httpx.get(f"{server.url}/health").json() is True
    server.stop()
    assert is_gone(server.url)
    assert server.process.returncode == 0


def test_it_outlives_an_interrupt_but_not_its_parent(home: Path) -> None:
    program = f"""
        import time
        from pathlib import Path
        from flows.server import start_server
        server = start_server(Path({str(home)!r}))
        server.wait_until_ready()
        print(server.url, flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        assert parent.stdout is not None
        url = parent.stdout.readline().strip()
        parent.kill()
    assert is_gone(url)


def test_one_that_cannot_start_says_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "prefect.db").write_bytes(b"not a database" * 100)
    server = start_server(tmp_path)
    with pytest.raises(ServerNotStartedError, match=r"(?s)server\.log.*file is not a database") as caught:
        server.wait_until_ready()
    assert "Remove the folder" in str(caught.value)
    server.stop()


def test_one_that_is_still_starting_is_not_waited_for(tmp_path: Path) -> None:
    server = start_server(tmp_path)
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < 3
    assert server.process.returncode == -signal.SIGKILL
