"""Publish: all or nothing, by one rename; readers never see a half state."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.staged_database import build, ledger
from warehouse import connect
from warehouse.folder import DataFolder
from warehouse.models import macros, marts
from warehouse.publish import KeysViolatedError, publish

_COUNT_IN_PROCESS = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("SELECT count(*) FROM shows").fetchone()[0], flush=True)
sys.stdin.readline()
print(con.execute("SELECT count(*) FROM shows").fetchone()[0], flush=True)
"""
_PUBLISH_IN_PROCESS = """
import sys
from pathlib import Path
from warehouse.folder import DataFolder
from warehouse.publish import publish
print("ready", flush=True)
publish(Path(sys.argv[1]), DataFolder(Path(sys.argv[2])))
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def shows(folder: DataFolder) -> list[str]:
    with connect.read(folder.warehouse) as con:
        return [title for (title,) in con.execute("SELECT title FROM shows ORDER BY title").fetchall()]


def names(folder: DataFolder) -> list[str]:
    return sorted(path.name for path in folder.root.iterdir())


def test_the_staged_file_becomes_the_warehouse(folder: DataFolder) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    assert shows(folder) == ["Harbour Lights", "The Long Ladder"]
    assert names(folder) == ["warehouse.duckdb"]


def test_marts_and_macros_are_there_with_comments(published: DataFolder) -> None:
    with connect.read(published.warehouse) as con:
        views = dict(con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall())
        functions = dict(
            con.execute("SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal").fetchall()
        )
    assert views == {mart.name: mart.grain for mart in marts()}
    assert functions == {macro.name: macro.description for macro in macros()}


def test_broken_keys_stop_it_and_leave_the_old_file_as_it_was(folder: DataFolder) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    before = folder.warehouse.read_bytes()
    rows = ledger()
    rows["shows"].append(rows["shows"][0])
    rows["links"][0]["episode_id"] = "0" * 16
    with pytest.raises(KeysViolatedError, match="shows: 2 rows share a key") as caught:
        publish(build(folder.root / "staged.duckdb", rows), folder)
    assert [(found.table, found.kind) for found in caught.value.violations] == [
        ("shows", "duplicate"), ("links", "orphan"),
    ]  # fmt: skip
    assert folder.warehouse.read_bytes() == before
    assert names(folder) == ["warehouse.duckdb"]


def test_a_file_that_is_no_database_leaves_the_old_one(folder: DataFolder) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    staged = folder.root / "staged.duckdb"
    staged.write_bytes(b"not a database" * 1000)
    with pytest.raises(duckdb.Error):
        publish(staged, folder)
    assert shows(folder) == ["Harbour Lights", "The Long Ladder"]
    assert names(folder) == ["warehouse.duckdb"]


def test_a_failed_rename_leaves_the_old_file(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    before = folder.warehouse.read_bytes()

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    staged = build(folder.root / "staged.duckdb")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        publish(staged, folder)
    assert folder.warehouse.read_bytes() == before
    assert names(folder) == ["warehouse.duckdb"]


def test_a_reader_keeps_what_it_opened_and_the_next_sees_the_new(folder: DataFolder) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    command = [sys.executable, "-c", _COUNT_IN_PROCESS, str(folder.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "2\n"
        rows = ledger()
        rows["shows"].append({"show_id": "f" * 16, "title": "A Third Show"})
        publish(build(folder.root / "staged.duckdb", rows), folder)
        out, _ = reader.communicate("go on\n")
    assert out == "2\n"
    assert shows(folder) == ["A Third Show", "Harbour Lights", "The Long Ladder"]


def test_a_log_left_beside_the_old_file_does_not_reach_the_new_one(folder: DataFolder) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    crash = (
        "import duckdb, os, sys; con = duckdb.connect(sys.argv[1]); "
        "con.execute(\"SET checkpoint_threshold = '1GB'\"); con.execute('DELETE FROM shows'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", crash, str(folder.warehouse)], check=False)
    assert folder.warehouse.with_name("warehouse.duckdb.wal").exists()
    publish(build(folder.root / "staged.duckdb"), folder)
    assert shows(folder) == ["Harbour Lights", "The Long Ladder"]


@pytest.mark.parametrize("delay_ms", [0, 20, 60, 100, 150, 200, 300])
def test_a_kill_at_any_moment_leaves_a_good_warehouse(folder: DataFolder, delay_ms: int) -> None:
    publish(build(folder.root / "staged.duckdb"), folder)
    rows = ledger()
    rows["shows"].append({"show_id": "f" * 16, "title": "A Third Show"})
    staged = build(folder.root / "staged.duckdb", rows)
    command = [sys.executable, "-c", _PUBLISH_IN_PROCESS, str(staged), str(folder.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay_ms / 1000)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    old = ["Harbour Lights", "The Long Ladder"]
    assert shows(folder) in (old, ["A Third Show", *old])
    with connect.read(folder.warehouse) as con:
        assert con.execute("SELECT count(*) FROM episode_overview").fetchone() == (4,)
    publish(build(folder.root / "again.duckdb"), folder)
    assert shows(folder) == old
