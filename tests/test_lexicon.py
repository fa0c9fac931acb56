"""The lexicon that ships is sound, and files that users bring are read without surprises."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.contract import Between, Matches, NotEmpty, OneOf, Table
from transforms.fold import fold_text
from transforms.lexicon_schema import (
    COMMON_WORDS,
    DROPPING,
    ENTITY_CUES,
    GIVEN_NAMES,
    HONORIFICS,
    LEXICON_PROBLEMS,
    OCCUPATIONS,
    SURNAMES,
    WORD_LISTS,
)
from transforms.lexicon_table import EntityList, collisions, form_key, parse_entities, parse_words
from transforms.schema import ENTITY_KINDS

LEXICON = Path(__file__).parent.parent / "transforms" / "lexicon"
DOMAINS = sorted((LEXICON / "entities").glob("*.csv"))
FILES = sorted(LEXICON.rglob("*.csv"))
HEADER = "name,kind,aliases,ambiguous,homepage,wikidata_id,description\n"


@cache
def domain(path: Path) -> EntityList:
    return parse_entities(path.read_text(encoding="utf-8"), path.name)


@cache
def entities() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pa.concat_tables([domain(path).table for path in DOMAINS]).to_pylist()
    return rows


@cache
def words(table: Table) -> list[dict[str, Any]]:
    text = (LEXICON / f"{table.name}.csv").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = parse_words(text, table).to_pylist()
    return rows


def forms(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row["aliases"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_plain_utf8_with_unix_line_ends(path: Path) -> None:
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n") and not raw.endswith(b"\n\n")
    raw.decode("utf-8")


def test_every_file_is_a_known_list_or_a_domain() -> None:
    lists = {f"{table.name}.csv" for table in WORD_LISTS}
    assert {path.name for path in LEXICON.glob("*.csv")} == lists
    assert {path.parent.name for path in FILES} == {"lexicon", "entities"}


@pytest.mark.parametrize("path", DOMAINS, ids=lambda path: path.name)
def test_a_domain_parses_without_problems(path: Path) -> None:
    found = domain(path)
    assert found.problems == ()
    assert found.table.num_rows == len(path.read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.parametrize("path", DOMAINS, ids=lambda path: path.name)
def test_a_domain_is_sorted_by_name(path: Path) -> None:
    keys = [(row["name"].casefold(), row["name"], row["kind"]) for row in domain(path).table.to_pylist()]
    assert keys == sorted(keys)


def test_no_entity_stands_in_two_places() -> None:
    counts = Counter((row["name"], row["kind"]) for row in entities())
    assert [key for key, count in counts.items() if count > 1] == []


def test_shared_forms_are_ambiguous_in_every_entity() -> None:
    undeclared = [held for held in collisions([domain(path).table for path in DOMAINS]) if not held.is_declared]
    assert undeclared == []


def test_wikidata_items_are_of_one_entity_each() -> None:
    items = Counter(row["wikidata_id"] for row in entities() if row["wikidata_id"])
    assert [item for item, count in items.items() if count > 1] == []


def test_homepages_are_https() -> None:
    assert [
        row["homepage"] for row in entities() if row["homepage"] and not row["homepage"].startswith("https://")
    ] == []


def test_every_entity_is_described_in_a_few_words() -> None:
    assert [row["name"] for row in entities() if not row["description"] or len(row["description"]) > 80] == []


def test_ordinary_words_are_ambiguous() -> None:
    ordinary = {row["word"] for row in words(COMMON_WORDS) if row["language"] != "en" or row["band"] <= 4}
    bare = [
        (row["name"], form)
        for row in entities()
        for form in forms(row)
        if form.isalpha() and form.casefold() in ordinary and form not in row["ambiguous"]
    ]
    assert bare == []


def test_given_names_are_ambiguous_unless_they_are_places() -> None:
    given_names = {row["name"].casefold() for row in words(GIVEN_NAMES)}
    bare = [
        (row["name"], form)
        for row in entities()
        for form in forms(row)
        if row["kind"] != "place" and form.casefold() in given_names and form not in row["ambiguous"]
    ]
    assert bare == []


def test_people_are_listed_by_their_full_names() -> None:
    people = [row["name"] for row in entities() if row["kind"] == "person"]
    mononyms = [name for name in people if " " not in name]
    assert len(mononyms) < len(people) * 0.04


def test_aliases_are_what_people_write() -> None:
    odd = [form for row in entities() for form in forms(row) if len(form) > 80 or not any(map(str.isalnum, form))]
    assert odd == []
    assert not any("://" in form or "@" in form for row in entities() for form in forms(row))


def test_the_lexicon_is_broad() -> None:
    kinds = Counter(row["kind"] for row in entities())
    assert set(kinds) == set(ENTITY_KINDS)
    assert 8_000 <= sum(kinds.values()) <= 13_000
    assert all(kinds[kind] >= 200 for kind in ENTITY_KINDS)
    assert kinds["topic"] <= 700, "topics are plain terms; they are listed sparingly"


def test_word_lists_have_the_sizes_they_are_made_for() -> None:
    assert len(words(GIVEN_NAMES)) >= 4_000
    assert len(words(SURNAMES)) >= 3_000
    sizes = Counter(row["language"] for row in words(COMMON_WORDS))
    assert sizes["en"] >= 12_000
    assert all(sizes[language] >= 1_100 for language in ("de", "es", "fr", "it", "nl", "pt"))


@pytest.mark.parametrize("table", WORD_LISTS, ids=lambda table: table.name)
def test_a_word_list_fits_its_table(table: Table) -> None:
    rows = words(table)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(keys) == len(set(keys))
    for column in table.columns:
        for value in (row[column.name] for row in rows):
            assert value is None or not isinstance(value, str) or value == fold_text(value)
            assert all(_holds(check, value) for check in column.checks), (column.name, value)


@pytest.mark.parametrize(
    ("table", "order"),
    [
        (GIVEN_NAMES, ("name",)),
        (SURNAMES, ("name",)),
        (COMMON_WORDS, ("language", "word")),
        (HONORIFICS, ("language", "honorific")),
        (OCCUPATIONS, ("language", "occupation")),
        (ENTITY_CUES, ("language", "cue")),
    ],
    ids=lambda value: value.name if isinstance(value, Table) else "",
)
def test_a_word_list_is_sorted(table: Table, order: tuple[str, ...]) -> None:
    folded = table in (HONORIFICS, OCCUPATIONS, ENTITY_CUES)
    keys = [tuple(row[name].casefold() if folded else row[name] for name in order) for row in words(table)]
    assert keys == sorted(keys)


def test_common_words_are_lower_case_words() -> None:
    assert [row["word"] for row in words(COMMON_WORDS) if row["word"] != row["word"].lower()] == []


@pytest.mark.parametrize(
    ("word", "language", "band"),
    [("the", "en", 1), ("und", "de", 1), ("que", "es", 1), ("avec", "fr", 1), ("não", "pt", 1), ("che", "it", 1),
     ("het", "nl", 1), ("house", "en", 1), ("swift", "en", 3), ("cursor", "en", 4)],
)  # fmt: skip
def test_known_words_have_the_band_they_deserve(word: str, language: str, band: int) -> None:
    assert (word, language, band) in {(row["word"], row["language"], row["band"]) for row in words(COMMON_WORDS)}


@pytest.mark.parametrize("name", ["Will", "Mark", "Grace", "Hope", "May", "Art", "Bill", "Chase", "Austin"])
def test_names_that_are_words_or_places_are_ordinary(name: str) -> None:
    assert {"name": name, "ordinary": True} in words(GIVEN_NAMES)


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("K8s", "Kubernetes", "product"),
        ("HuggingFace", "Hugging Face", "organization"),
        ("Golang", "Go", "product"),
        ("NYT", "The New York Times", "organization"),
        ("GPT4", "GPT-4", "product"),
        ("WWII", "World War II", "event"),
        ("DSGVO", "GDPR", "work"),
        ("München", "Munich", "place"),
        ("Tufte", "Edward Tufte", "person"),
        ("low-rank adaptation", "LoRA", "technique"),
    ],
)
def test_well_known_short_forms_lead_to_their_entity(form: str, name: str, kind: str) -> None:
    owners = {
        (row["name"], row["kind"]) for row in entities() for held in forms(row) if form_key(held) == form_key(form)
    }
    assert owners == {(name, kind)}


@pytest.mark.parametrize(
    "form", ["Apple", "Meta", "Cursor", "Notion", "Swift", "Go", "Rust", "Claude", "Gemini", "Turkey"]
)
def test_names_of_common_things_need_context(form: str) -> None:
    assert any(form in row["ambiguous"] for row in entities())


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
    started = time.perf_counter()
    parse_entities(HEADER + "Rust,product," + unit * (1_000_000 // len(unit)), "own.csv")
    assert time.perf_counter() - started < 10


def _csv(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue()


def _holds(check: Between | OneOf | Matches | NotEmpty, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(check, OneOf):
        return value in check.values
    if isinstance(check, Between):
        return (check.low is None or value >= check.low) and (check.high is None or value <= check.high)
    return bool(value)
