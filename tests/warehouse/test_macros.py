"""Macros: exact values, their own examples, and the round trip of time codes."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.models import Macro, macros

_EXAMPLE = re.compile(r"(\w+\(.*\)) is (.+)")


def value(con: duckdb.DuckDBPyConnection, expression: str, *values: object) -> object:
    row = con.execute(f"SELECT {expression}", values).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("macro", macros(), ids=lambda macro: macro.name)
def test_the_example_of_each_macro_holds(ledger_con: duckdb.DuckDBPyConnection, macro: Macro) -> None:
    if macro.is_table:
        assert macro.example.startswith(f"FROM {macro.name}(")
        ledger_con.execute(macro.example)
        return
    match = _EXAMPLE.fullmatch(macro.example)
    assert match is not None
    assert value(ledger_con, f"({match[1]})::VARCHAR") == match[2]


@pytest.mark.parametrize(
    ("ms", "expected"),
    [(0, "0:00:00"), (59_999, "0:00:59"), (3_725_900, "1:02:05"), (360_000_000, "100:00:00"), (-5000, "-0:00:05"),
     (None, None)],
)  # fmt: skip
def test_timecode(ledger_con: duckdb.DuckDBPyConnection, ms: int | None, expected: str | None) -> None:
    assert value(ledger_con, "timecode(?::BIGINT)", ms) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1:02:05.5", 3_725_500),
        ("1:02:05,050", 3_725_050),
        ("90:00", 5_400_000),
        ("75", 75_000),
        ("0.1234", 123),
        (" 1:00 ", 60_000),
        ("100:00:00", 360_000_000),
        ("1:75", None),
        ("1:60:00", None),
        ("1:2:3:4", None),
        ("soon", None),
        ("", None),
        ("-1:00", None),
        (None, None),
    ],
)
def test_parse_timecode(ledger_con: duckdb.DuckDBPyConnection, written: str | None, expected: int | None) -> None:
    assert value(ledger_con, "parse_timecode(?::VARCHAR)", written) == expected


@given(st.integers(0, 10**9))
@settings(max_examples=50)
def test_timecodes_round_trip_to_the_second(ledger_con: duckdb.DuckDBPyConnection, ms: int) -> None:
    assert value(ledger_con, "parse_timecode(timecode(?::BIGINT))", ms) == ms // 1000 * 1000


@pytest.mark.parametrize(
    ("url", "ms", "expected"),
    [
        ("https://www.youtube.com/watch?v=abc", 65_999, "https://www.youtube.com/watch?v=abc&t=65"),
        ("https://www.youtube.com/watch?v=abc&t=5s", 65_000, "https://www.youtube.com/watch?v=abc&t=65"),
        ("https://www.youtube.com/watch?t=1&v=abc", 65_000, "https://www.youtube.com/watch?v=abc&t=65"),
        ("https://youtu.be/abc?t=9", 0, "https://youtu.be/abc?t=0"),
        ("HTTPS://YouTu.be/abc#x", 1000, "HTTPS://YouTu.be/abc?t=1"),
        ("https://open.spotify.com/episode/abc", 1000, "https://open.spotify.com/episode/abc?t=1"),
        ("https://cast.example/1.mp3#old", 65_000, "https://cast.example/1.mp3#t=65"),
        ("https://cast.example/?u=youtube.com/", 65_000, "https://cast.example/?u=youtube.com/#t=65"),
        ("https://notyoutube.com/x", 65_000, "https://notyoutube.com/x#t=65"),
        ("https://cast.example/1.mp3", -5, "https://cast.example/1.mp3#t=0"),
        ("https://cast.example/1.mp3", None, "https://cast.example/1.mp3"),
        (None, 1000, None),
    ],
)
def test_deep_link(
    ledger_con: duckdb.DuckDBPyConnection, url: str | None, ms: int | None, expected: str | None
) -> None:
    assert value(ledger_con, "deep_link(?::VARCHAR, ?::BIGINT)", url, ms) == expected


@pytest.mark.parametrize(
    ("page", "audio", "expected"),
    [
        ("https://youtu.be/a", "https://a.example/1.mp3", "https://youtu.be/a"),
        ("https://a.example/1", "https://a.example/1.mp3", "https://a.example/1.mp3"),
        ("https://a.example/1", None, "https://a.example/1"),
        (None, "https://a.example/1.mp3", "https://a.example/1.mp3"),
        (None, None, None),
    ],
)
def test_listening_url(
    ledger_con: duckdb.DuckDBPyConnection, page: str | None, audio: str | None, expected: str | None
) -> None:
    assert value(ledger_con, "listening_url(?::VARCHAR, ?::VARCHAR)", page, audio) == expected


@pytest.mark.parametrize(
    ("name", "aliases", "wanted", "expected"),
    [("Ada Finch", None, "ada finch", True), ("Ada Finch", ["AF"], "af", True), ("Ada Finch", [], "Ada", False),
     (None, None, "Ada", False), (None, ["Ada"], "Ada", True), ("Ada", ["x", None], "y", False)],
)  # fmt: skip
def test_is_called(
    ledger_con: duckdb.DuckDBPyConnection, name: str | None, aliases: list[str] | None, wanted: str, expected: bool
) -> None:
    assert value(ledger_con, "is_called(?::VARCHAR, ?::VARCHAR[], ?)", name, aliases, wanted) is expected


def test_lines_about_finds_by_name_and_alias_oldest_first(ledger_con: duckdb.DuckDBPyConnection) -> None:
    found = ledger_con.execute("SELECT episode_title, segment_index FROM lines_about('tide water')").fetchall()
    assert found == [("Of Tides", 1), ("Of Tides", 2), ("Of Tides", 4), ("Fog, Slowly", 1), ("First Rungs", 1)]
    assert ledger_con.execute("FROM lines_about('Tide')").fetchall() == []


def test_said_by_gives_everything_a_person_says(ledger_con: duckdb.DuckDBPyConnection) -> None:
    found = ledger_con.execute("SELECT show_title, \"time\", text, deep_link FROM said_by('bo')").fetchall()
    assert found == [
        ("Harbour Lights", "0:00:09", "Tidewater runs on kelp.", "https://youtu.be/tides?t=9"),
        ("Harbour Lights", "0:00:15", "Lumen Labs made it with Ora Vale.", "https://youtu.be/tides?t=15"),
        ("Harbour Lights", "0:00:25", "Thank you.", "https://youtu.be/tides?t=25"),
        ("The Long Ladder", "0:00:04", "Tidewater again.", "https://audio.example/rungs.mp3#t=4"),
    ]


def test_episodes_with_a_person_present(ledger_con: duckdb.DuckDBPyConnection) -> None:
    found = ledger_con.execute("SELECT episode_title, role, word_count FROM episodes_with('Bo Marsh')").fetchall()
    assert found == [("Of Tides", "guest", 13), ("First Rungs", "guest", 2)]
    assert ledger_con.execute("FROM episodes_with('Ora Vale')").fetchall() == []
