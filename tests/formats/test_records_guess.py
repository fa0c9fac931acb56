"""Records that nobody has described: which are speech, which are episodes, and which are to be left alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transforms.document import Document
from transforms.formats.records import json_document
from transforms.formats.records.episode_record import is_episode, is_person
from transforms.formats.records.guess import fit_rows
from transforms.formats.records.times import MILLISECONDS, NANOSECONDS, SECONDS

SPEECH: list[list[dict[str, Any]]] = [
    [{"start": 0.5, "text": "Bees shiver."}, {"start": 3, "text": "Do they?"}],
    [{"startTimeMs": "500", "words": "Bees shiver.", "line": "Bees shiver."}],
    [{"from": "00:00:01,000", "to": "00:00:02,000", "content": "Bees shiver."}],
    [{"who": "Mara", "said": "Bees shiver."}, {"who": "Tobin", "said": "Do they?"}],
    [{"name": "Mara", "ts": 1.5, "utterance": "Bees shiver."}],
    [{"speaker": {"name": "Mara"}, "dialog": "Bees shiver."}, {"speaker": {"name": "Tobin"}, "dialog": "Do they?"}],
    [{"offset": 0, "duration": 2500, "text": "bees shiver"}],
    [{"speaker": "A", "words": [{"word": "bees", "start": 0.1}, {"word": "shiver", "start": 0.4}]}],
]
OTHER: list[list[dict[str, Any]]] = [
    [{"author": "Mara", "text": "Lovely post!", "created_at": "2024-03-05T10:00:00Z"}],
    [{"user": "U1", "text": "hello", "ts": "1610000000.000100"}],
    [{"role": "user", "content": "What do bees do?"}, {"role": "assistant", "content": "They shiver."}],
    [{"time": "12:00:01", "level": "INFO", "message": "started"}],
    [{"text": "Paris", "start": 10, "end": 15, "label": "LOC"}, {"text": "Ann", "start": 20, "end": 23, "label": "PER"},
     {"text": "Clover Ltd", "start": 30, "end": 40, "label": "ORG"}],
    [{"title": "On bees", "text": "Bees shiver.", "url": "https://a.example"}],
    [{"time": 1.5, "value": 7}, {"time": 2.5, "value": 8}],
    [{"word": "the", "count": 5}],
    [{"name": "Mara Quill", "bio": "Mara keeps bees."}],
    [{"id": 1, "text": "A line."}, {"id": 2, "text": "Another."}],
    [{"start": 1, "text": {"headline": "War"}}],
    [],
]  # fmt: skip


@pytest.mark.parametrize("rows", SPEECH)
def test_rows_with_a_text_and_a_time_or_a_speaker_are_speech(rows: list[dict[str, Any]]) -> None:
    assert fit_rows(rows) is not None


@pytest.mark.parametrize("rows", OTHER)
def test_other_rows_are_no_speech(rows: list[dict[str, Any]]) -> None:
    assert fit_rows(rows) is None


@pytest.mark.parametrize("rows", [rows for rows in OTHER if rows and "bio" not in rows[0]])
def test_documents_of_other_rows_are_left_alone(rows: list[dict[str, Any]]) -> None:
    parsed = json_document.parse(Document("0" * 16, "input.json", json.dumps({"version": 2, "records": rows})))
    assert parsed is not None
    assert (parsed.status, parsed.reason) == ("ignored", "data_file")


@pytest.mark.parametrize(
    ("key", "unit"),
    [("start_ms", MILLISECONDS), ("startTimeMs", MILLISECONDS), ("start_seconds", SECONDS), ("offset_ns", NANOSECONDS),
     ("start", None), ("begin", None), ("startTime", None)],
)  # fmt: skip
def test_a_key_may_say_its_unit(key: str, unit: float | None) -> None:
    fit = fit_rows([{key: 1, "text": "Bees shiver."}]) or fit_rows([{key: 1, "start": 1, "text": "Bees shiver."}])
    assert fit is not None
    assert fit.unit == (unit if fit.start == (key,) else None)


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Winter bees", "audioUrl": "https://a.example/1.mp3", "description": "Cold."},
        {"name": "Winter bees", "duration_ms": 1000, "release_date": "2024-03-05"},
        {"trackName": "Winter bees", "trackTimeMillis": 1000, "guid": "x"},
        {"episodeTitle": "Winter bees", "episodeGuid": "x"},
        {"title": "Winter bees", "link": "https://a.example/podcast/1", "pubDate": "2024-03-05"},
        {"title": "Winter bees", "episode": 7, "guests": ["Tobin Ash"]},
    ],
)
def test_records_of_episodes_are_known(record: dict[str, Any]) -> None:
    assert is_episode(record)


@pytest.mark.parametrize(
    "record",
    [
        {"title": "On bees", "author": "Mara", "date": "2024-03-05", "content": "Bees shiver."},
        {"title": "hive", "version": "1.2.0", "description": "A tool."},
        {"name": "Mara Quill", "bio": "Mara keeps bees.", "url": "https://a.example"},
        {"audioUrl": "https://a.example/1.mp3"},
        {},
        [],
        "title",
    ],
)
def test_other_records_are_no_episodes(record: Any) -> None:
    assert not is_episode(record)


def test_records_of_people_are_known() -> None:
    assert is_person({"name": "Mara Quill", "bio": "Mara keeps bees."})
    assert not is_person({"name": "hive", "version": "1.2.0"})


ARRAYS: list[Any] = [
    [["Mara Quill", "member"], ["Tobin Ash", "member"], ["Ann Lee", "guest"], ["Bo Marlow", "guest"]],
    [[1.5, 2.5], [3.5, 4.5], [5.5, 6.5]],
    [["the", 5], ["of", 4], ["and", 3]],
    [[1, "one two"], [2, "two three"], [3, "three four"]],
    [["Paris"], ["Rome"], ["Oslo"]],
    [[], [], []],
    ["one", "two"],
]


@pytest.mark.parametrize("value", ARRAYS)
def test_tables_of_other_things_are_left_alone(value: Any) -> None:
    parsed = json_document.parse(Document("0" * 16, "input.json", json.dumps(value)))
    assert parsed is not None
    assert parsed.status == "ignored"
