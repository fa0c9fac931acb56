"""Dumps of other people's data become lexicon files: columns as named, kinds as told, the rest with a reason."""

from __future__ import annotations

import bz2
import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.lexicon_dump import SKIPPED, Entry, Mapped, Skipped, entry_of_item, entry_of_row, mapped_columns
from transforms.lexicon_table import parse_entities
from transforms.schema import ENTITY_KINDS
from transforms.wikidata_kinds import KIND_OF_CLASS, KIND_OF_LABEL
from warehouse.lexicon_files import Converted, LexiconFileError, convert_dump


def item(name: str | None = "Zorbiq", classes: tuple[str, ...] = ("Q4830453",), **more: Any) -> dict[str, Any]:
    """Return an item as Wikidata's JSON has it."""
    of = [{"rank": "normal", "mainsnak": {"datavalue": {"value": {"id": one}}}} for one in classes]
    labels = {"en": {"language": "en", "value": name}} if name else {}
    return {"type": "item", "id": "Q42", "labels": labels, "claims": {"P31": of}, **more}


def convert(tmp_path: Path, content: str | bytes, how: Mapped | None = None) -> tuple[Converted, list[dict[str, Any]]]:
    dump, target = tmp_path / "dump", tmp_path / "made.csv"
    dump.write_bytes(content.encode() if isinstance(content, str) else content)
    done = convert_dump(dump, target, how or Mapped())
    found = parse_entities(target.read_text(encoding="utf-8"), "made.csv")
    assert found.problems == ()
    assert found.table.num_rows == done.row_count
    return done, found.table.to_pylist()


def test_columns_of_any_csv_are_mapped(tmp_path: Path) -> None:
    content = "id,company,also,web,what\n1,Zorbiq,Zorbiq Inc;ZBQ,https://zorbiq.example,makes robots\n"
    named = {"name": "company", "aliases": "also", "homepage": "web", "description": "what"}
    done, rows = convert(tmp_path, content, Mapped(named, "organization", ";"))
    assert (done.row_count, dict(done.skipped)) == (1, {})
    assert rows[0] | {"source": "", "line": 0} == {
        "name": "Zorbiq", "kind": "organization", "aliases": ["Zorbiq Inc", "ZBQ"], "ambiguous": [],
        "homepage": "https://zorbiq.example", "wikidata_id": None, "description": "makes robots", "source": "",
        "line": 0,
    }  # fmt: skip


def test_a_file_of_ours_comes_out_as_it_went_in(tmp_path: Path) -> None:
    content = (
        "name,kind,aliases,ambiguous,homepage,wikidata_id,description\nRust,product,Rust language,Rust,,Q575650,x\n"
    )
    convert(tmp_path, content)
    assert (tmp_path / "made.csv").read_text(encoding="utf-8") == content


def test_a_table_of_the_query_service_is_read(tmp_path: Path) -> None:
    content = (
        "item,itemLabel,itemDescription,itemAltLabel,instanceOf\n"
        'http://www.wikidata.org/entity/Q42,Zorbiq,a maker of robots,"ZBQ, Zorbiq Inc",http://www.wikidata.org/entity/Q783794\n'
        'http://www.wikidata.org/entity/Q42,Zorbiq,a maker of robots,"ZBQ, Zorbiq Inc",http://www.wikidata.org/entity/Q4830453\n'
        "http://www.wikidata.org/entity/Q43,Marla Quintavey,engineer,,human\n"
        "http://www.wikidata.org/entity/Q44,Q44,,,human\n"
        "http://www.wikidata.org/entity/Q45,Something,,,something else\n"
    )
    done, rows = convert(tmp_path, content)
    assert [(row["name"], row["kind"], row["aliases"], row["wikidata_id"]) for row in rows] == [
        ("Zorbiq", "organization", ["ZBQ", "Zorbiq Inc"], "Q42"), ("Marla Quintavey", "person", [], "Q43"),
    ]  # fmt: skip
    assert dict(done.skipped) == {"row_repeated": 1, "name_number": 1, "kind_unknown": 1}
    assert done.examples["kind_unknown"] == ["Something"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress], ids=["plain", "gzip", "bzip2"])
def test_wikidatas_json_is_read(tmp_path: Path, pack: Any) -> None:
    claims = {
        "P31": [{"rank": "deprecated", "mainsnak": {"datavalue": {"value": {"id": "Q5"}}}},
                {"rank": "normal", "mainsnak": {"snaktype": "novalue"}},
                {"rank": "preferred", "mainsnak": {"datavalue": {"value": {"id": "Q9143"}}}}],
        "P856": [{"rank": "normal", "mainsnak": {"datavalue": {"value": "https://quill.example/"}}}],
    }  # fmt: skip
    told: dict[str, Any] = {
        "aliases": {"en": [{"value": "Quill lang"}, {"value": "Quill"}]},
        "descriptions": {"en": {"value": "a " * 99}},
    }
    lines = [
        json.dumps(item("Quill", claims=claims, **told, sitelinks={"enwiki": {}, "dewiki": {}})),
        json.dumps(item("Nobody knows", sitelinks={"enwiki": {}})),
        json.dumps(item(None, sitelinks={"enwiki": {}, "dewiki": {}})),
        '{"id": "Q1", "labels": ',
    ]
    dump = tmp_path / {"bytes": "all.json", "compress": "all.json.gz"}.get(pack.__name__, "all.json")
    dump = dump.with_name("all.json.bz2") if pack is bz2.compress else dump
    dump.write_bytes(pack(("[\n" + ",\n".join(lines) + "\n]\n").encode()))
    done = convert_dump(dump, tmp_path / "made.csv", Mapped(least_sitelinks=2))
    (row,) = parse_entities((tmp_path / "made.csv").read_text(encoding="utf-8"), "made.csv").table.to_pylist()
    assert (row["name"], row["kind"], row["aliases"]) == ("Quill", "product", ["Quill lang"])
    assert (row["homepage"], row["wikidata_id"]) == ("https://quill.example/", "Q42")
    assert len(row["description"]) <= 80
    assert dict(done.skipped) == {"unknown_abroad": 1, "name_missing": 1, "json_invalid": 1}


def test_names_are_those_of_the_language_asked_for() -> None:
    labels = {"en": {"value": "Munich"}, "de": {"value": "München"}}
    line = json.dumps(item(labels=labels, classes=("Q515",))).encode()
    found = entry_of_item(line, Mapped(language="de"))
    assert isinstance(found, Entry)
    assert (found.name, found.kind) == ("München", "place")


@pytest.mark.parametrize(
    ("content", "how", "said"),
    [
        ("a,b\n1,2\n", Mapped(kind="person"), "which column has the name"),
        ("name,b\nx,2\n", Mapped(), "of what kind are they"),
        ("name,kind\nx,person\n", Mapped({"aliases": "other"}), "there is no column other"),
        ("", Mapped(kind="person"), "which column has the name"),
    ],
)
def test_a_dump_without_the_columns_says_what_is_missing(tmp_path: Path, content: str, how: Mapped, said: str) -> None:
    with pytest.raises(LexiconFileError, match=said):
        convert(tmp_path, content, how)
    assert list(tmp_path.iterdir()) == [tmp_path / "dump"]


def test_a_line_that_is_no_csv_is_told(tmp_path: Path) -> None:
    done, rows = convert(tmp_path, f'name,kind\nx,person\n"{"y" * 200_000}",person\nz,person\n')
    assert "csv_invalid" in done.skipped
    assert rows[0]["name"] == "x"


def test_memory_does_not_grow_with_the_dump(tmp_path: Path) -> None:
    dump = tmp_path / "dump.json"
    with dump.open("w", encoding="utf-8") as out:
        for number in range(20_000):
            out.write(json.dumps(item(f"Zorbiq number {number}")) + "\n")
    assert dump.stat().st_size > 3_500_000
    tracemalloc.start()
    done = convert_dump(dump, tmp_path / "made.csv", Mapped())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert done.row_count == 20_000
    assert most < 1_000_000


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "labels", "en", "value", "claims", "P31", "mainsnak", "datavalue", "aliases"]), inner
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_an_entry_or_has_a_reason(value: Any) -> None:
    found = entry_of_item(
        json.dumps({"id": "Q1"} | (value if isinstance(value, dict) else {"labels": value})).encode(), Mapped()
    )
    assert isinstance(found, Entry) or (isinstance(found, Skipped) and found.reason in SKIPPED)


@given(st.binary(max_size=60))
def test_any_line_is_nothing_an_entry_or_has_a_reason(line: bytes) -> None:
    found = entry_of_item(line, Mapped(kind="person"))
    assert found is None or isinstance(found, Entry) or found.reason in SKIPPED


@given(
    st.dictionaries(
        st.sampled_from(["name", "kind", "aliases", "ambiguous", "homepage", "wikidata_id"]), st.text(max_size=20)
    )
)
def test_what_is_made_of_a_row_reads_back_without_a_problem(row: dict[str, str]) -> None:
    found = entry_of_row(row, Mapped(mapped_columns(list(row), {}), kind="person"))
    if isinstance(found, Entry):
        quoted = ",".join('"' + value.replace('"', '""') + '"' for value in found)
        read = parse_entities("name,kind,aliases,ambiguous,homepage,wikidata_id,description\n" + quoted, "made.csv")
        assert read.table.num_rows == 1
        assert read.problems == ()


def test_classes_lead_to_kinds_there_are() -> None:
    assert {*KIND_OF_CLASS.values(), *KIND_OF_LABEL.values()} == set(ENTITY_KINDS)
    assert all(item.startswith("Q") and item[1:].isdigit() for item in KIND_OF_CLASS)
