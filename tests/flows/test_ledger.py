"""Whole runs of the flow in a temporary folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.states import Running

from expectations.gate import Gate
from expectations.outcome import Outcome
from flows import dead_runs, tasks, workers
from flows.gates import started_early
from flows.ledger import Finished, NotPublishedError, ledger
from flows.workers import WorkerLostError
from tests.flows.inputs import HARBOUR, SPONSORED, query, tables, write_inputs
from transforms.document import Limits
from warehouse.folder import DataFolder
from warehouse.lake import Batch
from warehouse.lock import FolderBusyError, hold
from warehouse.sources import SourceNotFoundError

pytestmark = pytest.mark.usefixtures("prefect_api")


def run(source: Path, data: Path, **more: Any) -> Finished:
    finished: Finished = ledger([str(source)], str(data), **more)
    return finished


def touched(folder: DataFolder) -> dict[Path, tuple[int, int]]:
    """Return when each file of the warehouse and the lake was made."""
    files = (folder.warehouse, folder.quality_page, *folder.lake.rglob("*"))
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


@pytest.fixture(scope="module", autouse=True)
def one_gate() -> Iterator[None]:
    """Let all runs of this module share a gate: its import takes longer than all that is tested here."""
    with started_early():
        yield


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_inputs(tmp_path / "in")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_a_run_publishes_what_the_sources_hold(source: Path, folder: DataFolder) -> None:
    finished = run(source, folder.root)
    assert finished.record.status == "published"
    assert (finished.record.document_count, finished.record.new_document_count) == (2, 2)
    assert finished.word_count == sum(count for (count,) in query(folder.warehouse, "SELECT word_count FROM episodes"))
    assert query(folder.warehouse, "SELECT count(*) FROM segments") == [(5,)]
    labels = query(folder.warehouse, "SELECT DISTINCT speaker_label FROM segments ORDER BY 1")
    assert labels == [("Bram",), ("Nia",), ("Orla Finch",), ("Teo Marsh",)]
    stages = list(finished.record.stage_seconds)
    assert stages == ["pull", "normalize", "resolve", "annotate", "link", "assemble", "wait", "check", "publish"]


def test_a_voice_that_only_reads_messages_of_sponsors_takes_no_part(tmp_path: Path, folder: DataFolder) -> None:
    (tmp_path / "talk.txt").write_text(SPONSORED, encoding="utf-8")
    run(tmp_path / "talk.txt", folder.root)
    roles = "SELECT labels[1], role FROM appearances ORDER BY 1"
    assert query(folder.warehouse, roles) == [("Speaker 1", "host"), ("Speaker 2", "guest"), ("Speaker 3", "other")]


def test_a_run_leaves_its_record_and_nothing_half_done(source: Path, folder: DataFolder) -> None:
    finished = run(source, folder.root)
    written = json.loads((folder.runs / f"{finished.record.run_id}.json").read_text())
    assert written["status"] == "published"
    assert written["versions"]["duckdb"]
    assert query(folder.warehouse, "SELECT run_id, status, document_count FROM runs") == [
        (finished.record.run_id, "published", 2)
    ]
    assert query(folder.warehouse, "SELECT count(*) > 100 FROM checks WHERE outcome = 'passed'") == [(True,)]
    assert folder.quality_page.exists()
    assert not folder.staging.exists()


def test_a_second_run_on_unchanged_input_rebuilds_nothing(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    before = touched(folder)
    finished = run(source, folder.root)
    assert finished.record.status == "unchanged"
    assert list(finished.record.stage_seconds) == ["pull"]
    assert touched(folder) == before


def test_a_run_without_sources_reads_the_known_ones_again(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    assert ledger(None, str(folder.root)).record.status == "unchanged"
    (source / "more.srt").write_text(HARBOUR.replace("ferry", "barge"))
    finished = ledger(None, str(folder.root))
    assert (finished.record.status, finished.record.new_document_count) == ("published", 1)


def test_a_changed_document_is_read_alone(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    (source / "harbour.srt").write_text(HARBOUR.replace("late", "early"))
    finished = run(source, folder.root)
    assert finished.word_count == 13
    assert (finished.record.new_document_count, finished.record.removed_document_count) == (1, 1)
    spoken = query(folder.warehouse, "SELECT text FROM segments WHERE text LIKE '%ferry%' ORDER BY segment_index")
    assert spoken == [("The ferry is early again.",), ("It was early before we had a ferry.",)]


def test_a_file_that_is_gone_leaves_the_warehouse_and_stays_in_raw(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    kept = sorted(path.name for path in folder.raw.rglob("*") if path.is_file())
    (source / "harbour.srt").unlink()
    finished = run(source, folder.root)
    assert (finished.record.status, finished.record.removed_document_count) == ("published", 1)
    assert query(folder.warehouse, "SELECT uri FROM documents") == [((source / "lantern.vtt").as_uri(),)]
    assert query(folder.warehouse, "SELECT count(*) FROM segments") == [(3,)]
    assert sorted(path.name for path in folder.raw.rglob("*") if path.is_file()) == kept


def test_a_failed_check_keeps_the_old_warehouse(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, folder.root)
    before = folder.warehouse.read_bytes()

    def fail(gate: Gate, database: Path, run_id: str) -> list[Outcome]:
        return [Outcome(run_id, "segments", "text_has_words", "text", "critical", "failed", 7, "seven of them")]

    monkeypatch.setattr(Gate, "check", fail)
    (source / "harbour.srt").unlink()
    with pytest.raises(NotPublishedError, match="segments: text_has_words: seven of them"):
        run(source, folder.root)
    assert folder.warehouse.read_bytes() == before
    records = [json.loads(path.read_text()) for path in sorted(folder.runs.iterdir())]
    assert [record["status"] for record in records] == ["published", "stopped"]
    assert "Not published" in folder.quality_page.read_text()
    monkeypatch.undo()
    assert run(source, folder.root).record.status == "published"
    assert query(folder.warehouse, "SELECT status FROM runs ORDER BY run_id") == [
        ("published",),
        ("stopped",),
        ("published",),
    ]


def test_a_second_run_at_the_same_time_says_who_holds_the_folder(source: Path, folder: DataFolder) -> None:
    with hold(folder) as holder, pytest.raises(FolderBusyError, match=f"process {holder.pid} on {holder.host}"):
        run(source, folder.root)
    assert not folder.warehouse.exists()


def test_a_data_folder_inside_a_source_is_not_read(source: Path) -> None:
    folder = DataFolder(source / "data")
    run(source, folder.root)
    assert run(source, folder.root).record.status == "unchanged"
    assert query(folder.warehouse, "SELECT count(*) FROM documents") == [(2,)]


def test_a_source_that_does_not_exist_is_an_error(folder: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match="nowhere: no such file or folder"):
        run(tmp_path / "nowhere", folder.root)


def test_a_warehouse_that_was_removed_is_made_again(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    before = tables(folder.warehouse)
    folder.warehouse.unlink()
    finished = run(source, folder.root)
    assert (finished.record.status, finished.word_count) == ("published", 0)
    assert tables(folder.warehouse) == before


def test_a_warehouse_that_cannot_be_read_is_made_again(source: Path, folder: DataFolder) -> None:
    run(source, folder.root)
    folder.warehouse.write_bytes(b"not a database")
    assert run(source, folder.root).record.status == "published"


def test_worker_processes_make_the_same_as_this_one(
    source: Path, folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, folder.root)
    monkeypatch.setattr(workers, "INLINE_BYTES", 0)
    spread = DataFolder(tmp_path / "spread")
    run(source, spread.root, workers=2)
    assert tables(spread.warehouse) == tables(folder.warehouse)


def test_a_lost_worker_changes_nothing_and_the_next_run_goes_on(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, folder.root)
    before = folder.warehouse.read_bytes()
    (source / "harbour.srt").write_text(HARBOUR.replace("late", "early"))
    with monkeypatch.context() as patch:
        patch.setattr(workers, "INLINE_BYTES", 0)
        patch.setattr(tasks, "normalize_batch", die)
        with pytest.raises(WorkerLostError, match=r"killed during the reading of harbour\.srt"):
            run(source, folder.root, workers=2)
    assert folder.warehouse.read_bytes() == before
    assert run(source, folder.root).word_count == 13


def die(root: str, batch: Batch, limits: Limits) -> None:
    """Stand in for a worker's work as one that the kernel kills."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_limits_hold_and_other_limits_read_again(source: Path, folder: DataFolder) -> None:
    run(source, folder.root, limits={"bytes": 100})
    statuses = query(folder.warehouse, "SELECT status, reason FROM documents ORDER BY ALL")
    assert statuses == [("rejected", "file_too_large")] * 2
    assert query(folder.warehouse, "SELECT reject_count FROM runs") == [(2,)]
    run(source, folder.root)
    assert query(folder.warehouse, "SELECT status FROM documents") == [("parsed",)] * 2


def test_a_run_that_was_killed_is_ended_in_the_books_of_prefect(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dead_runs, "_GRACE", dt.timedelta(0))
    with get_client(sync_client=True) as client:
        dead, other = (
            client.create_flow_run(ledger, parameters={"data": data}, state=Running())
            for data in (str(folder.root), "/elsewhere")
        )
        run(source, folder.root)
        states = [client.read_flow_run(one.id).state_name for one in (dead, other)]
    assert states == ["Crashed", "Running"]


def test_leftovers_of_a_killed_run_are_swept(source: Path, folder: DataFolder) -> None:
    folder.staging.mkdir(parents=True)
    (folder.staging / "warehouse-old.duckdb").write_bytes(b"half")
    folder.raw.mkdir()
    (folder.raw / "incoming-123").write_bytes(b"half")
    run(source, folder.root)
    assert not folder.staging.exists()
    assert not list(folder.raw.glob("incoming-*"))
