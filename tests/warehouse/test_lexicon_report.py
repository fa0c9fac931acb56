"""What a report says of a lexicon: what is mentioned, what several entities share, what is a common word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.staged_database import build, ledger
from transforms.identity import identify
from transforms.mentions.lexicon import entity_key
from warehouse.folder import DataFolder
from warehouse.lexicon_report import describe, report
from warehouse.publish import publish
from warehouse.user_lists import lists_fingerprint

_OWN = """name,kind,aliases,ambiguous
Tidewater,product,Cloud|Kubernetes,
Kelp Works,organization,Bridge|cloud|OpenAI,Bridge
Unheard Of,product,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Give a data folder whose warehouse mentions `Tidewater` of the lexicon file seven times."""
    folder = DataFolder(tmp_path)
    rows = ledger()
    known = identify("entity", entity_key("Tidewater", "product"))
    old = next(row["entity_id"] for row in rows["entities"] if row["name"] == "Tidewater")
    for name in ("entities", "mentions"):
        rows[name] = [row | ({"entity_id": known} if row["entity_id"] == old else {}) for row in rows[name]]
    publish(build(tmp_path / "staged.duckdb", rows), folder)
    folder.lexicon.mkdir()
    (folder.lexicon / "own.csv").write_text(_OWN, encoding="utf-8")
    return folder


def test_entries_have_their_mentions(folder: DataFolder) -> None:
    found = report(folder)
    assert [(one.line, one.name, one.mention_count) for one in found.entries] == [
        (2, "Tidewater", 5), (3, "Kelp Works", 0), (4, "Unheard Of", 0),
    ]  # fmt: skip


def test_forms_of_several_entities_are_told_unless_all_mark_them(folder: DataFolder) -> None:
    shared = {one.key: {(owner.name, owner.source) for owner in one.owners} for one in report(folder).collisions}
    assert shared["cloud"] >= {("Tidewater", "own.csv"), ("Kelp Works", "own.csv")}
    assert ("Kubernetes", "own.csv") not in shared["kubernetes"]
    assert {name for name, _ in shared["openai"]} == {"OpenAI", "Kelp Works"}
    assert all(any(source == "own.csv" for _, source in owners) for owners in shared.values())


def test_forms_that_are_common_words_are_told_unless_marked(folder: DataFolder) -> None:
    assert [(one.line, one.form) for one in report(folder).ordinary] == [(2, "Cloud"), (3, "cloud")]


def test_the_lexicon_that_ships_is_told_of_when_asked_for(folder: DataFolder) -> None:
    assert len(report(folder, with_shipped=True).entries) > 5_000


def test_what_is_wrong_in_a_file_is_described(folder: DataFolder) -> None:
    (folder.lexicon / "more.csv").write_text("name,kind\nx,firm\n", encoding="utf-8")
    assert [describe(problem) for problem in report(folder).problems] == [
        "more.csv line 2: a kind that is not on the list: firm (row left out)"
    ]


def test_a_folder_without_files_has_nothing_to_report(published: DataFolder) -> None:
    assert report(published) == ((), (), (), ())


def test_the_fingerprint_changes_with_any_of_the_files(folder: DataFolder) -> None:
    seen = {lists_fingerprint(folder)}
    (folder.lexicon / "own.csv").write_text(_OWN + "More,product,,\n", encoding="utf-8")
    seen.add(lists_fingerprint(folder))
    (folder.lexicon / "own.csv").rename(folder.lexicon / "other.csv")
    seen.add(lists_fingerprint(folder))
    folder.corrections.write_text("surface,entity\n", encoding="utf-8")
    seen.add(lists_fingerprint(folder))
    folder.corrections.write_text("surface,entity\nx,y\n", encoding="utf-8")
    seen.add(lists_fingerprint(folder))
    assert len(seen) == 5
    assert lists_fingerprint(folder) == lists_fingerprint(folder)
