"""Turns as running text, and their sentences: what all evidence about people is looked for in."""

from __future__ import annotations

import polars as pl

FIND = ["document_id", "ordinal"]
TURN = [*FIND, "turn_index"]

_ABBREVIATED = r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|Sra|Srta|Lic|Ing|Fr|Hr|[A-Z])\."
_CLOSERS = r"\"'”’)\]」』）"
# Tiles the text: sentence for sentence, each with the white space behind it. A full stop ends no sentence after an
# initial or an abbreviation, nor before anything but white space or a capital (`3.5`, `node.js`).
_SENTENCE = (
    rf"(?:{_ABBREVIATED}|[.?!…]+[^\s.?!…{_CLOSERS}A-Z]|[^.?!…。？！])+[.?!…。？！]*[{_CLOSERS}]*\s*"
    rf"|[.?!…。？！{_CLOSERS}]+\s*"
)


def turn_texts(segments: pl.DataFrame) -> pl.DataFrame:
    """Return one row per turn of `segments` (`lake_schema.PARSED_SEGMENTS`), in order: keys, label, words.

    Column `text` joins the turn's segments with single spaces; `row` numbers the turns of the batch.
    """
    return (
        segments.group_by(TURN, maintain_order=True)
        .agg(
            pl.col("speaker_label").first(),
            pl.col("word_count").sum(),
            pl.col("text").str.join(" "),
        )
        .with_row_index("row")
    )


def sentences(turns: pl.DataFrame) -> pl.DataFrame:
    """Return one row per sentence of the turns: `row` of the turn, `text`, `start` in the turn's text (code points).

    Column `number` counts the sentences of a turn from 0, `to_come` those that follow in it. Sentences tile the
    turn's text: each holds the white space behind it.
    """
    cut = turns.select("row", text=pl.col("text").str.extract_all(_SENTENCE)).explode("text", empty_as_null=False)
    length = pl.col("text").str.len_chars()
    return cut.with_columns(
        start=(length.cum_sum() - length).over("row").cast(pl.Int64),
        number=pl.int_range(pl.len(), dtype=pl.Int32).over("row"),
        to_come=pl.int_range(pl.len() - 1, -1, -1, dtype=pl.Int32).over("row"),
    )


def places(segments: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Return where each segment's words stand in the text of its turn: `row`, `start`, and the segment's offsets."""
    pieces = segments.join(turns.select(*TURN, "row"), on=TURN, how="inner", maintain_order="left")
    step = pl.col("text").str.len_chars() + 1
    return pieces.select(
        "row", "segment_index", "doc_start", "doc_end", start=(step.cum_sum() - step).over("row").cast(pl.Int64)
    )
