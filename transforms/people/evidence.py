"""Evidence of who is there: what is said about people by name, who says it, and who speaks before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from transforms.lake_schema import PARSED_EVIDENCE
from transforms.people.calls import calls
from transforms.people.introductions import INTRODUCING, NAMED, SELF, introductions
from transforms.people.name_pattern import CAPITAL
from transforms.people.sentences import FIND

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXCERPT = 240
_NAME_THERE = rf"[ ,][\"“]?{CAPITAL}\p{{L}}"
_OF_ITSELF = rf"{SELF}{CAPITAL}|{NAMED}{CAPITAL}|{CAPITAL}\w+ here\b"
_SAME = [*FIND, "kind", "name", "speaker_label", "label_before", "label_after", "is_opening", "is_closing"]
_TOLD = {
    "row": pl.UInt32, "number": pl.Int32, "to_come": pl.Int32, "start": pl.Int64, "kind": pl.String, "name": pl.String,
    "affiliation": pl.String, "words": pl.String,
}  # fmt: skip


def find_evidence(turns: pl.DataFrame, cut: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return the evidence about people in a batch (`lake_schema.PARSED_EVIDENCE`), in document order.

    `turns`, `cut` and `places` are what `sentences.turn_texts`, `sentences.sentences` and `sentences.places` return.
    The same evidence more than once is one row with a count, at its first place.
    """
    introduced = _introduced(cut)
    told = pl.concat([introduced, _called(cut, introduced)]).sort("row", "start", "kind", maintain_order=True)
    placed = told.join_asof(places.sort("row", "start"), on="start", by="row", check_sortedness=False)
    joined = placed.join(_with_neighbours(turns), on="row", how="inner", maintain_order="left").with_columns(
        is_opening=pl.col("number") <= 1, is_closing=pl.col("to_come") <= 1
    )
    first = (pl.col(name).first() for name in ("turn_index", "segment_index", "words", "doc_start", "doc_end"))
    counted = joined.group_by(_SAME, maintain_order=True).agg(
        pl.col("affiliation").drop_nulls().first(), *first, pl.len().cast(pl.Int32).alias("said_count")
    )
    return counted.select(PARSED_EVIDENCE.names())


def _introduced(cut: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("text")
    introduces = text.str.contains_any(list(INTRODUCING), ascii_case_insensitive=True) & text.str.contains(_NAME_THERE)
    chosen = cut.filter(introduces | text.str.contains(_OF_ITSELF)).select("row", "number", "to_come", "start", "text")
    return pl.DataFrame(list(_told(chosen)), schema=_TOLD, orient="row")


def _told(chosen: pl.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row, number, to_come, start, text in chosen.iter_rows():
        sentence = text.strip()
        for found in introductions(sentence):
            at = max(0, found.start - _EXCERPT // 2)
            words = sentence[at : at + _EXCERPT].strip()
            yield row, number, to_come, start + found.start, found.kind, found.name, found.affiliation, words


def _called(cut: pl.DataFrame, introduced: pl.DataFrame) -> pl.DataFrame:
    """Return the calls, but not of names between commas in a sentence that introduces them: `with our guest, Ann,`."""
    own = introduced.with_columns(kind=pl.lit("vocative"))
    return calls(cut).join(own, on=["row", "number", "name", "kind"], how="anti", maintain_order="left").select(
        "row", "number", "to_come", "start", "kind", "name",
        affiliation=pl.lit(None, pl.String), words=pl.col("text").str.strip_chars().str.slice(0, _EXCERPT),
    )  # fmt: skip


def _with_neighbours(turns: pl.DataFrame) -> pl.DataFrame:
    """Return the turns with the labels of the turns before and after."""
    label = pl.col("speaker_label")
    before, after = label.shift(1).over(FIND), label.shift(-1).over(FIND)
    return turns.select("row", *FIND, "turn_index", "speaker_label", label_before=before, label_after=after)
