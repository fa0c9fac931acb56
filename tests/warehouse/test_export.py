"""Exports: what is written is what the warehouse holds, twice the same, in place only when whole."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from tests.warehouse.staged_database import Rows, build, key, ledger
from transforms.schema import TABLE, TABLES
from warehouse import export_parquet
from warehouse.connect import WarehouseMissingError
from warehouse.export import FORMATS, export
from warehouse.folder import DataFolder
from warehouse.publish import publish


def published_with(folder: Path, rows: Rows) -> Path:
    data = DataFolder(folder)
    publish(build(folder / "staged.duckdb", rows, constrained=False), data)
    return data.warehouse


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def same_rows(database: Path, table: str, exported: str) -> bool:
    names = ", ".join(f'"{name}"' for name in TABLE[table].names())
    with duckdb.connect(str(database), read_only=True) as con:
        ours, theirs = f"SELECT {names} FROM {table}", f"SELECT {names} FROM {exported}"
        return con.execute(f"({ours} EXCEPT ALL {theirs}) UNION ALL ({theirs} EXCEPT ALL {ours})").fetchall() == []


def test_every_table_is_written_with_rows_types_descriptions_and_units(published: DataFolder, tmp_path: Path) -> None:
    paths = export(published.warehouse, tmp_path)
    assert paths == [tmp_path / f"{table.name}.parquet" for table in TABLES]
    assert sorted(paths) == sorted(tmp_path.iterdir())
    for table, path in zip(TABLES, paths, strict=True):
        schema = parquet.read_schema(path)
        assert schema.equals(table.arrow(), check_metadata=False)
        assert (schema.metadata or {})[b"description"].decode() == table.grain
        for column, field in zip(table.columns, schema, strict=True):
            assert field.nullable == column.nullable
            assert field.metadata[b"description"].decode() == column.description
            assert field.metadata.get(b"unit", b"").decode() == (column.unit or "")
        assert same_rows(published.warehouse, table.name, f"'{path}'")
    assert parquet.ParquetFile(paths[0]).metadata.row_group(0).column(0).compression == "ZSTD"


def test_large_tables_are_partitioned_by_show(published: DataFolder, tmp_path: Path) -> None:
    paths = export(published.warehouse, tmp_path, partition_rows=2)
    assert [path.name for path in paths if path.is_dir()] == ["segments", "mentions"]
    assert (tmp_path / "alternate_segments.parquet").exists()
    shows = {f"show_id={key('harbour')}", f"show_id={key('ladder')}"}
    assert {path.name for path in (tmp_path / "segments").iterdir()} == shows
    for table in ("segments", "mentions"):
        assert same_rows(published.warehouse, table, f"read_parquet('{tmp_path / table}/*/*.parquet')")
    count = duckdb.sql(
        f"SELECT count(*) FROM read_parquet('{tmp_path}/segments/**/*.parquet', hive_partitioning = true) "
        f"WHERE show_id = '{key('ladder')}'"
    ).fetchone()
    assert count == (2,)


def test_pieces_and_shows_without_an_episode_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ledger()
    rows["episodes"][2]["show_id"] = None
    database = published_with(tmp_path, rows)
    monkeypatch.setattr(export_parquet, "_ROWS", 3)
    export(database, tmp_path / "out", partition_rows=1)
    parts = {path.name for path in (tmp_path / "out" / "segments").iterdir()}
    assert parts == {f"show_id={key('harbour')}", "show_id=__HIVE_DEFAULT_PARTITION__"}
    for table in ("segments", "mentions"):
        assert same_rows(database, table, f"read_parquet('{tmp_path / 'out' / table}/*/*.parquet')")


def test_an_empty_ledger_is_exported(tmp_path: Path) -> None:
    database = published_with(tmp_path, {})
    export(database, tmp_path / "out", FORMATS, partition_rows=0)
    assert parquet.read_table(tmp_path / "out" / "segments.parquet").num_rows == 0
    assert json.loads((tmp_path / "out" / "convokit" / "speakers.json").read_text(encoding="utf-8")) == {}


def test_the_same_warehouse_gives_the_same_bytes(published: DataFolder, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export(published.warehouse, tmp_path / name, FORMATS, partition_rows=5)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_new_export_replaces_the_old_in_either_shape(published: DataFolder, tmp_path: Path) -> None:
    export(published.warehouse, tmp_path, partition_rows=2)
    export(published.warehouse, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{table.name}.parquet" for table in TABLES}
    export(published.warehouse, tmp_path, partition_rows=2)
    assert not (tmp_path / "segments.parquet").exists()
    assert same_rows(published.warehouse, "segments", f"read_parquet('{tmp_path}/segments/*/*.parquet')")


def test_a_folder_with_other_things_is_not_replaced(published: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "segments").mkdir()
    (tmp_path / "segments" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"thesis\.docx"):
        export(published.warehouse, tmp_path)
    assert (tmp_path / "segments" / "thesis.docx").exists()
    assert not list(tmp_path.glob(".castledger-*"))


def test_csv_does_not_run_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = ledger()
    formulas = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"]
    for row, text in zip(rows["segments"], formulas, strict=False):
        row["text"] = text
    rows["segments"][6]["text"] = 'plain, "quoted"\nand 1-1=0'
    database = published_with(tmp_path, rows)
    export(database, tmp_path / "out", ["csv"])
    with (tmp_path / "out" / "segments.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["episode_id"], row["segment_index"]): row for row in csv.DictReader(file)}
    assert [found[key("tides"), str(number)]["text"] for number in range(6)] == [f"'{text}" for text in formulas]
    assert found[key("fog"), "0"]["text"] == 'plain, "quoted"\nand 1-1=0'
    assert found[key("fog"), "0"]["start_ms"] == ""
    assert found[key("tides"), "1"]["start_ms"] == "5000"


def test_csv_and_jsonl_have_lists_maps_and_instants(published: DataFolder, tmp_path: Path) -> None:
    export(published.warehouse, tmp_path, ["csv", "jsonl"])
    with (tmp_path / "runs.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["started_at"], row["sources"]) == ("2024-03-01T12:00:00.000000Z", '["talks"]')
    assert json.loads(row["stage_seconds"]) == {"pull": 0.5, "check": 1.25}
    lines = (tmp_path / "runs.jsonl").read_text(encoding="utf-8").splitlines()
    run = json.loads(lines[0])
    assert (run["started_at"], run["sources"]) == ("2024-03-01T12:00:00.000000Z", ["talks"])
    assert run["stage_seconds"] == {"pull": 0.5, "check": 1.25}
    for table in TABLES:
        for line in (tmp_path / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines():
            assert tuple(json.loads(line)) == table.names()


def test_convokit_has_a_conversation_an_episode_and_an_utterance_a_turn(published: DataFolder, tmp_path: Path) -> None:
    (folder,) = export(published.warehouse, tmp_path, ["convokit"])
    read = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert read.keys() == {"utterances.jsonl", "speakers.json", "conversations.json", "corpus.json", "index.json"}
    utterances = [json.loads(line) for line in read["utterances.jsonl"].splitlines()]
    speakers, conversations = json.loads(read["speakers.json"]), json.loads(read["conversations.json"])
    ids = {one["id"] for one in utterances}
    assert len(ids) == len(utterances) == 8
    for one in utterances:
        assert one.keys() == {"id", "conversation_id", "text", "speaker", "meta", "reply-to", "timestamp", "vectors"}
        assert one["conversation_id"] in ids & conversations.keys()
        assert (one["reply-to"] is None) == (one["id"] == one["conversation_id"])
        assert one["reply-to"] in {None, *ids}
        assert one["speaker"] in speakers
    tides = [one for one in utterances if one["conversation_id"] == f"{key('tides')}-0"]
    assert [one["timestamp"] for one in tides] == [0.0, 9.0, 21.0, 25.0]
    assert [one["reply-to"] for one in tides] == [None, *(one["id"] for one in tides[:-1])]
    assert conversations[f"{key('tides')}-0"]["meta"]["show"] == "Harbour Lights"
    assert speakers[key("bo")] == {
        "meta": {"name": "Bo Marsh", "kind": "person", "aliases": ["BO", "Bo"]},
        "vectors": [],
    }
    index = json.loads(read["index.json"])
    assert index.keys() == {
        "utterances-index",
        "speakers-index",
        "conversations-index",
        "overall-index",
        "version",
        "vectors",
    }
    assert index["utterances-index"].keys() == utterances[0]["meta"].keys()
    assert index["conversations-index"].keys() == conversations[f"{key('tides')}-0"]["meta"].keys()
    assert index["overall-index"].keys() == json.loads(read["corpus.json"]).keys()


def test_convokit_gives_words_of_unknown_speakers_to_one_an_episode(tmp_path: Path) -> None:
    rows = ledger()
    for number in (6, 7):
        rows["segments"][number].update(speaker_id=None, speaker_method=None)
    (folder,) = export(published_with(tmp_path, rows), tmp_path / "out", ["convokit"])
    utterances = [json.loads(line) for line in (folder / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]
    unknown = f"unknown-{key('fog')}"
    assert [one["speaker"] for one in utterances].count(unknown) == 2
    assert json.loads((folder / "speakers.json").read_text(encoding="utf-8"))[unknown]["meta"]["kind"] == "unknown"


def test_what_fails_leaves_the_old_export(
    published: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(published.warehouse, tmp_path)
    before = bytes_of(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_parquet, "_as_declared", full)
    with pytest.raises(OSError, match="No space"):
        export(published.warehouse, tmp_path)
    assert bytes_of(tmp_path) == before


def test_a_format_that_there_is_not_is_an_error(published: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\['xlsx'\]; there are parquet, csv, jsonl, convokit"):
        export(published.warehouse, tmp_path / "out", ["xlsx"])  # type: ignore[list-item]
    assert not (tmp_path / "out").exists()


def test_without_a_warehouse_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissingError):
        export(tmp_path / "none.duckdb", tmp_path / "out")
    assert not (tmp_path / "out").exists()
