"""The quality page: says how it went, gravest first, escapes everything, needs nothing from outside."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations.outcome import Outcome, to_table
from expectations.quality_facts import RunFacts, read_facts
from expectations.quality_page import compose, render
from tests.warehouse.staged_database import RUN, Rows, build, key, ledger
from warehouse import connect

PASSED = Outcome(RUN, "segments", "kind_in_list", "kind", "critical", "passed", 0, None)
FAILED = PASSED._replace(check_name="text_not_empty", column_name="text", outcome="failed", unexpected_count=2,
                         detail="segment_index=4")  # fmt: skip
WARNED = FAILED._replace(check_name="times_are_forward", severity="warning", unexpected_count=1)
UNJUDGED = PASSED._replace(check_name="span_is_forward", outcome="error", unexpected_count=None, detail="no such table")
VOID = {"meta", "br", "!doctype"}


class Page(HTMLParser):
    """Checks that tags are balanced, and collects text, tags and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def facts_of(path: Path, rows: Rows | None = None) -> RunFacts:
    return read_facts(build(path, rows, constrained=False))[0]


@pytest.fixture
def facts(tmp_path: Path) -> RunFacts:
    return facts_of(tmp_path / "x.duckdb")


def test_facts_come_from_the_database(facts: RunFacts) -> None:
    assert (facts.run_id, facts.status, f"{facts.started_at:%H:%M}") == (RUN, "published", "12:00")
    assert facts.stage_seconds == {"pull": 0.5, "check": 1.25}
    assert facts.versions == {"castledger": "0.1.0"}
    assert facts.statuses == {"ignored": 1, "parsed": 4, "rejected": 1}
    assert (facts.row_counts["segments"], facts.row_counts["mentions"]) == (10, 12)
    assert facts.shares == {
        "Text accounted for": 1.0, "Words with a known speaker": 1.0, "Segments with a time": 0.8,
        "Speakers with a name": 0.75, "Mentions heard as written": 0.75,
    }  # fmt: skip
    assert facts.warnings == [("time_order", 2, 1, "00:09 after 00:15", "talks/tides.txt", "line 4")]
    assert [reason[1:3] for reason in facts.ignored] == [(1, 1)]
    assert [reason[:3] for reason in facts.rejects] == [("empty_file", 1, 1), ("empty_text", 1, 1)]


def test_a_page_of_a_good_run(facts: RunFacts) -> None:
    text = Page(compose([PASSED], facts)).text
    assert "✓ Published" in text
    assert "1 checks: 1 passed." in text
    assert "Every check passed." in text
    assert "empty_text 1 time in 1 document" in text
    assert text.index("Left alone") < text.index(facts.ignored[0].reason) < text.index("Rejects")
    assert "segments 10 rows, 1 of 1 checks passed" in text


def test_failures_come_first_and_gravest_first(facts: RunFacts) -> None:
    text = Page(compose([PASSED, WARNED, UNJUDGED, FAILED], facts)).text
    assert "✗ Not published" in text
    assert "4 checks: 1 passed, 2 failed, 1 error." in text
    places = [text.index(words) for words in (
        "criticalsegments: span_is_forward", "criticalsegments: text_not_empty",
        "warningsegments: times_are_forward", "How much is known", "kind_in_list")]  # fmt: skip
    assert places == sorted(places)
    assert "Expected: not empty; 2 rows broke it." in text
    assert "could not be judged" in text


def test_a_failed_warning_does_not_say_not_published(facts: RunFacts) -> None:
    assert "✓ Published" in Page(compose([PASSED, WARNED], facts)).text


def test_every_value_is_escaped(tmp_path: Path) -> None:
    evil = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>\u202e\x00\x1b[2J"
    rows = ledger()
    rows["warnings"][0].update(detail=evil, locator=evil)
    rows["rejects"][0].update(uri=evil, reason=evil)
    rows["runs"][0].update(versions=[(evil, evil)], stage_seconds=[(evil, 1.0)])
    rows["documents"][0]["status"] = evil
    outcomes = [FAILED._replace(table_name=evil, check_name=evil, detail=evil)]
    made = compose(outcomes, dataclasses.replace(facts_of(tmp_path / "x.duckdb", rows), run_id=evil))
    page = Page(made)
    assert not {"script", "img"} & set(page.tags)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.text.count("<script>alert('x')</script>") >= 9
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", made)


def test_nothing_comes_from_outside(facts: RunFacts) -> None:
    made = compose([PASSED, FAILED], facts)
    page = Page(made)
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & set(page.tags)
    assert not {"src", "href", "action", "srcset"} & {name for name, _ in page.attributes}
    assert "http" not in re.sub("http-equiv", "", made)
    assert "url(" not in made
    assert "@import" not in made
    assert "default-src 'none'" in made


def test_a_page_is_readable_by_machines_and_on_phones(facts: RunFacts) -> None:
    made = compose([PASSED], facts)
    assert made.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert 'name="viewport"' in made
    assert "prefers-color-scheme: dark" in made
    assert "max-width: 30rem" in made
    assert "<main>" in made


def test_an_empty_ledger_has_a_page(tmp_path: Path) -> None:
    rows: Rows = {"runs": ledger()["runs"]}
    text = Page(compose([], facts_of(tmp_path / "x.duckdb", rows))).text
    assert "none was made" in text
    assert "Nothing was rejected." in text


def test_a_database_without_a_run_has_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no run"):
        facts_of(tmp_path / "x.duckdb", {})


def test_shares_are_not_rounded_up_to_all(facts: RunFacts) -> None:
    shares: dict[str, float | None] = {"a": 0.99996, "b": 1.0, "c": None, "d": 0.0}
    text = Page(compose([PASSED], dataclasses.replace(facts, shares=shares))).text
    assert all(words in text for words in ("a99.9%", "b100%", "cnone", "d0.0%"))


def test_the_page_is_written_for_the_latest_run_and_its_checks(tmp_path: Path) -> None:
    rows = ledger()
    rows["runs"].append({**rows["runs"][0], "run_id": "20250101T000000.000Z-1"})
    path, page = build(tmp_path / "x.duckdb", rows), tmp_path / "quality.html"
    outcomes = [FAILED, PASSED._replace(run_id="20250101T000000.000Z-1", detail=key("x"))]
    with connect.create(path) as con:
        con.register("given", to_table(outcomes))
        con.execute("INSERT INTO checks SELECT * FROM given")
    page.write_text("old", encoding="utf-8")
    render(path, page)
    text = Page(page.read_text(encoding="utf-8")).text
    assert "Run 20250101T000000.000Z-1" in text
    assert "✓ Published" in text
    assert sorted(one.name for one in tmp_path.iterdir()) == ["quality.html", "x.duckdb"]
