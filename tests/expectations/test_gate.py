"""The gate: every statement of the schema is judged, each kind of breach stops a publish, errors are not passes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.gate import Gate, GateError, check, start
from expectations.outcome import Outcome, is_publishable, to_table
from tests.warehouse.staged_database import RUN, Rows, build, key, ledger
from transforms.conditions import row_checks
from transforms.schema import CHECKS, TABLE, TABLES
from warehouse import connect


def not_passed(outcomes: list[Outcome]) -> dict[tuple[str, str], str]:
    return {(one.table_name, one.check_name): one.outcome for one in outcomes if one.outcome != "passed"}


def test_a_valid_ledger_passes_everything(gate: Gate, tmp_path: Path) -> None:
    outcomes = gate.check(build(tmp_path / "x.duckdb"), RUN)
    assert not_passed(outcomes) == {}
    assert is_publishable(outcomes)
    assert {one.run_id for one in outcomes} == {RUN}
    assert to_table(outcomes).schema.equals(CHECKS.arrow())


def test_everything_that_the_schema_says_has_an_outcome_of_its_own(gate: Gate, tmp_path: Path) -> None:
    outcomes = gate.check(build(tmp_path / "x.duckdb"), RUN)
    names = [(one.table_name, one.check_name) for one in outcomes]
    assert len(set(names)) == len(names)
    for table in TABLES:
        expected = {
            "columns_as_declared",
            *(one.name for one in row_checks(table)),
            *(["key_is_unique"] * bool(table.key)),
        }
        expected |= {f"{'_and_'.join(to.columns)}_in_{to.table}" for to in table.references}
        assert expected <= {name for owner, name in names if owner == table.name}


def breach(table: str, column: str, value: object, row: int = 0) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table][row][column] = value

    return change


def repeat(table: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table].append(dict(rows[table][0]))

    return change


KINDS = {
    "null": (breach("episodes", "has_transcript", None), "episodes", "has_transcript_not_null"),
    "range": (breach("appearances", "confidence", 1.5), "appearances", "confidence_in_range"),
    "not a number": (breach("appearances", "confidence", float("nan")), "appearances", "confidence_in_range"),
    "list": (breach("segments", "kind", "noise"), "segments", "kind_in_list"),
    "form": (breach("entities", "wikidata_id", "q42"), "entities", "wikidata_id_has_form"),
    "form within more": (breach("entities", "wikidata_id", "x Q42 x"), "entities", "wikidata_id_has_form"),
    "empty": (breach("links", "url", ""), "links", "url_not_empty"),
    "rule": (breach("timestamps", "doc_end", -1), "timestamps", "span_is_forward"),
    "key": (repeat("speakers"), "speakers", "key_is_unique"),
    "reference": (breach("mentions", "entity_id", key("nobody")), "mentions", "entity_id_in_entities"),
    "reference of two": (breach("mentions", "segment_index", 99), "mentions",
                         "episode_id_and_segment_index_in_segments"),
    "corpus": (breach("mentions", "char_start", 1), "mentions", "surface_is_in_the_text"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_breach_of_each_kind_of_check_stops_the_publish(gate: Gate, tmp_path: Path, kind: str) -> None:
    change, table, name = KINDS[kind]
    rows = ledger()
    change(rows)
    outcomes = gate.check(build(tmp_path / "x.duckdb", rows, constrained=False), RUN)
    assert not_passed(outcomes)[table, name] == "failed"
    assert not is_publishable(outcomes)


def test_a_failure_is_counted_and_shown(gate: Gate, tmp_path: Path) -> None:
    rows = ledger()
    for number in (2, 4):
        rows["segments"][number]["kind"] = "noise"
    outcomes = gate.check(build(tmp_path / "x.duckdb", rows, constrained=False), RUN)
    (failed,) = [one for one in outcomes if one.outcome != "passed"]
    tides = key("tides")
    assert failed == Outcome(
        RUN, "segments", "kind_in_list", "kind", "critical", "failed", 2,
        f"episode_id={tides}, segment_index=2, kind=noise; episode_id={tides}, segment_index=4, kind=noise",
    )  # fmt: skip


def test_a_warning_fails_and_does_not_stop_the_publish(gate: Gate, tmp_path: Path) -> None:
    rows = ledger()
    rows["segments"][0]["end_ms"] = -5
    outcomes = gate.check(build(tmp_path / "x.duckdb", rows), RUN)
    assert not_passed(outcomes) == {("segments", "times_are_forward"): "failed"}
    assert is_publishable(outcomes)


def test_what_cannot_be_judged_is_an_error_and_stops_the_publish(gate: Gate, tmp_path: Path) -> None:
    path = build(tmp_path / "x.duckdb")
    with connect.create(path) as con:
        con.execute("DROP TABLE links")
        con.execute("ALTER TABLE speakers DROP COLUMN name")
        con.execute("ALTER TABLE shows ALTER language TYPE INTEGER USING 1")
    outcomes = gate.check(path, RUN)
    found = not_passed(outcomes)
    assert found["links", "columns_as_declared"] == "failed"
    assert found["links", "key_is_unique"] == found["speakers", "kind_in_list"] == "error"
    details = {(one.table_name, one.check_name): one.detail for one in outcomes}
    assert details["speakers", "columns_as_declared"] == "name is absent"
    assert details["shows", "columns_as_declared"] == "language is INTEGER"
    assert "links does not exist" in (details["links", "url_not_empty"] or "")
    assert not is_publishable(outcomes)


def test_no_handle_stays_open_between_checks(gate: Gate, tmp_path: Path) -> None:
    path = build(tmp_path / "x.duckdb")
    for _ in range(2):
        gate.check(path, RUN)
        with connect.create(path) as con:
            con.execute("UPDATE shows SET publisher = 'Someone'")


def test_a_file_that_cannot_be_opened_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(GateError, match="does not exist"):
        check(tmp_path / "absent.duckdb", RUN)


def test_a_gate_that_is_gone_says_so_and_closes_twice(tmp_path: Path) -> None:
    gate = start()
    gate.close()
    gate.close()
    with pytest.raises((GateError, ValueError)):
        gate.check(tmp_path / "x.duckdb", RUN)


def test_waiting_for_the_import_can_be_told_apart_from_the_checks(gate: Gate, tmp_path: Path) -> None:
    for _ in range(2):
        gate.wait_until_ready()
    assert gate.check(build(tmp_path / "x.duckdb"), RUN)


def test_asking_for_the_gate_does_not_import_great_expectations() -> None:
    code = "import sys, expectations.gate; assert not {'great_expectations', 'duckdb', 'pandas'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_judged_is_not_publishable() -> None:
    assert not is_publishable([])


def test_outcomes_are_rows_of_checks() -> None:
    assert Outcome._fields == TABLE["checks"].names()
