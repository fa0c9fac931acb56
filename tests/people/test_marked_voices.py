"""Voices that are told apart by marks of the source, and have no label."""

from __future__ import annotations

import polars as pl
import pytest

from tests.people.corpus_of import resolved
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize
from transforms.people.attribution import attribute
from transforms.people.marked_voices import with_marked_voices
from warehouse.turn_model import turn_model

_YELLOW, _CYAN = "#ffff00", "#00ffff"
_NAMED = (
    (_YELLOW, "Welcome to the show, I'm Ida Brook."),
    (_CYAN, "And I am Olaf Lund, glad to be here."),
    (_YELLOW, "So Olaf, what is new with you?"),
    (_CYAN, "I built a boat, and I sail it now."),
)
_NAMELESS = (
    (_YELLOW, "The weather was bad all week."),
    (_CYAN, "It was, and the roof leaked again."),
    (_YELLOW, "Did you call somebody about it?"),
    (_CYAN, "I did, and nobody came."),
)


def _captions(lines: tuple[tuple[str, str], ...]) -> RawDocument:
    cues = (
        f'{place + 1}\n00:00:{4 * place:02},000 --> 00:00:{4 * place + 3:02},000\n<font color="{color}">{text}</font>\n'
        for place, (color, text) in enumerate(lines)
    )
    data = "\n".join(cues).encode()
    return RawDocument(identify_bytes(data), "colours.srt", data)


def _told(lines: tuple[tuple[str, str], ...]) -> pl.DataFrame:
    raw = _captions(lines)
    people = resolved([raw]).people
    segments = pl.DataFrame(normalize([raw], turns=turn_model())["parsed_segments"])
    told = attribute(segments, pl.DataFrame(people.voices), pl.DataFrame(people.present), turn_model())
    return told.join(pl.DataFrame(people.speakers), on="speaker_id", how="left", maintain_order="left")


def test_all_that_a_colour_says_is_said_by_whom_it_names() -> None:
    told = _told(_NAMED)
    assert told["name"].to_list() == ["Ida Brook", "Olaf Lund", "Ida Brook", "Olaf Lund"]
    assert told["speaker_method"].unique().to_list() == ["marker"]
    assert told["speaker_label"].is_null().all()


def test_colours_without_a_name_are_voices_all_the_same() -> None:
    told = _told(_NAMELESS)
    first, second, *others = told["speaker_id"].to_list()
    assert first != second
    assert others == [first, second]
    assert told["name"].is_null().all()


@pytest.mark.parametrize("lines", [_NAMED, _NAMELESS])
def test_nobody_sees_the_label_that_stands_for_a_colour(lines: tuple[tuple[str, str], ...]) -> None:
    found = resolved([_captions(lines)])
    present = found.present["colours.srt"]
    assert [seen.labels for seen in present] == [(), ()]
    assert all("\ue000" not in alias for seen in present for alias in (*seen.aliases, seen.evidence or ""))


def test_one_colour_tells_nothing() -> None:
    told = _told(tuple((_CYAN, text) for _, text in _NAMELESS))
    assert told["speaker_id"].is_null().all()


def test_numbers_that_do_not_come_back_only_part_the_turns() -> None:
    segments = pl.DataFrame(normalize([_captions(_NAMELESS)])["parsed_segments"])
    counted = segments.with_columns(voice=pl.int_range(pl.len(), dtype=pl.Int32))
    assert with_marked_voices(counted)["speaker_label"].is_null().all()
    assert with_marked_voices(segments)["speaker_label"].is_not_null().all()
