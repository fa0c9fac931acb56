"""Statements about the corpus: each holds for the small ledger, and each can be broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from expectations.corpus import STATEMENTS, Statement
from tests.warehouse.staged_database import NOON, Rows, build, key, ledger
from warehouse import connect

Found = tuple[int, str]


def broken(path: Path, statement: Statement, rows: Rows) -> list[Found]:
    with connect.read(build(path, rows, constrained=False)) as con:
        return con.execute(statement.query).fetchall()


def rejected(rows: Rows) -> None:
    rows["documents"][0]["status"] = "rejected"


def unaccounted(rows: Rows) -> None:
    rows["documents"][0]["accounted_share"] = 0.9


def shrunk(rows: Rows) -> None:
    rows["runs"][0]["document_count"] = 13


def barren(rows: Rows) -> None:
    rows["episode_documents"].pop()


def empty_show(rows: Rows) -> None:
    rows["shows"].append({"show_id": key("none"), "title": "No Episodes"})


def no_segments(rows: Rows) -> None:
    rows["episodes"][3]["has_transcript"] = True


def miscounted(rows: Rows) -> None:
    rows["episodes"][0]["word_count"] = 1


def two_places(rows: Rows) -> None:
    rows["episode_documents"].append({**rows["episode_documents"][0], "ordinal": 2})


def gap(rows: Rows) -> None:
    rows["segments"][9]["segment_index"] = 5


def backwards(rows: Rows) -> None:
    rows["segments"][3]["turn_index"] = 0


def outside(rows: Rows) -> None:
    rows["segments"][9]["doc_end"] = 501


def hurried(rows: Rows) -> None:
    rows["segments"][4]["word_count"] = 2100
    rows["segments"][5]["start_ms"] = 300_000


def absent(rows: Rows) -> None:
    rows["speakers"].append({"speaker_id": key("ghost"), "name": "Gus Host"})


def namesake(rows: Rows) -> None:
    rows["speakers"].append({"speaker_id": key("ghost"), "name": "ada finch"})


def silent(rows: Rows) -> None:
    rows["appearances"][1]["turn_count"] = 0


def unmentioned(rows: Rows) -> None:
    rows["entities"].append({"entity_id": key("zinc"), "name": "Zinc"})


def shifted(rows: Rows) -> None:
    rows["mentions"][3]["char_end"] += 1


def crowded(rows: Rows) -> None:
    for episode in rows["episodes"][:3]:
        episode["word_count"] = 500
    mention = rows["mentions"][-1]
    rows["mentions"] += [{**mention, "mention_index": number} for number in range(10, 110)]


BROKEN_BY: dict[str, tuple[Callable[[Rows], None], Found]] = {
    "rejected_share": (rejected, (2, "33.3% of 6 documents")),
    "corpus_is_accounted_for": (unaccounted, (1, "0.9750 of 2000 characters")),
    "corpus_did_not_shrink": (shrunk, (7, "6 documents, 13 before")),
    "parsed_documents_give_episodes": (barren, (1, "talks/notes.txt")),
    "shows_have_episodes": (empty_show, (1, "No Episodes")),
    "transcripts_have_segments": (no_segments, (1, key("notes"))),
    "words_add_up": (miscounted, (1, key("tides"))),
    "one_primary_place": (two_places, (1, key("tides"))),
    "segments_are_numbered": (gap, (1, key("rungs"))),
    "turns_run_forward": (backwards, (1, key("tides"))),
    "segments_lie_in_their_document": (outside, (1, f"{key('doc-rungs')} at 501")),
    "pace_is_human": (hurried, (1, f"{key('tides')} (424 a minute)")),
    "speakers_are_present": (absent, (1, "Gus Host")),
    "full_names_are_one_person": (namesake, (1, "ada finch")),
    "labels_bear_out_presence": (silent, (1, key("bo"))),
    "entities_are_mentioned": (unmentioned, (1, "Zinc")),
    "surface_is_in_the_text": (shifted, (1, f"{key('tides')} 3: kelp")),
    "mention_rate_is_usual": (crowded, (1, f"{key('rungs')} (204 in 1000 words)")),
}


@pytest.fixture(scope="module", params=[ledger(), {}], ids=["the ledger", "an empty ledger"])
def good(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[DuckDBPyConnection]:
    with connect.read(build(tmp_path_factory.mktemp("good") / "x.duckdb", request.param)) as con:
        yield con


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_each_statement_holds_for(good: DuckDBPyConnection, statement: Statement) -> None:
    assert good.execute(statement.query).fetchall() == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_each_statement_can_be_broken(tmp_path: Path, statement: Statement) -> None:
    change, expected = BROKEN_BY[statement.name]
    rows = ledger()
    change(rows)
    assert broken(tmp_path / "bad.duckdb", statement, rows) == [expected]


def test_the_run_published_last_is_the_one_compared_with(tmp_path: Path) -> None:
    (statement,) = [one for one in STATEMENTS if one.name == "corpus_did_not_shrink"]
    rows = ledger()
    later = {**rows["runs"][0], "run_id": "later", "started_at": NOON + dt.timedelta(days=1)}
    rows["runs"] += [{**later, "document_count": 100}, {**later, "run_id": "x", "status": "stopped"}]
    assert broken(tmp_path / "x.duckdb", statement, rows) == [(94, "6 documents, 100 before")]
