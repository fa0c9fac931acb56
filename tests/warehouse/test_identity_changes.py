"""Identities that a run merges into others or splits are recorded, beside those of earlier runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from transforms.conditions import identifier
from transforms.contract import conform
from transforms.schema import TABLE
from warehouse import connect
from warehouse.assemble import record_run
from warehouse.ddl import create_tables
from warehouse.folder import DataFolder
from warehouse.run_record import RunRecord

NOON = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
Change = tuple[str, str, str, str, str]


def ident(name: str) -> str:
    return name.ljust(16, "0")


def staged(path: Path, people: dict[str, str], *, names: dict[str, str] | None = None, entities: str = "") -> Path:
    """Write a database: `people` has a speaker for each label of one episode a label, `entities` a letter for each."""
    ids = {label: ident(speaker) for label, speaker in people.items()}
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [_document(label) for label in people],
        "episodes": [
            {"episode_id": ident(f"e{label}"), "title": label, "has_transcript": False, "word_count": 0}
            for label in people
        ],
        "episode_documents": [
            {"episode_id": ident(f"e{label}"), "document_id": ident(f"d{label}"), "ordinal": 1, "doc_start": 0,
             "doc_end": 1, "is_primary": True}
            for label in people
        ],
        "speakers": [
            {"speaker_id": speaker, "name": (names or {}).get(speaker.rstrip("0")), "kind": "person", "aliases": []}
            for speaker in sorted(set(ids.values()))
        ],
        "appearances": [
            {"episode_id": ident(f"e{label}"), "speaker_id": speaker, "role": "host", "labels": [label],
             "turn_count": 0, "word_count": 0, "method": "label", "confidence": 1.0,
             "document_id": ident(f"d{label}"), "doc_start": 0, "doc_end": 1}
            for label, speaker in ids.items()
        ],
        "entities": [
            {"entity_id": ident(f"n{letter}"), "name": letter, "kind": "product", "aliases": [f"{letter}x"],
             "origin": "notes"}
            for letter in entities
        ],
    }  # fmt: skip
    with connect.create(path) as con:
        create_tables(con)
        for name, table in rows.items():
            columns = {column: [row.get(column) for row in table] for column in TABLE[name].names()}
            con.register("rows", conform(TABLE[name], columns) if table else _empty(name))
            con.execute(f"INSERT INTO {identifier(name)} BY NAME SELECT * FROM rows")
    return path


def _document(label: str) -> dict[str, Any]:
    return {"document_id": ident(f"d{label}"), "source": "talks", "uri": label, "fetched_at": NOON, "size_bytes": 1,
            "status": "parsed"}  # fmt: skip


def _empty(name: str) -> pa.Table:
    return TABLE[name].arrow().empty_table()


def changes(path: Path, folder: DataFolder, run_id: str = "run2") -> list[Change]:
    record_run(path, RunRecord(run_id, NOON, NOON, status="published"), folder)
    with connect.read(path) as con:
        rows = con.execute("SELECT run_id, table_name, change, from_id, to_id FROM identity_changes ORDER BY ALL")
        return [
            (run, table, change, one.rstrip("0"), other.rstrip("0"))
            for run, table, change, one, other in rows.fetchall()
        ]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_the_first_run_changes_nothing(folder: DataFolder) -> None:
    assert changes(staged(folder.root / "new.duckdb", {"ann": "a"}), folder) == []


def test_the_same_again_changes_nothing(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "jon": "b"}, entities="pq")
    assert changes(staged(folder.root / "new.duckdb", {"ann": "a", "jon": "b"}, entities="pq"), folder) == []


def test_two_speakers_become_one(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "anne": "b", "jon": "c"})
    new = staged(folder.root / "new.duckdb", {"ann": "a", "anne": "a", "jon": "c"})
    assert changes(new, folder) == [("run2", "speakers", "merged", "b", "a")]


def test_one_speaker_becomes_two(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "anne": "a"})
    new = staged(folder.root / "new.duckdb", {"ann": "a", "anne": "b"})
    assert changes(new, folder) == [("run2", "speakers", "split", "a", "b")]


def test_what_is_new_or_gone_is_no_change(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "jon": "b"}, entities="p")
    assert changes(staged(folder.root / "new.duckdb", {"ann": "a", "mei": "c"}, entities="q"), folder) == []


def test_the_names_before_and_after_are_told(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "anne": "b"}, names={"a": "Ann"})
    new = staged(folder.root / "new.duckdb", {"ann": "a", "anne": "a"}, names={"a": "Ann Marlow"})
    changes(new, folder)
    with connect.read(new) as con:
        assert con.execute("SELECT detail FROM identity_changes").fetchall() == [("(no name) -> Ann Marlow",)]


def test_changes_of_earlier_runs_are_kept(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a", "anne": "b"})
    second = staged(folder.root / "new.duckdb", {"ann": "a", "anne": "a"})
    changes(second, folder)
    second.replace(folder.warehouse)
    third = staged(folder.root / "newer.duckdb", {"ann": "a", "anne": "c"})
    assert changes(third, folder, "run3") == [
        ("run2", "speakers", "merged", "b", "a"),
        ("run3", "speakers", "split", "a", "c"),
    ]


def test_entities_and_episodes_too(folder: DataFolder) -> None:
    staged(folder.warehouse, {"ann": "a"}, entities="p")
    with connect.create(folder.warehouse) as con:
        con.execute("UPDATE entities SET entity_id = 'old0000000000000'")
        con.execute("UPDATE episode_documents SET episode_id = 'old0000000000000'")
        con.execute("UPDATE episodes SET episode_id = 'old0000000000000'")
        con.execute("UPDATE appearances SET episode_id = 'old0000000000000'")
    assert changes(staged(folder.root / "new.duckdb", {"ann": "a"}, entities="p"), folder) == [
        ("run2", "entities", "merged", "old", "np"),
        ("run2", "episodes", "merged", "old", "eann"),
    ]
