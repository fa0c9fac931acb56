"""The lake: what is there is not made again, what changed is, and a killed run leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from transforms.document import DEFAULT_LIMITS
from warehouse.folder import DataFolder
from warehouse.lake import batch_folders, normalize_batch, plan_batches, table_files
from warehouse.pull import pull

SRT = (
    "1\n00:00:00,000 --> 00:00:02,000\nAnn: Number {n} of many talks.\n\n2\n00:00:02,000 --> 00:00:04,000\nBob: Yes.\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    talks = tmp_path / "talks"
    talks.mkdir()
    for number in range(5):
        (talks / f"talk{number}.srt").write_text(SRT.format(n=number), encoding="utf-8")
    return talks


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def normalize_all(source: Path, folder: DataFolder, run_id: str = "run") -> int:
    pull([str(source)], folder)
    batches = plan_batches(folder, run_id)
    for batch in batches:
        normalize_batch(str(folder.root), batch, DEFAULT_LIMITS)
    return sum(len(batch.documents) for batch in batches)


def documents(folder: DataFolder) -> set[str]:
    files = table_files(folder, "parsed_documents")
    return set(pl.concat([pl.read_parquet(path) for path in files])["document_id"]) if files else set()


def test_every_document_is_in_one_batch(source: Path, folder: DataFolder) -> None:
    assert normalize_all(source, folder) == 5
    assert len(documents(folder)) == 5


def test_second_run_makes_nothing(source: Path, folder: DataFolder) -> None:
    normalize_all(source, folder)
    assert normalize_all(source, folder) == 0


def test_new_document_is_made_alone(source: Path, folder: DataFolder) -> None:
    normalize_all(source, folder)
    (source / "talk9.srt").write_text(SRT.format(n=9), encoding="utf-8")
    assert normalize_all(source, folder) == 1


def test_batch_of_mostly_gone_documents_is_made_again_from_the_rest(source: Path, folder: DataFolder) -> None:
    normalize_all(source, folder)
    for number in range(4):
        (source / f"talk{number}.srt").unlink()
    assert normalize_all(source, folder) == 1
    assert len(documents(folder)) == 1


def test_batch_of_another_version_is_made_again(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    normalize_all(source, folder)
    monkeypatch.setattr("warehouse.lake.transforms_fingerprint", lambda: "another version")
    assert normalize_all(source, folder) == 5


def test_half_a_batch_is_not_seen_and_made_again(source: Path, folder: DataFolder) -> None:
    normalize_all(source, folder)
    (batch,) = batch_folders(folder)
    (batch / "manifest.json").unlink()
    assert table_files(folder, "parsed_documents") == []
    assert normalize_all(source, folder) == 5


def test_rows_do_not_depend_on_batches(source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows() -> list[pl.DataFrame]:
        names = ("parsed_segments", "parsed_episodes", "parsed_documents")
        return [
            pl.concat([pl.read_parquet(path) for path in table_files(folder, name)]).sort(pl.all().exclude(pl.List))
            for name in names
        ]

    normalize_all(source, folder)
    together = rows()
    shutil.rmtree(folder.lake)
    monkeypatch.setattr("warehouse.lake._SMALLEST_BATCH_BYTES", 1)
    normalize_all(source, folder)
    assert len(batch_folders(folder)) > 1
    assert all(one.equals(other) for one, other in zip(together, rows(), strict=True))
