"""One recording is one episode, and two recordings are two, whatever their documents look like."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import polars as pl
import pytest

from tests.resolve.finds import find, frame, transcript
from transforms.resolve.episodes import Episodes, resolve_episodes
from transforms.sketch import sketch


def links(*rows: tuple[str, int, str]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema={"document_id": pl.String, "ordinal": pl.Int32, "to_document_id": pl.String}, orient="row"
    )


def resolved_of(*rows: dict[str, Any]) -> Episodes:
    return resolve_episodes(frame(*rows), links())


def episodes_of(*rows: dict[str, Any]) -> dict[tuple[str, int], str]:
    found = resolve_episodes(frame(*rows), links()).episode_documents
    return {(row["document_id"], row["ordinal"]): row["episode_id"] for row in found.to_pylist()}


def test_one_transcript_in_two_layouts_is_one_episode() -> None:
    found = episodes_of(
        find("aaaa", title="Low Tide — with Oda Brandt", words="x"),
        find("bbbb", title="Oda Brandt, harbour pilot", words="x"),
    )
    assert found["aaaa", 1] == found["bbbb", 1]


def test_two_recognisers_of_one_recording_are_one_episode() -> None:
    other = find("bbbb", has_transcript=True, sketch=sketch(transcript("x", skip=12)).tolist())
    found = episodes_of(find("aaaa", words="x"), other)
    assert found["aaaa", 1] == found["bbbb", 1]


def test_other_words_are_another_episode() -> None:
    found = episodes_of(find("aaaa", words="x"), find("bbbb", words="y"))
    assert found["aaaa", 1] != found["bbbb", 1]


def test_notes_and_transcript_of_one_title_in_one_show_are_one_episode() -> None:
    found = episodes_of(
        find("aaaa", title="Episode 7: Tides & Time", show_title="Low Tide"),
        find("bbbb", title="tides — & time!", show_title="Low Tide: The Harbour Podcast", words="x"),
    )
    assert found["aaaa", 1] == found["bbbb", 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"episode_number": 7}, {"episode_number": 8}),
        ({"published_date": dt.date(2026, 1, 1)}, {"published_date": dt.date(2026, 3, 1)}),
        ({"show_title": "Low Tide"}, {"show_title": "High Ground"}),
    ],
)
def test_one_title_with_contradicting_facts_is_two_episodes(one: dict[str, Any], other: dict[str, Any]) -> None:
    both = {"title": "Questions from our listeners", "show_title": "Low Tide"}
    found = episodes_of(find("aaaa", **(both | one)), find("bbbb", **(both | other)))
    assert found["aaaa", 1] != found["bbbb", 1]


def test_two_finds_of_one_document_are_never_one_episode() -> None:
    same = {"title": "Questions from our listeners", "show_title": "Low Tide", "is_whole_document": False}
    found = episodes_of(
        find("aaaa", 1, **same), find("aaaa", 2, **same), find("bbbb", title=same["title"], show_title="Low Tide")
    )
    assert len({found["aaaa", 1], found["aaaa", 2]}) == 2


def test_short_title_without_a_show_is_no_evidence() -> None:
    found = episodes_of(find("aaaa", title="Welcome"), find("bbbb", title="Welcome"))
    assert found["aaaa", 1] != found["bbbb", 1]


def test_chapters_beside_a_transcript_of_one_file_name_belong_to_it() -> None:
    found = episodes_of(find("aaaa", stem="talk-3", words="x"), find("bbbb", stem="talk-3"))
    assert found["aaaa", 1] == found["bbbb", 1]


def test_preferred_transcript_has_most_labelled_turns_and_facts_come_from_all() -> None:
    resolved = resolved_of(
        find(
            "aaaa",
            title="Tides and time and time again",
            words="x",
            timed_segment_count=60,
            published_date=dt.date(2026, 1, 2),
        ),
        find("bbbb", words="x", labelled_turn_count=9),
    )
    (episode,) = resolved.episodes.to_pylist()
    assert episode["transcript_document_id"] == "bbbb"
    assert episode["title"] == "Tides and time and time again"
    assert episode["published_date"] == dt.date(2026, 1, 2)
    because = {row["document_id"]: row["same_because"] for row in resolved.episode_documents.to_pylist()}
    assert because["bbbb"] is None
    assert "the same words" in because["aaaa"]


def test_recut_is_another_episode_that_points_at_the_first() -> None:
    resolved = resolved_of(
        find("aaaa", 1, title="The night harbour, live (cleaned audio)", show_title="Low Tide", duration_ms=3_500_000),
        find(
            "aaaa",
            2,
            title="The night harbour, live (with Oda Brandt)",
            show_title="Low Tide",
            duration_ms=3_560_000,
            words="x",
        ),
    )
    by_title = {row["title"]: row for row in resolved.episodes.to_pylist()}
    original = by_title["The night harbour, live (with Oda Brandt)"]
    assert by_title["The night harbour, live (cleaned audio)"]["recut_of"] == original["episode_id"]
    assert original["recut_of"] is None


def test_outcome_does_not_depend_on_the_order_of_finds() -> None:
    rows = [
        find(
            f"{number:04d}",
            words=str(number // 3),
            show_title=f"Show {number % 2}",
            title=f"A long enough title {number // 2}",
        )
        for number in range(24)
    ]
    expected = resolved_of(*rows)
    for seed in range(3):
        random.Random(seed).shuffle(rows)
        again = resolved_of(*rows)
        assert all(one.equals(other) for one, other in zip(expected, again, strict=True))


def test_ten_thousand_finds_that_share_an_intro_take_linear_work() -> None:
    rows = [
        find(f"{number:05d}", title=f"Conversation number {number} of many", show_title="Low Tide", has_transcript=True,
             sketch=[1, 2, 3, 4, 5, number + 10])
        for number in range(10_000)
    ]  # fmt: skip
    resolved = resolved_of(*rows)
    assert resolved.episodes.num_rows == 10_000
    assert isinstance(resolved.episodes.column("episode_id").to_pylist()[0], str)


def test_nothing_gives_nothing() -> None:
    resolved = resolved_of()
    assert [table.num_rows for table in resolved] == [0, 0, 0]
    assert pl.DataFrame(resolved.episodes).is_empty()


def test_feed_that_names_the_file_has_its_transcript() -> None:
    rows = frame(find("feed", 3, title="On cold", is_whole_document=False), find("bbbb", words="x"))
    found = resolve_episodes(rows, links(("feed", 3, "bbbb"))).episode_documents.to_pylist()
    assert len({row["episode_id"] for row in found}) == 1
    assert "a link to the file" in [row["same_because"] for row in found]


def test_file_that_many_items_name_is_nobodys_transcript() -> None:
    rows = frame(
        *(find("feed", number, title=f"Talk {number}", is_whole_document=False) for number in (1, 2)),
        find("bbbb", words="x"),
    )
    found = resolve_episodes(rows, links(("feed", 1, "bbbb"), ("feed", 2, "bbbb"))).episode_documents
    assert len(set(found.column("episode_id").to_pylist())) == 3


def test_recording_that_two_shows_put_out_on_one_day_is_one_episode() -> None:
    same: dict[str, Any] = {"published_date": dt.date(2026, 1, 2), "duration_ms": 3_600_000}
    found = episodes_of(
        find("aaaa", title="Interrupts and insects", show_title="Low Tide", **same),
        find("bbbb", title="[Low Tide] Interrupts and Insects", show_title="High Ground", **same),
    )
    assert found["aaaa", 1] == found["bbbb", 1]


def test_file_belongs_to_the_show_that_its_name_begins_with() -> None:
    resolved = resolved_of(
        find("aaaa", title="One", show_title="Low Tide Radio"), find("bbbb", stem="low-tide-radio-12-storms")
    )
    assert len(set(resolved.episodes.column("show_id").to_pylist())) == 1
