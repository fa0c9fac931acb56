"""Marts: exact rows on the small ledger, one row per what the grain says, and words for every column."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import duckdb
import pytest

from tests.warehouse.staged_database import key
from warehouse.models import marts

JANUARY, FEBRUARY = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
HARBOUR, LADDER = "Harbour Lights", "The Long Ladder"
KEYS = {
    "chapters": "episode_id, document_id, chapter_index",
    "co_mentions": "entity_id, other_entity_id",
    "entity_audit": "entity_id, match_method, surface",
    "entity_lines": "entity_id, episode_id, segment_index",
    "episode_overview": "episode_id",
    "first_mentions": "entity_id, is_advert",
    "mentions_by_month": "entity_id, show_id, month, is_advert",
    "present_or_mentioned": "episode_id, speaker_id, entity_id",
    "share_of_voice": "entity_id, show_id, month",
    "shared_guests": "show_id, other_show_id",
    "show_overview": "show_id",
    "speaker_mentions": "speaker_id, entity_id, is_advert",
    "talk_time": "episode_id, speaker_id",
    "turns": "episode_id, turn_index",
}
# One row for each thing that the grain names, counted by hand.
COUNTS = {
    "chapters": 3, "co_mentions": 20, "entity_audit": 6, "entity_lines": 12, "episode_overview": 4,
    "first_mentions": 7, "mentions_by_month": 11, "present_or_mentioned": 7, "share_of_voice": 9, "shared_guests": 1,
    "show_overview": 2, "speaker_mentions": 11, "talk_time": 6, "turns": 8,
}  # fmt: skip


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return con.execute(query).fetchall()


@pytest.mark.parametrize("name", [mart.name for mart in marts()])
def test_one_row_per_what_the_grain_names(ledger_con: duckdb.DuckDBPyConnection, name: str) -> None:
    assert rows(ledger_con, f"SELECT count(*), count(DISTINCT ({KEYS[name]})) FROM {name}") == [(COUNTS[name],) * 2]


def test_every_column_of_a_mart_is_described(ledger_con: duckdb.DuckDBPyConnection) -> None:
    bare = rows(
        ledger_con, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    )
    assert bare == []


def test_no_note_is_about_a_column_that_a_mart_does_not_have(ledger_con: duckdb.DuckDBPyConnection) -> None:
    for mart in marts():
        columns = {name for name, *_ in rows(ledger_con, f"DESCRIBE {mart.name}")}
        assert mart.notes.keys() <= columns


def test_marts_can_be_read_from_another_database(ledger_con: duckdb.DuckDBPyConnection) -> None:
    row = ledger_con.execute("SELECT path FROM duckdb_databases() WHERE path IS NOT NULL").fetchone()
    assert row is not None
    with duckdb.connect() as other:
        other.execute(f"ATTACH '{row[0]}' AS ledger (READ_ONLY)")
        for mart in marts():
            assert len(other.execute(f"FROM ledger.{mart.name}").fetchall()) == COUNTS[mart.name]


def test_episode_overview(ledger_con: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        ledger_con,
        "SELECT * EXCLUDE (show_id, season, language, audio_url) FROM episode_overview ORDER BY uri",
    ) == [
        (key("fog"), HARBOUR, "Fog, Slowly", Decimal("2.500"), dt.date(2024, 2, 7), None, None, ["Ada Finch"], [],
         True, 10, 2, 2, 0, 1.0, 0.0, 0, 2, 2, None, "talks/fog.txt"),
        (key("notes"), LADDER, "Notes Only", Decimal("2.000"), None, None, None, [], [],
         False, 0, 0, 0, 0, None, None, 0, 0, 0, None, "talks/notes.txt"),
        (key("rungs"), LADDER, "First Rungs", Decimal("1.000"), dt.date(2024, 2, 20), None, None, ["Cy Dune"],
         ["Bo Marsh"], True, 6, 2, 2, 0, 1.0, 1.0, 1, 2, 2, None, "talks/rungs.txt"),
        (key("tides"), HARBOUR, "Of Tides", Decimal("1.000"), dt.date(2024, 1, 10), 30000, "0:00:30", ["Ada Finch"],
         ["Bo Marsh"], True, 29, 6, 4, 6, 1.0, 1.0, 2, 6, 5, "https://youtu.be/tides", "talks/tides.txt"),
    ]  # fmt: skip


def test_show_overview(ledger_con: duckdb.DuckDBPyConnection) -> None:
    assert rows(
        ledger_con, "SELECT * EXCLUDE (show_id, site_url, feed_url) FROM show_overview ORDER BY show_title"
    ) == [
        (HARBOUR, None, "en", 2, 2, dt.date(2024, 1, 10), dt.date(2024, 2, 7), 30000, 39, ["Ada Finch"], 1, 8),
        (LADDER, "Rung & Co", None, 2, 1, dt.date(2024, 2, 20), dt.date(2024, 2, 20), None, 6, ["Cy Dune"], 1, 2),
    ]


def test_turns(ledger_con: duckdb.DuckDBPyConnection) -> None:
    query = f"SELECT * EXCLUDE (episode_id) FROM turns WHERE episode_id = '{key('tides')}' ORDER BY 1"
    assert rows(ledger_con, query) == [
        (0, key("ada"), "Ada Finch", "ADA", 0, 2, 10, 0, 9000, False,
         "Welcome to Harbour Lights. Today Bo Marsh talks about Tidewater."),
        (1, key("bo"), "Bo Marsh", "BO", 2, 2, 11, 9000, 21000, False,
         "Tidewater runs on kelp. Lumen Labs made it with Ora Vale."),
        (2, key("ada"), "Ada Finch", "ADA", 4, 1, 6, 21000, 25000, True, "Tidewater is sponsored by Lumen Labs."),
        (3, key("bo"), "Bo Marsh", "BO", 5, 1, 2, 25000, 30000, False, "Thank you."),
    ]  # fmt: skip


def test_talk_time(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = ("episode_title, speaker, role, turn_count, word_count, advert_word_count, talk_ms, "
               "round(share_of_words, 4), words_per_turn, longest_turn_words, round(words_per_minute, 2)")  # fmt: skip
    assert rows(ledger_con, f"SELECT {columns} FROM talk_time ORDER BY 1, 2 NULLS LAST") == [
        ("First Rungs", "Bo Marsh", "guest", 1, 2, 0, 5000, 0.3333, 2.0, 2, 24.0),
        ("First Rungs", "Cy Dune", "host", 1, 4, 0, 3000, 0.6667, 4.0, 4, 80.0),
        ("Fog, Slowly", "Ada Finch", "host", 1, 5, 0, None, 0.5, 5.0, 5, None),
        ("Fog, Slowly", None, "other", 1, 5, 0, None, 0.5, 5.0, 5, None),
        ("Of Tides", "Ada Finch", "host", 2, 16, 6, 13000, 0.4348, 8.0, 10, 73.85),
        ("Of Tides", "Bo Marsh", "guest", 2, 13, 0, 17000, 0.5652, 6.5, 11, 45.88),
    ]


def test_chapters_end_where_the_next_begins(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = "episode_title, chapter_index, chapter_title, start_ms, end_ms, start_time, deep_link"
    assert rows(ledger_con, f"SELECT {columns} FROM chapters ORDER BY 1, 2") == [
        ("First Rungs", 0, "Climb", 1000, 9000, "0:00:01", "https://audio.example/rungs.mp3#t=1"),
        ("Of Tides", 0, "Opening", 0, 9000, "0:00:00", "https://youtu.be/tides?t=0"),
        ("Of Tides", 1, "Kelp", 9000, 30000, "0:00:09", "https://youtu.be/tides?t=9"),
    ]


def test_entity_lines_have_context_speaker_time_and_link(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = '"time", speaker, before, text, after, surfaces, match_methods, confidence, is_advert, deep_link'
    query = f"SELECT {columns} FROM entity_lines WHERE entity_name = 'Ora Vale' ORDER BY published_date"
    assert rows(ledger_con, query) == [
        ("0:00:15", "Bo Marsh", "Today Bo Marsh talks about Tidewater. Tidewater runs on kelp.",
         "Lumen Labs made it with Ora Vale.", "Tidewater is sponsored by Lumen Labs. Thank you.", ["Ora Vale"],
         ["discovered"], 0.6, False, "https://youtu.be/tides?t=15"),
        (None, "Ada Finch", None, "Ora Vale wrote to us.", "Tide water is a word.", ["Ora Vale"], ["discovered"], 0.7,
         False, "https://audio.example/fog.mp3"),
    ]  # fmt: skip
    assert rows(ledger_con, "SELECT segment_index FROM entity_lines WHERE is_advert") == [(4,), (4,)]


def test_mentions_by_month_tell_adverts_apart(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = "month, show_title, is_advert, mention_count, episode_count, speaker_count"
    query = f"SELECT {columns} FROM mentions_by_month WHERE entity_name = 'Tidewater' ORDER BY 1, 2, 3"
    assert rows(ledger_con, query) == [
        (JANUARY, HARBOUR, False, 2, 1, 2),
        (JANUARY, HARBOUR, True, 1, 1, 1),
        (FEBRUARY, HARBOUR, False, 1, 1, 1),
        (FEBRUARY, LADDER, False, 1, 1, 1),
    ]


def test_share_of_voice_leaves_adverts_out(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = "month, show_title, entity_name, mention_count, kind_mention_count, share"
    assert rows(ledger_con, f"SELECT {columns} FROM share_of_voice ORDER BY 1, 2, 3") == [
        (JANUARY, HARBOUR, "Bo Marsh", 1, 2, 0.5),
        (JANUARY, HARBOUR, "Kelp", 1, 1, 1.0),
        (JANUARY, HARBOUR, "Lumen Labs", 1, 1, 1.0),
        (JANUARY, HARBOUR, "Ora Vale", 1, 2, 0.5),
        (JANUARY, HARBOUR, "Tidewater", 2, 2, 1.0),
        (FEBRUARY, HARBOUR, "Ora Vale", 1, 1, 1.0),
        (FEBRUARY, HARBOUR, "Tidewater", 1, 1, 1.0),
        (FEBRUARY, LADDER, "Bo Marsh", 1, 1, 1.0),
        (FEBRUARY, LADDER, "Tidewater", 1, 1, 1.0),
    ]


def test_co_mentions_count_episodes_and_turns_from_either_side(ledger_con: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT other_name, episode_count, turn_count FROM co_mentions WHERE entity_name = '{}' ORDER BY 1"
    assert rows(ledger_con, query.format("Tidewater")) == [
        ("Bo Marsh", 2, 1), ("Kelp", 1, 1), ("Lumen Labs", 1, 1), ("Ora Vale", 2, 1),
    ]  # fmt: skip
    assert ("Tidewater", 2, 1) in rows(ledger_con, query.format("Bo Marsh"))


def test_first_mentions_come_by_date_and_apart_for_adverts(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = 'entity_name, is_advert, episode_title, segment_index, speaker, "time", surface'
    assert rows(ledger_con, f"SELECT {columns} FROM first_mentions ORDER BY 1, 2") == [
        ("Bo Marsh", False, "Of Tides", 1, "Ada Finch", "0:00:05", "Bo Marsh"),
        ("Kelp", False, "Of Tides", 2, "Bo Marsh", "0:00:09", "kelp"),
        ("Lumen Labs", False, "Of Tides", 3, "Bo Marsh", "0:00:15", "Lumen Labs"),
        ("Lumen Labs", True, "Of Tides", 4, "Ada Finch", "0:00:21", "Lumen Labs"),
        ("Ora Vale", False, "Of Tides", 3, "Bo Marsh", "0:00:15", "Ora Vale"),
        ("Tidewater", False, "Of Tides", 1, "Ada Finch", "0:00:05", "Tidewater"),
        ("Tidewater", True, "Of Tides", 4, "Ada Finch", "0:00:21", "Tidewater"),
    ]


def test_speaker_mentions_say_who_talks_about_what(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = "speaker, is_advert, mention_count, episode_count, show_count, first_date, last_date"
    query = f"SELECT {columns} FROM speaker_mentions WHERE entity_name = 'Tidewater' ORDER BY 1, 2"
    tides, rungs, fog = dt.date(2024, 1, 10), dt.date(2024, 2, 20), dt.date(2024, 2, 7)
    assert rows(ledger_con, query) == [
        ("Ada Finch", False, 1, 1, 1, tides, tides),
        ("Ada Finch", True, 1, 1, 1, tides, tides),
        ("Bo Marsh", False, 2, 2, 2, tides, rungs),
        (None, False, 1, 1, 1, fog, fog),
    ]


def test_shared_guests(ledger_con: duckdb.DuckDBPyConnection) -> None:
    first, second = sorted([(key("harbour"), HARBOUR), (key("ladder"), LADDER)])
    assert rows(ledger_con, "FROM shared_guests") == [(*first, *second, 1, ["Bo Marsh"])]


def test_present_and_mentioned_are_apart(ledger_con: duckdb.DuckDBPyConnection) -> None:
    columns = "episode_title, person, is_present, is_mentioned, role, mention_count, speaker_id, entity_id"
    assert rows(ledger_con, f"SELECT {columns} FROM present_or_mentioned ORDER BY 1, 2") == [
        ("First Rungs", "Bo Marsh", True, True, "guest", 1, key("bo"), key("bo-entity")),
        ("First Rungs", "Cy Dune", True, False, "host", 0, key("cy"), None),
        ("Fog, Slowly", "Ada Finch", True, False, "host", 0, key("ada"), None),
        ("Fog, Slowly", "Ora Vale", False, True, None, 1, None, key("ora")),
        ("Of Tides", "Ada Finch", True, False, "host", 0, key("ada"), None),
        ("Of Tides", "Bo Marsh", True, True, "guest", 1, key("bo"), key("bo-entity")),
        ("Of Tides", "Ora Vale", False, True, None, 1, None, key("ora")),
    ]


def test_entity_audit_shows_what_was_heard_for_what(ledger_con: duckdb.DuckDBPyConnection) -> None:
    counts = "mention_count, advert_mention_count, episode_count, mean_confidence"
    columns = f"entity_name, origin, match_method, surface, {counts}"
    assert rows(ledger_con, f"SELECT {columns} FROM entity_audit ORDER BY 1, 3") == [
        ("Bo Marsh", "notes", "exact", "Bo Marsh", 2, 0, 2, 1.0),
        ("Kelp", "notes", "alias", "kelp", 1, 0, 1, 0.8),
        ("Lumen Labs", "lexicon", "exact", "Lumen Labs", 2, 1, 1, 1.0),
        ("Ora Vale", "discovered", "discovered", "Ora Vale", 2, 0, 2, 0.65),
        ("Tidewater", "lexicon", "exact", "Tidewater", 4, 1, 2, 1.0),
        ("Tidewater", "lexicon", "spelling", "Tide water", 1, 0, 1, 0.5),
    ]
