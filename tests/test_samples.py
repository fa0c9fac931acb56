"""The samples: each is read as what it is, with the words, speakers and titles that were written into it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.sample_table import COPY, DAMAGED, DIRECTORY, FACTS, FIRST_AND_LAST, NOT_EPISODES, SPOKEN, Fact, Spoken
from transforms.accounting import accounted_share
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize, parse_document
from transforms.tabulate import ParsedDocument

SAMPLES = Path(__file__).parent.parent / "samples"
ACCOUNTED = 0.995


@cache
def read(name: str) -> ParsedDocument:
    data = (SAMPLES / name).read_bytes()
    return parse_document(RawDocument(identify_bytes(data), name, data))


@cache
def tables(name: str) -> dict[str, list[dict[str, Any]]]:
    data = (SAMPLES / name).read_bytes()
    made = normalize([RawDocument(identify_bytes(data), name, data)])
    return {table: rows.to_pylist() for table, rows in made.items()}


def rows_of(place: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of one episode: `place` is `file` or `file#ordinal`."""
    name, _, ordinal = place.partition("#")
    return [row for row in tables(name)[table] if row["ordinal"] == int(ordinal or 1)]


def speech_of(place: str) -> list[dict[str, Any]]:
    """Return the segments with words: sounds in brackets that have a kind of their own are left out."""
    return [row for row in rows_of(place, "parsed_segments") if row["kind"] != "music"]


def files() -> list[str]:
    return sorted(path.name for path in SAMPLES.iterdir())


def named(rows: tuple[Spoken, ...] | tuple[Fact, ...]) -> list[Any]:
    return [pytest.param(row, id=row.file) for row in rows]


def test_every_file_is_in_the_readme_and_in_a_table_here() -> None:
    listed = (SAMPLES / "README.md").read_text(encoding="utf-8")
    tested = {row.file.partition("#")[0] for row in (*SPOKEN, *FACTS)} | {*NOT_EPISODES, DAMAGED, COPY}
    assert [name for name in files() if f"`{name}`" not in listed] == []
    assert set(files()) == tested


def test_sizes_stay_small() -> None:
    sizes = {name: (SAMPLES / name).stat().st_size for name in files()}
    assert sum(sizes.values()) < 450_000
    assert max(sizes.values()) < 32_000


@pytest.mark.parametrize("name", [name for name in files() if name not in NOT_EPISODES])
def test_is_read_and_nothing_is_lost(name: str) -> None:
    document = read(name)
    assert (document.parsed.status, document.parsed.reason) == ("parsed", None)
    assert accounted_share(document.parsed, document.text) >= ACCOUNTED


@pytest.mark.parametrize("name", [name for name in files() if name not in NOT_EPISODES])
def test_every_segment_points_at_its_words(name: str) -> None:
    document = read(name)
    for episode in document.parsed.episodes:
        speech = episode.speech
        for text, start, end in zip(speech.text, speech.doc_start, speech.doc_end, strict=True):
            raw = document.text[start:end]
            assert text.strip() == raw or len(raw) > len(text), (text, raw)


@pytest.mark.parametrize("name", sorted({*files()} - {*NOT_EPISODES, DAMAGED}))
def test_nothing_is_rejected_from_a_sound_file(name: str) -> None:
    assert [(reject.reason, reject.locator) for reject in read(name).parsed.rejects] == []
    odd = {note.reason for note in read(name).parsed.warnings}
    assert odd <= {"title_from_filename"}


@pytest.mark.parametrize("name", sorted(NOT_EPISODES))
def test_what_is_no_episode_is_left_alone(name: str) -> None:
    parsed = read(name).parsed
    assert (parsed.status, parsed.episodes, parsed.rejects) == ("ignored", [], [])
    assert NOT_EPISODES[name] in (None, parsed.reason)


@pytest.mark.parametrize("expected", named(SPOKEN))
def test_format_is_found_by_content(expected: Spoken) -> None:
    assert read(expected.file.partition("#")[0]).parsed.format == expected.format


@pytest.mark.parametrize("expected", named(SPOKEN))
def test_words(expected: Spoken) -> None:
    speech = speech_of(expected.file)
    said = " ".join(row["text"] for row in speech)
    assert said.startswith(expected.first)
    assert said.endswith(expected.last)
    assert sum(row["word_count"] for row in speech) == expected.words
    assert expected.segments in (None, len(speech))


@pytest.mark.parametrize("expected", named(SPOKEN))
def test_turns_by_label(expected: Spoken) -> None:
    turns = [label for label, _ in groupby(row["speaker_label"] for row in speech_of(expected.file))]
    assert Counter(label for label in turns if label is not None) == expected.turns
    assert expected.turns == {} or None not in turns


@pytest.mark.parametrize("place", FIRST_AND_LAST)
def test_times(place: str) -> None:
    speech, (first, last) = speech_of(place), FIRST_AND_LAST[place]
    assert speech[0]["start_ms"] == first
    assert last is None or last in (speech[-1]["end_ms"], speech[-1]["start_ms"])


@pytest.mark.parametrize("expected", named(FACTS))
def test_facts(expected: Fact) -> None:
    (episode,) = rows_of(expected.file, "parsed_episodes")
    assert episode["title"].endswith(expected.title)
    assert not episode["is_title_from_name"]
    assert (episode["show_title"] or "").startswith(expected.show or "")
    assert episode["episode_number"] == (Decimal(expected.number) if expected.number else None)
    assert episode["published_date"] == (dt.date.fromisoformat(expected.date) if expected.date else None)
    assert (episode["duration_ms"] or 0) // 1000 == (expected.seconds or 0)


@pytest.mark.parametrize("expected", named(FACTS))
def test_chapters(expected: Fact) -> None:
    chapters = [row for row in rows_of(expected.file, "parsed_timestamps") if row["kind"] == "chapter"]
    assert len({row["label"] for row in chapters}) == expected.chapters


@pytest.mark.parametrize("expected", named(FACTS))
def test_people_that_the_record_names(expected: Fact) -> None:
    people = rows_of(expected.file, "parsed_people")
    roles = {(person["name"], person["role"]) for person in people if person["is_present"]}
    assert {(name, "host") for name in expected.hosts} <= roles
    assert {(name, "guest") for name in expected.guests} <= roles


def test_the_directory_holds_twelve_episodes_of_which_three_are_notes_only() -> None:
    episodes = tables(DIRECTORY)["parsed_episodes"]
    assert [episode["ordinal"] for episode in episodes if not episode["has_transcript"]] == [2, 7, 10]
    assert len(episodes) == len({episode["title"] for episode in episodes}) == 12


def test_chapter_titles_are_not_left_in_the_speech() -> None:
    for place in (f"{DIRECTORY}#3", f"{DIRECTORY}#6", f"{DIRECTORY}#8", "smoke-and-sensor-what-the-waggle-says.txt"):
        titles = {row["label"] for row in rows_of(place, "parsed_timestamps") if row["kind"] == "chapter"}
        assert [row["text"] for row in speech_of(place) for title in titles if title in row["text"]] == []


def test_the_newsletter_has_the_same_words_as_its_item_in_the_directory() -> None:
    words = [" ".join(row["text"] for row in speech_of(place)).split()
             for place in (f"{DIRECTORY}#8", "smoke-and-sensor-what-the-waggle-says.txt")]  # fmt: skip
    assert words[0] == words[1]


def test_rolled_up_captions_say_each_line_once_and_real_repetitions_twice() -> None:
    lines = [row["text"] for row in speech_of("mag-eleven-the-double-double.en.vtt")]
    assert lines.count("it's the bright one") == 2
    assert lines.count("just one") == 1


def test_the_damaged_file_says_what_is_damaged() -> None:
    parsed = read(DAMAGED).parsed
    speech = parsed.episodes[0].speech
    assert {note.reason for note in parsed.warnings} >= {"time_invalid", "truncated"}
    assert [text for text, start in zip(speech.text, speech.start_ms, strict=True) if start is None] == [
        "I didn't know that it was unstable. I've been standing right next to it."
    ]


def test_the_copy_has_the_same_bytes_and_no_other_file_has() -> None:
    hashes = Counter(hashlib.sha256((SAMPLES / name).read_bytes()).digest() for name in files())
    assert sorted(hashes.values())[-2:] == [1, 2]
    assert (SAMPLES / COPY).read_bytes() == (SAMPLES / "late-arriving-data-198.md").read_bytes()
