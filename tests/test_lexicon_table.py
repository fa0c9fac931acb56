"""Lists of entities that users bring are read without surprises."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patience import assert_within
from transforms.lexicon_schema import DROPPING, LEXICON_PROBLEMS
from transforms.lexicon_table import collisions, parse_entities
from transforms.schema import ENTITY_KINDS

HEADER = "name,kind,aliases,ambiguous,homepage,wikidata_id,description\n"

PROBLEM_CASES = {
    "alias_repeated": "Rust,product,rustlang|rustlang,,,,\n",
    "ambiguous_unknown": "Rust,product,rustlang,Rusty,,,\n",
    "csv_invalid": "Rust,product," + "x" * 200_000 + ",,,,\n",
    "homepage_invalid": "Rust,product,,,rust dot org,,\n",
    "kind_unknown": "Rust,thing,,,,,\n",
    "name_missing": ",product,,,,,\n",
    "row_repeated": "Rust,product,,,,,\nRust,product,,,,,\n",
    "row_shape": "Rust,product,,,,,,more\n",
    "spacing": " Rust,product,,,,,\n",
    "value_empty": "Rust,product,rustlang||rs,,,,\n",
    "wikidata_invalid": "Rust,product,,,,575650,\n",
}


@pytest.mark.parametrize("reason", PROBLEM_CASES)
def test_a_problem_is_reported_with_its_line(reason: str) -> None:
    found = parse_entities(HEADER + PROBLEM_CASES[reason], "own.csv")
    assert [problem.reason for problem in found.problems] == [reason]
    problem = found.problems[0]
    assert problem.line >= 2 and problem.source == "own.csv" and len(problem.excerpt) <= 80
    assert problem.is_dropped == (reason in DROPPING)
    assert found.table.num_rows == (reason == "row_repeated" or not problem.is_dropped)


@pytest.mark.parametrize("text", ["", "\n\n", "alias,kind\nRust,product\n", "name,name,kind\na,b,product\n"])
def test_a_file_without_a_usable_header_gives_no_rows(text: str) -> None:
    found = parse_entities(text, "own.csv")
    assert [problem.reason for problem in found.problems] == ["header_invalid"]
    assert found.table.num_rows == 0


def test_unknown_columns_are_reported_and_left_out() -> None:
    found = parse_entities("Kind,Name,colour\nproduct,Rust,brown\n", "own.csv")
    assert [(problem.reason, problem.column) for problem in found.problems] == [("column_unknown", "colour")]
    assert found.table.column("name").to_pylist() == ["Rust"]


def test_every_problem_has_a_case() -> None:
    assert set(PROBLEM_CASES) | {"header_invalid", "column_unknown"} == set(LEXICON_PROBLEMS)
    assert set(LEXICON_PROBLEMS) >= DROPPING


def test_missing_columns_and_a_byte_order_mark_are_no_problem() -> None:
    found = parse_entities("\ufeffname,kind\nRust,Product\n", "own.csv")
    assert found.problems == ()
    assert found.table.to_pylist()[0] == {
        "name": "Rust", "kind": "product", "aliases": [], "ambiguous": [], "homepage": None, "wikidata_id": None,
        "description": None, "source": "own.csv", "line": 2,
    }  # fmt: skip


def test_collisions_name_both_entities_and_say_whether_they_are_declared() -> None:
    first = parse_entities(HEADER + "Mercury,place,,,,,\nGo,product,Golang,Go,,,\n", "a.csv")
    second = parse_entities(HEADER + "Freddie Mercury,person,mercury,mercury,,,\nAlphaGo,product,GO,GO,,,\n", "b.csv")
    found = {held.key: held for held in collisions([first.table, second.table])}
    assert set(found) == {"mercury", "go"}
    assert [(owner.name, owner.source) for owner in found["mercury"].owners] == [
        ("Mercury", "a.csv"),
        ("Freddie Mercury", "b.csv"),
    ]
    assert (found["mercury"].is_declared, found["go"].is_declared) == (False, True)


def test_two_spellings_in_one_entity_do_not_collide() -> None:
    assert collisions([parse_entities(HEADER + "GPT-4,product,GPT4|GPT 4,,,,\n", "a.csv").table]) == ()


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_entities(text, "own.csv")


_FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="|\0\r"), max_size=12)


@given(st.lists(st.tuples(_FIELD, st.sampled_from(ENTITY_KINDS), st.lists(_FIELD, max_size=3)), max_size=8))
@settings(max_examples=60)
def test_what_is_kept_is_clean_and_reads_back_the_same(rows: list[tuple[str, str, list[str]]]) -> None:
    written = [[name, kind, "|".join(aliases), "", "", "", ""] for name, kind, aliases in rows]
    kept = parse_entities(HEADER + _csv(written), "own.csv").table.to_pylist()
    again = parse_entities(
        HEADER + _csv([[row["name"], row["kind"], "|".join(row["aliases"]), "", "", "", ""] for row in kept]), "own.csv"
    )
    assert again.problems == ()
    assert [(row["name"], row["kind"], row["aliases"]) for row in again.table.to_pylist()] == [
        (row["name"], row["kind"], row["aliases"]) for row in kept
    ]


@pytest.mark.parametrize("unit", ["|", '"', ",", "a|", '"a', "\n,", " "])
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    assert_within(10, lambda: parse_entities(HEADER + "Rust,product," + unit * (1_000_000 // len(unit)), "own.csv"))


def _csv(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue()
