"""Makes finds: rows of parsed episodes as the resolution reads them."""

from __future__ import annotations

from typing import Any

import polars as pl

from transforms.lake_schema import PARSED_EPISODES
from transforms.sketch import sketch

_SCHEMA = pl.DataFrame(PARSED_EPISODES.arrow().empty_table()).schema
_WORDS = ("lighthouse", "beekeeping", "transmitter", "harbourmaster", "navigation", "observatory", "pollination")


def find(document: str, ordinal: int = 1, **facts: Any) -> dict[str, Any]:
    """Return one find; `words` (a seed) gives it a transcript of its own words."""
    words = facts.pop("words", None)
    row: dict[str, Any] = dict.fromkeys(_SCHEMA) | {
        "document_id": document, "ordinal": ordinal, "doc_start": 0, "doc_end": 100, "categories": [], "tags": [],
        "is_title_from_name": facts.get("title") is None, "is_whole_document": True, "labelled_turn_count": 0,
        "timed_segment_count": 0, "segment_count": 0, "word_count": 0, "has_transcript": words is not None,
        "sketch": [], "title": document, "folder": "file:///talks", "stem": document,
    }  # fmt: skip
    if words is not None:
        row |= {"sketch": sketch(transcript(words)).tolist(), "word_count": 600, "segment_count": 60}
    return row | facts


def transcript(seed: str, skip: int = 0) -> list[str]:
    """Return 200 long words that only texts of the same seed share; `skip` leaves some out, as a recogniser would."""
    return [f"{_WORDS[number % 7]}{seed}{number}" for number in range(200) if not skip or number % skip]


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Return the finds as a table."""
    return pl.DataFrame(rows, schema=_SCHEMA | {"folder": pl.String, "stem": pl.String}, orient="row")
