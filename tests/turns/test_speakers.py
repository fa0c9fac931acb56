"""Turns without labels given to those who are there; nobody else, and nobody where nothing shows it."""

from __future__ import annotations

import polars as pl

from tests.turns.test_parting import TALK, segments_of
from transforms.lake_people import RESOLVED_PRESENT
from transforms.turns.speakers import ASSIGNS, SUREST, speakers_of
from warehouse.turn_model import turn_model


def present(*people: tuple[str, str]) -> pl.DataFrame:
    rows = [
        {"document_id": "d" * 16, "ordinal": 1, "speaker_id": name.split(" ")[0].lower(), "name": name, "forms": [name],
         "role": role, "confidence": 0.95}
        for name, role in people
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=pl.DataFrame(RESOLVED_PRESENT.arrow().empty_table()).schema)


def test_who_introduces_himself_and_who_is_asked_are_told() -> None:
    segments = segments_of(TALK, turn_model())
    told = speakers_of(segments, present(("Ida Brook", "host"), ("Olaf Lund", "guest")), turn_model())
    turns = segments.unique("turn_index", keep="first").join(told, on=["document_id", "ordinal", "turn_index"])
    by_word = {
        text.split(" ")[0]: (who, how)
        for text, who, how in turns.select("text", "speaker_id", "speaker_method").iter_rows()
    }
    assert by_word["Hello"] == ("ida", "introduction")
    assert by_word["Well,"] == ("olaf", "addressed")
    # Both are there with 0.95, which is part of how sure it is that they speak.
    assert told["speaker_confidence"].is_between(ASSIGNS * (1 + 0.95) / 2, SUREST).all()


def test_without_anybody_known_nobody_speaks() -> None:
    told = speakers_of(segments_of(TALK, turn_model()), present(), turn_model())
    assert told.columns[:3] == ["document_id", "ordinal", "turn_index"]
    assert told.is_empty()


def test_two_of_one_role_whom_no_name_tells_apart_stay_unknown() -> None:
    text = "We walked along the brook all day.\nIt rained in the hills.\nThe bees stayed at home.\nSo did the birds.\n"
    told = speakers_of(
        segments_of(text, turn_model()), present(("Eva Moss", "host"), ("Jan Reed", "host")), turn_model()
    )
    assert told.is_empty()


def test_labelled_transcripts_are_not_touched() -> None:
    text = "Ida: Hello, I'm Ida Brook.\n\nOlaf: Hi, Ida.\n\nIda: How are you?\n\nOlaf: Well, thanks.\n"
    told = speakers_of(segments_of(text, turn_model()), present(("Ida Brook", "host")), turn_model())
    assert told.is_empty()
