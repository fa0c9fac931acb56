"""Keys and references: each kind of breach is found, counted and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.staged_database import Rows, build, key, ledger
from transforms.schema import TABLES
from warehouse import connect
from warehouse.keys import Violation, verify


def verified(path: Path, rows: Rows) -> list[Violation]:
    with connect.read(build(path, rows, constrained=False)) as con:
        return verify(con)


def test_a_valid_ledger_breaks_nothing(tmp_path: Path) -> None:
    assert verified(tmp_path / "x.duckdb", ledger()) == []


def test_a_repeated_key_is_found(tmp_path: Path) -> None:
    rows = ledger()
    rows["segments"].append({**rows["segments"][9], "text": "Said twice."})
    (violation,) = verified(tmp_path / "x.duckdb", rows)
    assert violation == Violation("segments", "duplicate", ("episode_id", "segment_index"), 2, (f"{key('rungs')}, 1",))
    assert str(violation) == (
        f"segments: 2 rows share a key (episode_id, segment_index), such as {key('rungs')}, 1"
    )  # fmt: skip


def test_null_in_a_key_is_found(tmp_path: Path) -> None:
    rows = ledger()
    rows["links"][0]["link_index"] = None
    assert verified(tmp_path / "x.duckdb", rows) == [Violation("links", "null", ("episode_id", "link_index"), 1, ())]


def test_a_reference_of_several_columns_to_no_row_is_found(tmp_path: Path) -> None:
    rows = ledger()
    for mention in rows["mentions"][:2]:
        mention["segment_index"] = 77
    assert verified(tmp_path / "x.duckdb", rows) == [
        Violation("mentions", "orphan", ("episode_id", "segment_index"), 2, (f"{key('tides')}, 77",))
    ]


@pytest.mark.parametrize(
    ("table", "columns"),
    [(table.name, reference.columns) for table in TABLES for reference in table.references
     if table.name not in {"checks", "identity_changes"}],
)  # fmt: skip
def test_every_reference_is_verified(tmp_path: Path, table: str, columns: tuple[str, ...]) -> None:
    rows = ledger()
    rows[table][0][columns[0]] = key("nowhere")
    assert (table, "orphan", columns) in {found[:3] for found in verified(tmp_path / "x.duckdb", rows)}
