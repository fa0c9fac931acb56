"""Where and when a mention stands: segment, characters, stretch of the document, time, speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from transforms.mentions.running_text import cut_texts
from transforms.raw_offsets import raw_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.mentions.reading import Reading
    from transforms.mentions.running_text import Longs

# A time between two known ones, in proportion to the characters, is off by this share of the way to the nearer one.
_INTERPOLATED_SHARE = 0.1


def place_mentions(mentions: pl.DataFrame, segments: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Return `mentions` (first, last: words of the reading, half-open) with what the published columns need.

    `segments` are those that were read, in their order, with the columns of `lake_annotations.ANNOTATED_SEGMENTS` and
    `raw_text`. Adds episode_id, segment_index, end_segment_index, surface, char_start, char_end, document_id,
    doc_start, doc_end, speaker_id, time_ms, time_method, time_error_ms, is_advert, mention_index. Rows are in the order
    of speech.
    """
    spans = _in_segments(mentions.sort("first", "last"), segments, reading)
    timed = _timed(spans)
    index = pl.int_range(pl.len(), dtype=pl.Int32).over("episode_id")
    return timed.with_columns(mention_index=index, is_advert=pl.col("kind_of_segment") == "advert")


def _in_segments(mentions: pl.DataFrame, segments: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    words = reading.words
    begin = words.start[mentions["first"].to_numpy()]
    end = words.end[mentions["last"].to_numpy() - 1]
    starts = reading.text.start
    row, end_row = np.searchsorted(starts, begin, "right") - 1, np.searchsorted(starts, end - 1, "right") - 1
    char_start, char_end = _characters(reading, [(starts[row], begin), (starts[end_row], end)])
    first = segments.with_columns(next_ms=pl.col("start_ms").shift(-1).over("episode_id"))[row]
    last = segments[end_row]
    placed = mentions.with_columns(
        *first.select(
            "episode_id", "segment_index", "document_id", "speaker_id", "start_ms", "end_ms", "next_ms", "time_method",
            "time_error_ms", kind_of_segment="kind", size=pl.col("text").str.len_chars(),
        ).get_columns(),
        end_segment_index=last["segment_index"],
        surface=cut_texts(reading.text, begin, end),
        char_start=pl.Series(char_start, dtype=pl.Int32),
        char_end=pl.Series(char_end, dtype=pl.Int32),
        doc_start=first["doc_start"] + pl.Series(char_start),
        doc_end=last["doc_start"] + pl.Series(char_end),
    )  # fmt: skip
    return _in_raw(placed.with_columns(row=pl.Series(row), end_row=pl.Series(end_row)), segments)


def _characters(reading: Reading, spans: Sequence[tuple[Longs, Longs]]) -> list[Longs]:
    """Return how many characters stand between each pair of byte offsets."""
    later = np.flatnonzero((reading.text.raw & 0xC0) == 0x80)  # bytes that go on a character
    return [end - start - np.searchsorted(later, end) + np.searchsorted(later, start) for start, end in spans]


def _in_raw(placed: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """Correct the offsets in the document where the segment's text is not the document's, letter for letter."""
    has_raw = segments["raw_text"].is_not_null().to_numpy()
    differing = np.flatnonzero(has_raw[placed["row"].to_numpy()] | has_raw[placed["end_row"].to_numpy()])
    starts, ends = placed["doc_start"].to_list(), placed["doc_end"].to_list()
    spans: dict[int, list[tuple[int, int, int, bool]]] = {}
    columns = placed.select("row", "end_row", "char_start", "char_end")[differing].iter_rows()
    for number, (row, end_row, begin, end) in zip(differing.tolist(), columns, strict=True):
        one = row == end_row
        if has_raw[row]:
            size = end if one else len(segments["text"][row])
            spans.setdefault(row, []).append((number, begin, size, one))
        if not one and has_raw[end_row]:
            spans.setdefault(end_row, []).append((-1 - number, 0, end, True))
    for row, wanted in spans.items():
        text, raw, base = segments["text"][row], segments["raw_text"][row], segments["doc_start"][row]
        found = raw_spans(text, raw, [(begin, end) for _, begin, end, _ in wanted])
        for (number, _, _, is_whole), (begin, end) in zip(wanted, found, strict=True):
            if number >= 0:
                starts[number] = base + begin
            if is_whole:
                ends[number if number >= 0 else -1 - number] = base + end
    return placed.with_columns(
        doc_start=pl.Series(starts, dtype=pl.Int64), doc_end=pl.Series(ends, dtype=pl.Int64)
    ).drop("row", "end_row")


def _timed(spans: pl.DataFrame) -> pl.DataFrame:
    """Add the time of the first character, between the times of its segment."""
    start, length = pl.col("start_ms"), pl.coalesce("end_ms", "next_ms") - pl.col("start_ms")
    into = (length * pl.col("char_start") / pl.col("size")).round().cast(pl.Int64)
    known = (length >= 0).fill_null(False)
    nearest = pl.min_horizontal(into, length - into) * _INTERPOLATED_SHARE
    inside = pl.col("char_start") > 0
    explicit = pl.col("time_method") == "explicit"
    return spans.with_columns(
        time_ms=pl.when(~inside).then(start).when(known).then(start + into),
        time_error_ms=pl.when(~inside)
        .then("time_error_ms")
        .when(known)
        .then(pl.col("time_error_ms") + nearest.round().cast(pl.Int64)),
        time_method=pl.when(inside & ~known)
        .then(pl.lit(None, pl.String))
        .when(inside & explicit)
        .then(pl.lit("interpolated"))
        .otherwise("time_method"),
    )
