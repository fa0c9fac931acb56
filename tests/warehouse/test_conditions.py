"""Checks as SQL: they judge as plain Python does, value by value, and name the first that a row breaks."""

from __future__ import annotations

import math
import re
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.staged_database import build, ledger
from transforms.conditions import first_broken, identifier, literal, row_checks, satisfied
from transforms.contract import Between, Check, Matches, NotEmpty, OneOf
from transforms.schema import TABLE, TABLES
from warehouse import connect

NUMBERS = st.one_of(st.none(), st.floats(), st.integers(-(2**53), 2**53))
TEXTS = st.one_of(st.none(), st.text(max_size=12), st.from_regex(r"[0-9a-fQ]{0,17}", fullmatch=True),
                  st.sampled_from(["host", "guest", "it's"]))  # fmt: skip
CHECKS: list[tuple[Check, st.SearchStrategy[Any]]] = [
    (Between(0, 1), NUMBERS), (Between(0), NUMBERS), (Between(None, 0.5), NUMBERS), (OneOf(("host", "it's")), TEXTS),
    (Matches("^[0-9a-f]{16}$", ""), TEXTS), (Matches("^Q[0-9]+$", ""), TEXTS), (NotEmpty(), TEXTS),
]  # fmt: skip


def plainly(value: Any, check: Check) -> bool:
    """Say whether a value satisfies a check, without SQL; NULL satisfies every check."""
    if value is None:
        return True
    match check:
        case Between(low, high):
            # DuckDB holds NaN to be larger than every number.
            number = math.inf if isinstance(value, float) and math.isnan(value) else value
            return (low is None or number >= low) and (high is None or number <= high)
        case OneOf(values):
            return value in values
        case Matches(pattern):
            return re.fullmatch(pattern.strip("^$"), value) is not None
        case NotEmpty():
            return bool(value)


@given(st.data())
@settings(max_examples=150)
def test_checks_judge_as_plainly(data: st.DataObject) -> None:
    check, values = data.draw(st.sampled_from(CHECKS))
    value = data.draw(values.filter(lambda drawn: not isinstance(drawn, str) or "\x00" not in drawn))
    kind = "DOUBLE" if isinstance(check, Between) else "VARCHAR"
    query = f"SELECT NOT coalesce(NOT ({satisfied('value', check)}), false) FROM (SELECT ?::{kind} AS value)"
    assert duckdb.execute(query, [value]).fetchone() == (plainly(value, check),)


@given(st.text(max_size=20).filter(lambda text: "\x00" not in text))
def test_names_and_texts_are_quoted(text: str) -> None:
    row = duckdb.execute(f"SELECT {literal(text)} AS {identifier(text or 'x')}").fetchone()
    assert row == (text,)


def test_names_of_checks_are_unique_within_a_table() -> None:
    for table in TABLES:
        names = [check.name for check in row_checks(table)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, None),
        ({"kind": "noise"}, "kind_in_list"),
        ({"kind": None, "text": ""}, "kind_not_null"),
        ({"episode_id": "x", "doc_end": -1}, "episode_id_has_form"),
        ({"doc_start": 9, "doc_end": 8}, "span_is_forward"),
        ({"end_ms": -1}, None),  # only a warning
    ],
)
def test_the_first_critical_check_that_a_row_breaks_is_named(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any], broken: str | None
) -> None:
    rows = ledger()
    rows["segments"] = [{**rows["segments"][0], **changes}]
    path = build(tmp_path_factory.mktemp("broken") / "x.duckdb", rows, constrained=False)
    with connect.read(path) as con:
        assert con.execute(f"SELECT {first_broken(TABLE['segments'])} FROM segments").fetchall() == [(broken,)]
