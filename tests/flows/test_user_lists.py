"""Lexicon files and corrections of the user: taken in, applied by the next run, and what is wrong in them told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows import cli
from flows.gates import started_early
from flows.ledger import ledger
from tests.flows.inputs import query
from warehouse.folder import DataFolder

_TALK = """WEBVTT

00:00.000 --> 00:04.000
<v Orla Finch>Welcome to Lantern Hour. We built the Bear in our garden, next to the quillbase.

00:04.000 --> 00:09.500
<v Teo Marsh>And we run Kubernetes beside it, that is true.
"""
_NAMED = "SELECT surface, name, kind, match_method FROM mentions JOIN entities USING (entity_id) ORDER BY mention_index"
_REJECTS = "SELECT parse_filename(uri), stage, reason, locator, column_name, excerpt FROM rejects ORDER BY ALL"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module", autouse=True)
def one_gate() -> Iterator[None]:
    """Let all runs of this module share a gate: its import takes longer than all that is tested here."""
    with started_early():
        yield


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    """Give a function that runs a command on the test's data folder and returns status, output and complaints."""

    def call(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([*map(str, arguments), "--data", str(tmp_path / "data")])
        return status, *capsys.readouterr()

    return call


@pytest.mark.usefixtures("prefect_api")
def test_the_next_run_applies_what_the_user_brings(said: Said, tmp_path: Path) -> None:
    folder, talk, own = DataFolder(tmp_path / "data"), tmp_path / "talk.vtt", tmp_path / "own.csv"
    talk.write_text(_TALK, encoding="utf-8")
    assert ledger([str(talk)], str(folder.root)).record.status == "published"
    assert query(folder.warehouse, _NAMED) == [("Kubernetes", "Kubernetes", "product", "exact")]
    assert ledger([], str(folder.root)).record.status == "unchanged"

    own.write_text(
        "name,kind,aliases\nQuillbase,product,\nNobodyware,product,the||nobody\n,product,\n", encoding="utf-8"
    )
    assert said("lexicon", "add", own)[0] == 0
    assert said("corrections", "add", "the Bear", "Debear", "--kind", "product")[0] == 0
    assert said("corrections", "add", "Kubernetes", "not an entity", "--show", "Nowhere")[0] == 0
    assert ledger([], str(folder.root)).record.status == "published"
    assert query(folder.warehouse, _NAMED) == [
        ("the Bear", "Debear", "product", "alias"), ("quillbase", "Quillbase", "product", "exact"),
        ("Kubernetes", "Kubernetes", "product", "exact"),
    ]  # fmt: skip
    assert query(folder.warehouse, _REJECTS) == [
        ("corrections.csv", "annotate", "correction_unplaced", "line 3", "show", "Nowhere"),
        ("own.csv", "annotate", "lexicon_row_invalid", "line 4", "name", "|product|"),
        ("own.csv", "annotate", "lexicon_value_invalid", "line 3", "aliases", "the||nobody"),
    ]
    assert ledger([], str(folder.root)).record.status == "unchanged"

    folder.corrections.write_text("surface,entity\nKubernetes,not an entity\n,Debear\n", encoding="utf-8")
    assert ledger([], str(folder.root)).record.status == "published"
    assert [surface for surface, *_ in query(folder.warehouse, _NAMED)] == ["quillbase"]
    assert query(folder.warehouse, _REJECTS)[0][2:4] == ("correction_invalid", "line 3")

    status, told, _ = said("lexicon", "report")
    assert status == 0
    assert told.startswith(
        "2 entries, 1 of them mentioned\n\nNever mentioned: 1\n  own.csv line 3: Nobodyware (product)\n"
    )


def test_a_lexicon_file_is_checked_and_taken_in(said: Said, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,kind,shade\nQuillbase,product,red\nQuillbase,product,\nZorbiq,firm,\n", encoding="utf-8")
    status, told, _ = said("lexicon", "add", own)
    assert status == 0
    assert told.splitlines() == [
        f"1 entries in {tmp_path / 'data' / 'lexicon' / 'own.csv'}; the next run finds them",
        "",
        "What is wrong in it: 3",
        "  own.csv line 1: a column that the file may not have",
        "  own.csv line 3: a second row of one name and kind: Quillbase (row left out)",
        "  own.csv line 4: a kind that is not on the list: firm (row left out)",
    ]
    assert said("lexicon", "add", tmp_path / "data" / "lexicon" / "own.csv")[0] == 0


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff", b"a,b\n1,2\n", b"name,kind\n,person\n"])
def test_a_file_without_a_usable_row_is_not_taken_in(said: Said, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "own.csv").write_bytes(content)
    status, _, complaint = said("lexicon", "add", tmp_path / "own.csv")
    assert status == 2
    assert "no row can be used" in complaint
    assert not (tmp_path / "data").exists()


def test_a_file_in_another_encoding_is_read(said: Said, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes("name,kind\nMüllerware,product\nZoë Quint,person\n".encode("cp1252"))
    assert said("lexicon", "add", tmp_path / "own.csv")[0] == 0
    kept = (tmp_path / "data" / "lexicon" / "own.csv").read_text(encoding="utf-8")
    assert kept == "name,kind\nMüllerware,product\nZoë Quint,person\n"


def test_a_dump_is_converted_on_the_command_line(said: Said, tmp_path: Path) -> None:
    dump, made = tmp_path / "dump.csv", tmp_path / "made.csv"
    dump.write_text("firm;,web\nZorbiq,https://zorbiq.example\n,x\n", encoding="utf-8")
    arguments = ("--to", made, "--kind", "organization", "--name-column", "firm;", "--homepage-column", "web")
    status, told, _ = said("lexicon", "convert", dump, *arguments)
    assert (status, told.splitlines()) == (0, [f"1 entries in {made}", "         1 left out: no name ()"])
    assert made.read_text(encoding="utf-8").splitlines()[1] == "Zorbiq,organization,,,https://zorbiq.example,,"
    status, _, complaint = said("lexicon", "convert", dump, "--to", made, "--name-column", "firm;")
    assert (status, "of what kind are they?" in complaint) == (2, True)


def test_a_report_needs_a_warehouse(said: Said) -> None:
    status, _, complaint = said("lexicon", "report")
    assert (status, "makes a warehouse" in complaint) == (2, True)


def test_corrections_are_listed_with_what_is_wrong(said: Said, tmp_path: Path) -> None:
    assert said("corrections", "list")[1].startswith("no corrections in ")
    assert said("corrections", "add", "the Bear", "Debear", "--kind", "product", "--episode", "Of Bears")[0] == 0
    path = tmp_path / "data" / "corrections.csv"
    path.write_text(path.read_text(encoding="utf-8") + ",,,lost,\n", encoding="utf-8")
    assert said("corrections", "list")[1].splitlines() == [
        "line 2: the Bear is Debear (product) in Of Bears", "line 3: surface is missing: ,,,lost,",
    ]  # fmt: skip


def test_a_correction_that_no_run_could_use_is_not_added(said: Said, tmp_path: Path) -> None:
    assert said("corrections", "add", " ", "Debear")[0] == 2
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "corrections.csv").write_text("surface,entity\n", encoding="utf-8")
    status, _, complaint = said("corrections", "add", "x", "y", "--kind", "person")
    assert (status, "its header has no column kind" in complaint) == (2, True)
    assert said("corrections", "add", "x", 'y, "z"')[0] == 0
    assert (tmp_path / "data" / "corrections.csv").read_text(encoding="utf-8") == 'surface,entity\nx,"y, ""z"""\n'
