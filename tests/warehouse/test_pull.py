"""Pull: bytes come in untouched, once; what is gone leaves; what cannot be read is a reject."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from transforms.document import Limits
from warehouse import catalog
from warehouse.folder import DataFolder
from warehouse.pull import PullOutcome, forget, pull
from warehouse.raw_store import Stored
from warehouse.sources import SourceNotFoundError, SourceUnknownError

NOON = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "one talk.txt").write_bytes(b"Ann: Hello.\n")
    (folder / "two.txt").write_bytes(b"Bob: Hi.\n")
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def uris(folder: DataFolder) -> list[str]:
    return sorted(uri.rpartition("/")[2] for uri in catalog.read_origins(folder)["uri"])


def test_bytes_are_found_by_their_hash(source: Path, folder: DataFolder) -> None:
    outcome = pull([str(source)], folder, now=NOON)
    assert outcome == PullOutcome((str(source),), 2, 2, 0, 0)
    for path in source.iterdir():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert (folder.raw / digest[:2] / digest).read_bytes() == path.read_bytes()
    assert uris(folder) == ["one%20talk.txt", "two.txt"]


def test_same_bytes_twice_are_one_document_with_two_origins(source: Path, folder: DataFolder) -> None:
    (source / "copy.txt").write_bytes((source / "two.txt").read_bytes())
    assert pull([str(source)], folder, now=NOON).document_count == 2
    assert len(catalog.read_origins(folder)) == 3
    assert len(catalog.current_documents(catalog.read_origins(folder))) == 2


def test_second_pull_reads_nothing_and_changes_nothing(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull([str(source)], folder, now=NOON)
    before = catalog.read_origins(folder)
    monkeypatch.setattr("warehouse.pull.store_file", lambda *_: pytest.fail("read again"))
    assert pull([str(source)], folder, now=LATER) == PullOutcome((str(source),), 2, 0, 0, 0)
    assert catalog.read_origins(folder).sort("uri").equals(before.sort("uri"))


def test_changed_file_is_another_document_and_the_old_bytes_stay(source: Path, folder: DataFolder) -> None:
    pull([str(source)], folder, now=NOON)
    (source / "two.txt").write_bytes(b"Bob: Good day.\n")
    outcome = pull([str(source)], folder, now=LATER)
    assert (outcome.document_count, outcome.new_document_count, outcome.removed_document_count) == (2, 1, 1)
    assert sum(path.is_file() for path in folder.raw.rglob("*")) == 3


def test_file_changed_within_the_racy_second_is_read_again(source: Path, folder: DataFolder) -> None:
    now = dt.datetime.now(dt.UTC)
    (source / "two.txt").write_bytes(b"Bob: Ho.\n")
    stamp = (source / "two.txt").stat().st_mtime_ns
    pull([str(source)], folder, now=now)
    (source / "two.txt").write_bytes(b"Bob: Ha.\n")
    os.utime(source / "two.txt", ns=(stamp, stamp))
    assert pull([str(source)], folder, now=now).new_document_count == 1


def test_gone_file_leaves_and_other_sources_stay(source: Path, folder: DataFolder, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"Cy: Hello there.\n")
    pull([str(source), str(other)], folder, now=NOON)
    (source / "two.txt").unlink()
    assert pull([str(source)], folder, now=LATER).removed_document_count == 1
    assert uris(folder) == ["one%20talk.txt", "other.txt"]


def test_without_sources_all_known_ones_are_pulled_again(source: Path, folder: DataFolder) -> None:
    pull([str(source)], folder, now=NOON)
    (source / "three.txt").write_bytes(b"Di: Hey.\n")
    assert pull([], folder, now=LATER).new_document_count == 1


def test_emptied_source_is_still_known(source: Path, folder: DataFolder) -> None:
    pull([str(source)], folder, now=NOON)
    for path in source.iterdir():
        path.unlink()
    assert pull([], folder, now=LATER).document_count == 0
    (source / "four.txt").write_bytes(b"Ed: Back.\n")
    assert pull([], folder, now=LATER).new_document_count == 1


def test_forgotten_source_leaves_with_all_that_came_from_it(source: Path, folder: DataFolder, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"Cy: Hello there.\n")
    os.mkfifo(source / "pipe.txt")
    pull([str(source), str(other)], folder, now=NOON)
    forget([str(source)], folder)
    assert uris(folder) == ["other.txt"]
    assert catalog.read(folder).rejects.is_empty()
    assert pull([], folder, now=LATER).sources == (str(other),)
    with pytest.raises(SourceUnknownError, match="its sources are"):
        forget([str(source)], folder)


def test_rejects_of_sources_that_are_not_named_stay(source: Path, folder: DataFolder, tmp_path: Path) -> None:
    os.mkfifo(source / "pipe.txt")
    other = tmp_path / "other.txt"
    other.write_bytes(b"Cy: Hello there.\n")
    pull([str(source)], folder, now=NOON)
    assert pull([str(other)], folder, now=LATER).reject_count == 1


def test_glob_takes_what_it_matches(source: Path, folder: DataFolder) -> None:
    assert pull([str(source / "t*.txt")], folder, now=NOON).document_count == 1


def test_missing_source_is_an_error_that_names_it(folder: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"nowhere: no such file or folder"):
        pull([str(tmp_path / "nowhere")], folder, now=NOON)


def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(source: Path, folder: DataFolder) -> None:
    (source / "folder.srt").mkdir()
    (source / "folder.srt" / "inside.txt").write_bytes(b"Ann: Inside.\n")
    os.mkfifo(source / "pipe.txt")
    (source / "loop.txt").symlink_to(source / "loop.txt")
    (source / "circle").symlink_to(source, target_is_directory=True)
    outcome = pull([str(source)], folder, now=NOON)
    assert outcome.document_count == 3
    rejects = catalog.read(folder).rejects
    assert rejects["reason"].to_list() == ["unreadable", "unreadable"]
    assert sorted(uri.rpartition("/")[2] for uri in rejects["uri"]) == ["loop.txt", "pipe.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can read every file")
def test_file_without_permission_is_rejected(source: Path, folder: DataFolder) -> None:
    (source / "two.txt").chmod(0)
    assert pull([str(source)], folder, now=NOON).reject_count == 1


def test_file_that_changes_while_it_is_read_is_rejected(
    source: Path, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.pull.store_file", lambda _folder, path: Stored("ab" * 32, path.stat().st_size + 1))
    pull([str(source)], folder, now=NOON)
    assert set(catalog.read(folder).rejects["detail"].str.extract("(changed|it changed) while it was read", 1)) == {
        "it changed"
    }


def test_file_larger_than_a_piece_is_stored_piece_by_piece(source: Path, folder: DataFolder) -> None:
    data = os.urandom(3 * 1024 * 1024 + 7)
    (source / "large.bin").write_bytes(data)
    pull([str(source)], folder, limits=Limits(bytes=1024), now=NOON)
    digest = hashlib.sha256(data).hexdigest()
    assert (folder.raw / digest[:2] / digest).read_bytes() == data
    assert not list(folder.raw.glob("incoming-*"))
