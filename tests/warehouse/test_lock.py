"""The lock: one holder at a time, who says who it is; a dead one leaves no trap."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.folder import DataFolder
from warehouse.lock import FolderBusyError, hold

_HOLD = """
import sys, time
from pathlib import Path
from warehouse.folder import DataFolder
from warehouse.lock import hold
with hold(DataFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def holder_process(folder: DataFolder) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder.root)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_folder_is_made_held_and_let_go(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "new")
    with hold(folder) as holder:
        assert holder.pid == os.getpid()
        assert f'"pid": {os.getpid()}' in folder.lock.read_text(encoding="utf-8")
    assert folder.lock.read_text(encoding="utf-8") == ""
    with hold(folder):
        pass


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with hold(folder) as first:
        with pytest.raises(FolderBusyError, match=f"process {os.getpid()} on ") as caught, hold(folder):
            pass
        assert caught.value.holder == first
        with pytest.raises(FolderBusyError), hold(folder):
            pass


def test_a_holder_that_has_not_said_who_it_is_still_holds(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with hold(folder):
        folder.lock.write_text('{"pid": ', encoding="utf-8")
        with pytest.raises(FolderBusyError) as caught, hold(folder):
            pass
        assert caught.value.holder is None


def test_an_error_inside_lets_go(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with pytest.raises(ZeroDivisionError), hold(folder):
        _ = 1 / 0
    with hold(folder):
        pass


def test_a_killed_holder_leaves_no_trap(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    process = holder_process(folder)
    try:
        with pytest.raises(FolderBusyError, match=f"process {process.pid} on "), hold(folder):
            pass
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert str(process.pid) in folder.lock.read_text(encoding="utf-8")
    with hold(folder) as holder:
        assert holder.pid == os.getpid()
