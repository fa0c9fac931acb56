"""The lexicon that ships is sound."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from transforms.contract import Between, Matches, NotEmpty, OneOf, Table
from transforms.fold import fold_text
from transforms.lexicon_schema import (
    COMMON_WORDS,
    ENTITY_CUES,
    GIVEN_NAMES,
    HONORIFICS,
    OCCUPATIONS,
    SURNAMES,
    WORD_LISTS,
)
from transforms.lexicon_table import EntityList, collisions, form_key, parse_entities, parse_words
from transforms.schema import ENTITY_KINDS

LEXICON = Path(__file__).parent.parent / "transforms" / "lexicon"
DOMAINS = sorted((LEXICON / "entities").glob("*.csv"))
FILES = sorted(LEXICON.rglob("*.csv"))


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


def _holds(check: Between | OneOf | Matches | NotEmpty, value: Any) -> bool:
    if value is None:
        return True
    if isinstance(check, OneOf):
        return value in check.values
    if isinstance(check, Between):
        return (check.low is None or value >= check.low) and (check.high is None or value <= check.high)
    return bool(value)
